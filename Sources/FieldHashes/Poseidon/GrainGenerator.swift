internal import FiniteFields

/// The Grain LFSR in self-shrinking mode, from which Poseidon's constants are drawn.
///
/// The 80-bit state starts from a description of the instance, so that nobody can choose the constants.
///
/// - SeeAlso: Grassi, Khovratovich, Rechberger, Roy, Schofnegger, "Poseidon: A New Hash Function for Zero-Knowledge
///   Proof Systems" (2021), appendix E, <https://eprint.iacr.org/2019/458>.
struct GrainGenerator {
    /// The number of bits of an element of the scalar field.
    private static let fieldBits = 254

    /// Bit `i` of the state is bit `i` of the word; the newest bit is bit 79.
    private var state: UInt128

    /// Creates the generator of one instance over the scalar field with the fifth power as S-box.
    init(width: Int, fullRounds: Int, partialRounds: Int) {
        state = 0
        var count = 0
        var bits: UInt128 = 0
        func append(_ value: Int, bitCount: Int) {
            for index in (0..<bitCount).reversed() {
                bits |= UInt128((value >> index) & 1) << UInt128(count)
                count += 1
            }
        }
        append(1, bitCount: 2)  // a prime field
        append(0, bitCount: 4)  // the S-box is a power
        append(GrainGenerator.fieldBits, bitCount: 12)
        append(width, bitCount: 12)
        append(fullRounds, bitCount: 10)
        append(partialRounds, bitCount: 10)
        append((1 << 30) - 1, bitCount: 30)
        state = bits
        for _ in 0..<160 { _ = step() }
    }

    /// The next 254 bits as a number, rejected and drawn again until it is below the modulus.
    mutating func element() -> Fr {
        while true {
            let limbs = number()
            if let element = Fr(canonical: limbs) { return element }
        }
    }

    /// The next 254 bits as a number, reduced by the modulus.
    mutating func elementByReduction() -> Fr {
        let (limb0, limb1, limb2, limb3) = number()
        // 2^254 is below 2 r, and both halves of the sum are canonical.
        let low = Fr(canonical: (limb0, limb1, limb2, 0)) ?? .zero
        let high = Fr(limb3) * GrainGenerator.twoToThe192
        return low + high
    }

    private static let twoToThe192: Fr = {
        let twoToThe64 = Fr(1 << 32) * Fr(1 << 32)
        return twoToThe64 * twoToThe64 * twoToThe64
    }()

    /// The next 254 bits, most significant first, as little-endian limbs.
    private mutating func number() -> (UInt64, UInt64, UInt64, UInt64) {
        (0..<4).reduce(into: (0, 0, 0, 0)) { limbs, index in
            var limb: UInt64 = 0
            for _ in 0..<(index == 0 ? GrainGenerator.fieldBits - 192 : 64) { limb = limb << 1 | bit() }
            limbs = (limb, limbs.0, limbs.1, limbs.2)
        }
    }

    /// The next output bit: of each pair of register bits, the second one where the first is set.
    private mutating func bit() -> UInt64 {
        while step() == 0 { _ = step() }
        return UInt64(step())
    }

    private mutating func step() -> UInt128 {
        let new = (state >> 62 ^ state >> 51 ^ state >> 38 ^ state >> 23 ^ state >> 13 ^ state) & 1
        state = state >> 1 | new << 79
        return new
    }
}
