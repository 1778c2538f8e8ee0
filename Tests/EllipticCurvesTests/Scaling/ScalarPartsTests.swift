import EllipticCurves
import FiniteFields
import TestSupport
import Testing

@Suite struct ScalarPartsTests {
    /// λ of G1 and p: what the endomorphisms multiply by.
    private static let eigenvalueG1 = Fr(
        canonical: (
            0xb8ca_0b2d_3663_6f23, 0xcc37_a73f_ec2b_c5e9, 0x048b_6e19_3fd8_4104, 0x3064_4e72_e131_a029
        ))
    private static let eigenvalueG2 = Fr(6) * Fr(Fq12.curveParameter).squared

    private func value(_ coefficient: Int128) -> Fr {
        let magnitude = coefficient.magnitude
        let element =
            Fr(canonical: (UInt64(truncatingIfNeeded: magnitude), UInt64(magnitude >> 64), 0, 0)) ?? .zero
        return coefficient < 0 ? -element : element
    }

    private func check(_ lattice: ScalarParts.Lattice, eigenvalue: Fr, magnitudeMax: Int128, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let edges: [Fr] = [.zero, .one, -.one, Fr(2), Fr.one.halved, eigenvalue, -eigenvalue, eigenvalue.squared]
        let scalars = edges + (0..<20_000).map { _ in random.element() }
        for scalar in scalars {
            let coefficients = ScalarParts.coefficients(of: scalar, in: lattice)
            let sum = coefficients.reversed().reduce(Fr.zero) { $0 * eigenvalue + value($1) }
            #expect(sum == scalar, "seed \(seed)")
            #expect(coefficients.allSatisfy { $0.magnitude <= magnitudeMax.magnitude }, "seed \(seed)")
        }
    }

    @Test func twoPartsOfG1MakeTheScalarAndAreShort() throws {
        let eigenvalue = try #require(Self.eigenvalueG1)
        #expect(eigenvalue * eigenvalue.squared == .one && eigenvalue != .one)
        check(ScalarParts.latticeG1, eigenvalue: eigenvalue, magnitudeMax: 1 << 126, seed: 121)
    }

    /// Half the sum of a column of the basis, and a little for the rounded factors: 0.81 times 2^64.
    @Test func fourPartsOfG2MakeTheScalarAndAreShort() {
        check(
            ScalarParts.latticeG2, eigenvalue: Self.eigenvalueG2, magnitudeMax: 14_900_000_000_000_000_000, seed: 122)
    }

    @Test func theBasesCombineToZero() throws {
        let eigenvalueG1 = try #require(Self.eigenvalueG1)
        for (lattice, eigenvalue) in [
            (ScalarParts.latticeG1, eigenvalueG1), (ScalarParts.latticeG2, Self.eigenvalueG2),
        ] {
            for vector in lattice.basis {
                #expect(vector.reversed().reduce(Fr.zero) { $0 * eigenvalue + value($1) } == .zero)
            }
        }
    }
}
