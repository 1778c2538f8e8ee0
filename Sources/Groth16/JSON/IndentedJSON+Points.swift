internal import EllipticCurves
internal import FiniteFields

/// Points in snarkjs's form: projective coordinates as decimal numbers, infinity as (0, 1, 0).
extension IndentedJSON {
    static func decimal(_ value: some PrimeField) -> IndentedJSON { .string(value.decimal) }

    static func pair(_ value: Fq2) -> IndentedJSON { .array([decimal(value.c0), decimal(value.c1)]) }

    static func point(_ point: G1Affine) -> IndentedJSON {
        point.isInfinity
            ? .array([.string("0"), .string("1"), .string("0")])
            : .array([decimal(point.x), decimal(point.y), .string("1")])
    }

    static func point(_ point: G2Affine) -> IndentedJSON {
        point.isInfinity
            ? .array([pair(.zero), pair(.one), pair(.zero)])
            : .array([pair(point.x), pair(point.y), pair(.one)])
    }

    static func element(_ value: Fq12) -> IndentedJSON {
        .array([value.c0, value.c1].map { .array([pair($0.c0), pair($0.c1), pair($0.c2)]) })
    }
}
