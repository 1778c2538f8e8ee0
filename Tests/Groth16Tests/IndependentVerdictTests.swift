import EllipticCurves
import FiniteFields
import Foundation
import Groth16
import Testing

/// Proofs that py_ecc's pairing was asked about; `scripts/py-ecc-vectors` made and checks the file.
@Suite struct IndependentVerdictTests {
    private struct Vectors: Decodable {
        struct Case: Decodable {
            let proof: String
            let change: String
            let piC: [String]
            let signals: [String]
            let inputPoint: [String]
            let isValid: Bool
        }

        let cases: [Case]
    }

    @Test func verdictsAndInputPointsAreThoseOfPyEcc() throws {
        let vectors = try JSONDecoder().decode(
            Vectors.self, from: Data(VectorFile.bytes("py-ecc-groth16.json")))
        let key = try VerificationKey(json: VectorFile.bytes("snarkjs-multidim-verification_key.json"))
        let verifier = try Verifier(key: key)
        #expect(vectors.cases.filter(\.isValid).count == 2 && vectors.cases.count == 6)
        for row in vectors.cases {
            let made = try Proof(json: VectorFile.bytes("\(row.proof)-multidim-proof.json"))
            let c = G1Affine(
                uncheckedX: try #require(Fq(decimal: row.piC[0])), y: try #require(Fq(decimal: row.piC[1])))
            let signals = try row.signals.map { try #require(Fr(decimal: $0)) }
            let input = MultiScalarMultiplication.g1(key.inputPoints, [.one] + signals).affine
            #expect([input.x.decimal, input.y.decimal] == row.inputPoint, "\(row.proof), \(row.change)")
            let verdict = try verifier.verify(Proof(a: made.a, b: made.b, c: c), publicSignals: signals)
            #expect(verdict == row.isValid, "\(row.proof), \(row.change)")
        }
    }
}
