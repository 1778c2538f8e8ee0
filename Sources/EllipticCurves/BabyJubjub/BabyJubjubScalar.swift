public import FiniteFields

/// An integer modulo the order l of Baby Jubjub's subgroup.
///
/// No operation branches on a value or reads memory at a secret address.
@frozen
public struct BabyJubjubScalar: Hashable, Sendable {
    /// The integer, in `[0, l)`.
    public private(set) var words: FourWords

    /// Wraps an integer; nil at or above l.
    public init?(words: FourWords) {
        guard words < BabyJubjub.subgroupOrder else { return nil }
        self.words = words
    }

    /// Reduces any 512-bit integer.
    ///
    /// A uniform 512-bit integer gives a scalar whose distance from uniform is below 2^-256.
    public init(reducingLow low: FourWords, high: FourWords = .zero) {
        let lowPart = BabyJubjubScalar.multiply(BabyJubjubScalar.montgomeryOne, low)
        let highPart = BabyJubjubScalar.multiply(BabyJubjubScalar.montgomerySquare, high)
        self = BabyJubjubScalar(unchecked: lowPart) + BabyJubjubScalar(unchecked: highPart)
    }

    private init(unchecked words: FourWords) { self.words = words }

    /// The sum modulo l.
    public static func + (left: BabyJubjubScalar, right: BabyJubjubScalar) -> BabyJubjubScalar {
        // Both are below 2^251.
        let sum = left.words.adding(right.words).sum
        return BabyJubjubScalar(unchecked: Montgomery.reduceOnce(sum, modulus: BabyJubjub.subgroupOrder))
    }

    /// The product modulo l.
    public static func * (left: BabyJubjubScalar, right: BabyJubjubScalar) -> BabyJubjubScalar {
        BabyJubjubScalar(unchecked: multiply(multiply(montgomerySquare, left.words), right.words))
    }

    /// Overwrites a secret with zero.
    ///
    /// It is a call that the optimiser cannot look into, so it does not go as a store that nobody reads.
    @inline(never)
    public mutating func wipe() { words = .zero }

    /// `left * right / 2^256 mod l` for a reduced `left` and any `right`.
    private static func multiply(_ left: FourWords, _ right: FourWords) -> FourWords {
        // l is below 2^251 and the running total below 2 l, so the no-carry form holds for every right operand.
        Montgomery.multiply(left, right, modulus: BabyJubjub.subgroupOrder, negatedInverse: 0x532c_e5ae_bc48_f5ef)
    }

    /// 2^256 mod l.
    private static var montgomeryOne: FourWords {
        FourWords(0x0733_15de_a08f_9c76, 0xe7ac_ffc6_a098_f24b, 0xf85a_9201_d818_f015, 0x01f1_6424_e1bb_7724)
    }

    /// 2^512 mod l.
    private static var montgomerySquare: FourWords {
        FourWords(0x35e4_4abe_e7ec_b21e, 0x7464_6cac_f5f8_4ec4, 0xe472_df20_3faa_158f, 0x0445_b524_f1ba_50a8)
    }
}
