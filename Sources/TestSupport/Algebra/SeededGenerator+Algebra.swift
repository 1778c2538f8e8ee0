package import EllipticCurves
package import FiniteFields

extension SeededGenerator {
    /// A uniform field element.
    package mutating func element<Field: PrimeField>(of field: Field.Type = Field.self) -> Field {
        Field(
            reducingLow: FourWords(next(), next(), next(), next()),
            high: FourWords(next(), next(), next(), next()))
    }

    /// A field element that is an edge in every fourth case: near zero, near the modulus, with long runs of ones.
    package mutating func edgyElement<Field: PrimeField>(of field: Field.Type = Field.self) -> Field {
        switch below(16) {
        case 0: return Field(below(3 as UInt64))
        case 1: return -Field(below(3 as UInt64))
        case 2:
            // Long runs of ones, as stored words: they carry through all limbs.
            let shift = UInt64(below(64))
            let words = (UInt64.max, UInt64.max << shift, UInt64.max, UInt64.max >> (2 + shift % 62))
            return Field(montgomery: words) ?? -Field.one
        case 3:
            let bit = below(253)
            return Field(2).power([UInt64(bit)])
        default: return element()
        }
    }

    /// A uniform element of the quadratic extension.
    package mutating func quadraticElement() -> Fq2 { Fq2(element(), element()) }

    /// A uniform point of a group, whose multiple of the generator nobody keeps.
    package mutating func point<Group: Curve>(of group: Group.Type = Group.self) -> AffinePoint<Group> {
        Group.generator.multiplied(by: element()).affine
    }
}
