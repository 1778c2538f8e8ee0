public import FiniteFields

/// Baby Jubjub: a twisted Edwards curve over the scalar field of BN254, so that circuits can do its arithmetic.
///
/// `a x^2 + y^2 = 1 + d x^2 y^2`. Since a is a square and d is not, one addition formula holds for all points.
///
/// - SeeAlso: EIP-2494, "Baby Jubjub Elliptic Curve"; circomlib's `babyjub.circom`.
public enum BabyJubjub {
    /// The coefficient of x^2.
    @inlinable
    public static var a: Fr { Fr(168_700) }

    /// The coefficient of x^2 y^2.
    @inlinable
    public static var d: Fr { Fr(168_696) }

    /// The number of cosets of the subgroup of prime order.
    public static let cofactor = 8

    /// The prime order l of the subgroup that ``base`` generates.
    ///
    /// l = 2736030358979909402780800718157159386076813972158567259200215660948447373041.
    @inlinable
    public static var subgroupOrder: FourWords {
        FourWords(0x6772_97dc_3921_26f1, 0xab3e_edb8_3920_ee0a, 0x370a_08b6_d030_2b0b, 0x060c_89ce_5c26_3405)
    }

    /// The generator of the subgroup: circomlib's `Base8`.
    public static var base: BabyJubjubPoint { BabyJubjubConstants.base }
}

/// Points that are parsed once.
enum BabyJubjubConstants {
    /// EIP-2494's base point B = 8 G.
    static let base: BabyJubjubPoint = {
        let x = Fr(decimal: "5299619240641551281634865583518297030282874472190772894086521144482721001553")
        let y = Fr(decimal: "16950150798460657717958625567821834550301663161624707787222815936182638968203")
        guard let x, let y else { preconditionFailure("the coordinates are below the modulus") }
        return BabyJubjubPoint(uncheckedX: x, y: y)
    }()
}
