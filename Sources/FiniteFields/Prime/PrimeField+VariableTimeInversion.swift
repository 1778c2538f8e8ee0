extension PrimeField {
    /// The multiplicative inverse, or nil of zero; the time depends on the element.
    ///
    /// Four times as fast as `inverted`, which is for secrets.
    public func invertedVariableTime() -> Self? {
        guard !isZero else { return nil }
        let inverse = DivisionSteps(modulus: Self.modulusWords, negatedInverse: Self.negatedInverse)
            .inverse(of: montgomeryWords)
        // The inverse of a 2^256 is a^-1 2^-256; each product with 2^512 takes 2^256 on.
        let square = Self(uncheckedMontgomery: Self.montgomerySquare)
        return Self(uncheckedMontgomery: inverse) * square * square
    }
}

/// Inversion modulo an odd number by division steps in batches of 62, each a matrix that is applied to all words.
///
/// - SeeAlso: Bernstein, Yang, "Fast constant-time gcd computation and modular inversion" (2019); the batching and the
///   variable-time step are those of Wuille's notes in libsecp256k1, `doc/safegcd_implementation.md`.
private struct DivisionSteps {
    private let modulus: SignedWords
    private let inverse62: UInt64

    /// - Parameter negatedInverse: `-modulus^-1 mod 2^64`.
    init(modulus: FourWords, negatedInverse: UInt64) {
        self.modulus = SignedWords(modulus)
        inverse62 = (0 &- negatedInverse) & SignedWords.mask
    }

    /// Returns `value^-1 mod modulus`, for a value that is coprime to it and below it.
    func inverse(of value: FourWords) -> FourWords {
        var f = modulus
        var g = SignedWords(value)
        var d = SignedWords.zero
        var e = SignedWords.one
        var eta: Int64 = -1
        // f and g shrink to the greatest common divisor and zero; d and e stay their multiples of value^-1.
        while !g.isZero {
            let matrix = Self.steps(&eta, f.lowest64, g.lowest64)
            update(&d, &e, matrix)
            (f, g) = f.combined(with: g, matrix)
        }
        return d.reduced(negated: f.word4 < 0, modulus: modulus)
    }

    /// Sixty-two division steps on the low words of f and g.
    private static func steps(_ eta: inout Int64, _ f: UInt64, _ g: UInt64) -> StepMatrix {
        var (f, g) = (f, g)
        var (u, v, q, r): (UInt64, UInt64, UInt64, UInt64) = (1, 0, 0, 1)
        var remaining: Int64 = 62
        while true {
            // The sentinel bit ends the count of zeros at the steps that remain.
            let zeros = (g | (UInt64.max &<< UInt64(remaining))).trailingZeroBitCount
            g &>>= UInt64(zeros)
            u &<<= UInt64(zeros)
            v &<<= UInt64(zeros)
            eta -= Int64(zeros)
            remaining -= Int64(zeros)
            if remaining == 0 { break }
            let factor: UInt64
            if eta < 0 {
                eta = -eta
                (f, g) = (g, 0 &- f)
                (u, q) = (q, 0 &- u)
                (v, r) = (r, 0 &- v)
                // Up to six bits of g vanish at once.
                let limit = UInt64(min(eta + 1, remaining))
                factor = (f &* g &* (f &* f &- 2)) & (UInt64.max &>> (64 &- limit)) & 63
            } else {
                let limit = UInt64(min(eta + 1, remaining))
                let inverse = f &+ (((f &+ 1) & 4) &<< 1)
                factor = ((0 &- inverse) &* g) & (UInt64.max &>> (64 &- limit)) & 15
            }
            g = g &+ f &* factor
            q = q &+ u &* factor
            r = r &+ v &* factor
        }
        return StepMatrix(
            u: Int64(bitPattern: u), v: Int64(bitPattern: v), q: Int64(bitPattern: q), r: Int64(bitPattern: r))
    }

    /// Applies a matrix to d and e and divides by 2^62 modulo the modulus.
    private func update(_ d: inout SignedWords, _ e: inout SignedWords, _ matrix: StepMatrix) {
        let (signD, signE) = (d.word4 >> 63, e.word4 >> 63)
        var multipleD = (matrix.u & signD) &+ (matrix.v & signE)
        var multipleE = (matrix.q & signD) &+ (matrix.r & signE)
        let lowD = UInt64(bitPattern: matrix.u &* d.word0 &+ matrix.v &* e.word0)
        let lowE = UInt64(bitPattern: matrix.q &* d.word0 &+ matrix.r &* e.word0)
        multipleD &-= Int64((inverse62 &* lowD &+ UInt64(bitPattern: multipleD)) & SignedWords.mask)
        multipleE &-= Int64((inverse62 &* lowE &+ UInt64(bitPattern: multipleE)) & SignedWords.mask)
        (d, e) = (
            d.combined(e, matrix.u, matrix.v, modulus, multipleD), d.combined(e, matrix.q, matrix.r, modulus, multipleE)
        )
    }
}

/// What a batch of division steps does to f and g, times 2^62.
private struct StepMatrix {
    let u: Int64
    let v: Int64
    let q: Int64
    let r: Int64
}

/// A signed integer of five words of 62 bits, least significant first; the highest one carries the sign.
private struct SignedWords {
    var word0: Int64
    var word1: Int64
    var word2: Int64
    var word3: Int64
    var word4: Int64

    static let mask = UInt64.max >> 2
    static let zero = SignedWords(0, 0, 0, 0, 0)
    static let one = SignedWords(1, 0, 0, 0, 0)

    init(_ word0: Int64, _ word1: Int64, _ word2: Int64, _ word3: Int64, _ word4: Int64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
        self.word4 = word4
    }

    init(_ words: FourWords) {
        self.init(
            Int64(words.bits(at: 0, count: 62)), Int64(words.bits(at: 62, count: 62)),
            Int64(words.bits(at: 124, count: 62)), Int64(words.bits(at: 186, count: 62)),
            Int64(words.bits(at: 248, count: 8)))
    }

    var isZero: Bool { word0 | word1 | word2 | word3 | word4 == 0 }

    /// The lowest 64 bits.
    var lowest64: UInt64 { UInt64(bitPattern: word0) | UInt64(bitPattern: word1) &<< 62 }

    /// Both rows of a matrix applied to two integers, divided by 2^62, which they are multiples of.
    func combined(with other: SignedWords, _ matrix: StepMatrix) -> (SignedWords, SignedWords) {
        (
            combined(other, matrix.u, matrix.v, .zero, 0), combined(other, matrix.q, matrix.r, .zero, 0)
        )
    }

    /// `(self factor + other otherFactor + modulus multiple) / 2^62`, exact.
    @inline(__always)
    func combined(
        _ other: SignedWords, _ factor: Int64, _ otherFactor: Int64, _ modulus: SignedWords, _ multiple: Int64
    ) -> SignedWords {
        func term(_ own: Int64, _ others: Int64, _ moduli: Int64) -> Int128 {
            Int128(factor) &* Int128(own) &+ Int128(otherFactor) &* Int128(others) &+ Int128(multiple)
                &* Int128(moduli)
        }
        func low(_ sum: Int128) -> Int64 { Int64(truncatingIfNeeded: sum) & Int64(Self.mask) }
        var sum = term(word0, other.word0, modulus.word0) &>> 62
        sum &+= term(word1, other.word1, modulus.word1)
        let result0 = low(sum)
        sum = (sum &>> 62) &+ term(word2, other.word2, modulus.word2)
        let result1 = low(sum)
        sum = (sum &>> 62) &+ term(word3, other.word3, modulus.word3)
        let result2 = low(sum)
        sum = (sum &>> 62) &+ term(word4, other.word4, modulus.word4)
        let result3 = low(sum)
        return SignedWords(result0, result1, result2, result3, Int64(truncatingIfNeeded: sum &>> 62))
    }

    /// The integer, between minus twice the modulus and the modulus, or its negative, reduced.
    func reduced(negated: Bool, modulus: SignedWords) -> FourWords {
        var value = word4 < 0 ? adding(modulus) : self
        if negated { value = SignedWords.zero.subtracting(value) }
        if value.word4 < 0 { value = value.adding(modulus) }
        // The result is below 2^254, so no word is negative.
        let (word0, word1, word2) = (UInt64(value.word0), UInt64(value.word1), UInt64(value.word2))
        let (word3, word4) = (UInt64(value.word3), UInt64(value.word4))
        return FourWords(
            word0 | word1 << 62, word1 >> 2 | word2 << 60, word2 >> 4 | word3 << 58, word3 >> 6 | word4 << 56)
    }

    private func adding(_ other: SignedWords) -> SignedWords {
        SignedWords(
            word0 + other.word0, word1 + other.word1, word2 + other.word2, word3 + other.word3, word4 + other.word4
        ).carried
    }

    private func subtracting(_ other: SignedWords) -> SignedWords {
        SignedWords(
            word0 - other.word0, word1 - other.word1, word2 - other.word2, word3 - other.word3, word4 - other.word4
        ).carried
    }

    /// The same integer with all words but the highest in [0, 2^62).
    private var carried: SignedWords {
        let mask = Int64(Self.mask)
        let sum1 = word1 + word0 >> 62
        let sum2 = word2 + sum1 >> 62
        let sum3 = word3 + sum2 >> 62
        return SignedWords(word0 & mask, sum1 & mask, sum2 & mask, sum3 & mask, word4 + sum3 >> 62)
    }
}
