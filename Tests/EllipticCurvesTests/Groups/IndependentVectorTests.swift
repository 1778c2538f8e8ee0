import EllipticCurves
import FiniteFields
import Testing

/// Agreement with py_ecc, an implementation of its own line.
@Suite struct IndependentVectorTests {
    let vectors: IndependentVectors

    init() throws { vectors = try VectorFile.load("py-ecc-bn128") }

    @Test func multiplesOfTheGeneratorsAgree() throws {
        #expect(vectors.multiples.count == 24)
        for vector in vectors.multiples {
            let scalar = try #require(Fr(decimal: vector.scalar))
            #expect(try G1Affine.generator.multiplied(by: scalar).affine == VectorFile.g1(vector.g1))
            #expect(try G2Affine.generator.multiplied(by: scalar).affine == VectorFile.g2(vector.g2))
        }
    }

    @Test func pairingsAgree() throws {
        #expect(vectors.pairings.count == 6)
        for vector in vectors.pairings {
            let coefficients = try vector.value.map { try VectorFile.fq2($0) }
            let value = Fq12(
                Fq6(coefficients[0], coefficients[2], coefficients[4]),
                Fq6(coefficients[1], coefficients[3], coefficients[5]))
            #expect(try Pairing.pair(VectorFile.g1(vector.g1), VectorFile.g2(vector.g2)) == value)
        }
    }
}
