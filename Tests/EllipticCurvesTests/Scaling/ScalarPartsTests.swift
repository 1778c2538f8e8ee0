import EllipticCurves
import FiniteFields
import TestSupport
import Testing

@Suite struct ScalarPartsTests {
    /// What psi multiplies by: p.
    private static let eigenvalue = Fr(6) * Fr(Fq12.curveParameter).squared

    private func value(_ coefficient: Int128) -> Fr {
        let magnitude = coefficient.magnitude
        let element =
            Fr(canonical: (UInt64(truncatingIfNeeded: magnitude), UInt64(magnitude >> 64), 0, 0)) ?? .zero
        return coefficient < 0 ? -element : element
    }

    /// Half the sum of a column of the basis, and a little for the rounded factors: 0.81 times 2^64.
    @Test func fourPartsMakeTheScalarAndAreShort() {
        let magnitudeMax: UInt128 = 14_900_000_000_000_000_000
        let eigenvalue = Self.eigenvalue
        var random = SeededGenerator(seed: 122)
        let edges: [Fr] = [.zero, .one, -.one, Fr(2), Fr.one.halved, eigenvalue, -eigenvalue, eigenvalue.squared]
        for scalar in edges + (0..<20_000).map({ _ in random.element() }) {
            let coefficients = ScalarParts.coefficients(of: scalar)
            let sum = coefficients.reversed().reduce(Fr.zero) { $0 * eigenvalue + value($1) }
            #expect(sum == scalar, "seed 122")
            #expect(coefficients.allSatisfy { $0.magnitude <= magnitudeMax }, "seed 122")
        }
    }

    @Test func theBasisCombinesToZero() {
        for vector in ScalarParts.lattice.basis {
            #expect(vector.reversed().reduce(Fr.zero) { $0 * Self.eigenvalue + value($1) } == .zero)
        }
    }
}
