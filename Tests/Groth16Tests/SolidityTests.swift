import EllipticCurves
import FiniteFields
import Foundation
import Groth16
import Signatures
import Testing

/// The contract for EVM chains and the arguments of its function.
@Suite struct SolidityTests {
    private let circuit: SmallCircuit

    init() throws { circuit = try SmallCircuit.shared.get() }

    /// What `scripts/run-solidity-verifier` saw when it compiled and ran the contract.
    private struct Record: Decodable {
        struct Case: Decodable {
            let valid: Bool
            let refused: Int
            let signature: String
            let sourceSHA256: String
        }

        let `case`: Case
    }

    @Test func everyNumberOfTheKeyIsInTheContract() {
        let key = circuit.key.verificationKey
        let source = SolidityVerifier.source(of: key, contractName: "Membership")
        let coordinates =
            ([key.alpha1] + key.inputPoints).flatMap { [$0.x, $0.y] }
            + [key.beta2, key.gamma2, key.delta2].flatMap { [$0.x.c0, $0.x.c1, $0.y.c0, $0.y.c1] }
        for coordinate in coordinates { #expect(source.contains(" = \(coordinate.decimal);")) }
        #expect(source.contains("uint256[\(key.publicCount)] calldata signals"))
        #expect(source.contains("contract Membership {"))
        #expect(source.ranges(of: "addMultiple(x, y, INPUT_").count == key.publicCount)
    }

    /// A contract that changes has to be compiled and run again, by the script with `--write`.
    @Test func theContractIsTheOneThatWasRunInAnEVM() throws {
        let record = try JSONDecoder().decode(
            Record.self, from: Data(VectorFile.bytes("solidity-verifier.json"))
        ).case
        let key = try ProvingKey(bytes: VectorFile.bytes("snarkjs-multidim.zkey")).verificationKey
        let digest = DigestAlgorithm.sha256.hash([UInt8](SolidityVerifier.source(of: key).utf8))
        #expect(digest.map { String(format: "%02x", $0) }.joined() == record.sourceSHA256)
        #expect(record.valid)
        #expect(record.refused == 3 * (8 + key.publicCount) + 2)
        #expect(record.signature == "verifyProof(uint256[2],uint256[2][2],uint256[2],uint256[\(key.publicCount)])")
    }

    @Test(arguments: ["Groth16Verifier", "V", "V_2"])
    func capitalizedNamesAreTaken(name: String) {
        #expect(SolidityVerifier.isName(name))
    }

    @Test(arguments: ["", "v", "contract", "2V", "_V", "V-2", "V {", "Ä", "V\n", String(repeating: "V", count: 65)])
    func otherNamesAreRefused(name: String) {
        #expect(!SolidityVerifier.isName(name))
    }

    @Test func argumentsAreThoseOfSnarkjs() throws {
        let proof = try Proof(json: VectorFile.bytes("snarkjs-multidim-proof.json"))
        let signals = try PublicSignals.read(json: VectorFile.bytes("snarkjs-multidim-public.json"))
        let text = SolidityCall(proof: proof, publicSignals: signals).text
        #expect(try Array(text.utf8) == VectorFile.bytes("snarkjs-multidim-call.txt"))
    }

    @Test func withoutSignalsThereAreThreeArguments() {
        let call = SolidityCall(proof: Proof(a: .infinity, b: .infinity, c: .infinity), publicSignals: [])
        let zero = "\"0x\(String(repeating: "0", count: 64))\""
        #expect(call.text == "[\(zero), \(zero)],[[\(zero), \(zero)],[\(zero), \(zero)]],[\(zero), \(zero)]")
    }
}
