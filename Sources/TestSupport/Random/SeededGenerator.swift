/// A seeded source of pseudo-random numbers: the same seed gives the same sequence on every machine.
///
/// The engine is xoshiro256\*\*, its state filled by splitmix64. The helpers below are written out here rather than
/// taken from the standard library, whose derivation of ranges may change between releases and would then change what
/// a recorded seed means. Not for secrets.
///
/// - SeeAlso: Blackman, Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021),
///   <https://prng.di.unimi.it/xoshiro256starstar.c> and <https://prng.di.unimi.it/splitmix64.c>.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var word0: UInt64
    private var word1: UInt64
    private var word2: UInt64
    private var word3: UInt64

    /// Creates the generator of a seed; every value is good, also 0.
    package init(seed: UInt64) {
        var counter = seed
        func splitmix() -> UInt64 {
            counter &+= 0x9e37_79b9_7f4a_7c15
            var mixed = counter
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
        // Splitmix64 is a bijection of its counter, so four successive outputs are never all zero.
        word0 = splitmix()
        word1 = splitmix()
        word2 = splitmix()
        word3 = splitmix()
    }

    /// The next 64 pseudo-random bits.
    package mutating func next() -> UInt64 {
        let product = word1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = word1 << 17
        word2 ^= word0
        word3 ^= word1
        word1 ^= word2
        word0 ^= word3
        word2 ^= shifted
        word3 = (word3 << 45) | (word3 >> 19)
        return result
    }
}

extension SeededGenerator {
    /// A number in `0 ..< bound`.
    ///
    /// The high word of a full product; the bias is below `bound / 2^64`.
    ///
    /// - Precondition: `bound > 0`.
    package mutating func below(_ bound: UInt64) -> UInt64 {
        precondition(bound > 0)
        return next().multipliedFullWidth(by: bound).high
    }

    /// A number in `0 ..< bound`.
    ///
    /// - Precondition: `bound > 0`.
    package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0)
        return Int(below(UInt64(bound)))
    }

    /// A number in a closed range.
    package mutating func number(in range: ClosedRange<UInt64>) -> UInt64 {
        let width = range.upperBound - range.lowerBound
        return width == .max ? next() : range.lowerBound + below(width + 1)
    }

    /// A number in a closed range.
    package mutating func number(in range: ClosedRange<Int>) -> Int {
        let offset = number(in: 0...UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound)))
        return range.lowerBound &+ Int(Int64(bitPattern: offset))
    }

    /// Whether an event of probability `times / total` happens.
    ///
    /// - Precondition: `total > 0`.
    package mutating func chance(_ times: Int, in total: Int) -> Bool {
        below(total) < times
    }

    /// One element of a collection; `nil` where it is empty.
    package mutating func element<Elements: Collection>(of elements: Elements) -> Elements.Element? {
        guard !elements.isEmpty else { return nil }
        return elements[elements.index(elements.startIndex, offsetBy: below(elements.count))]
    }

    /// A number of pseudo-random bytes.
    package mutating func bytes(count: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var word: UInt64 = 0
        for index in 0..<count {
            if index % 8 == 0 { word = next() }
            result.append(UInt8(truncatingIfNeeded: word))
            word >>= 8
        }
        return result
    }

    /// A number of any size: its bit length is drawn first, so that small and huge ones are both common.
    package mutating func skewedNumber() -> UInt64 {
        let bitCount = below(65)
        return bitCount == 0 ? 0 : next() >> UInt64(64 - bitCount)
    }
}
