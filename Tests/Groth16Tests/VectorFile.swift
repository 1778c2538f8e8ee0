import ConstraintSystem
import EllipticCurves
import FiniteFields
import Foundation
import Groth16
import Testing

/// Files in `Vectors`.
///
/// `multidim.r1cs` and `multidim.wtns` are circom 2.2.3's for a program of this project. `snarkjs-*` were made for it by
/// snarkjs 0.7.6: powers of tau of 2^6 with one contribution, a new key, one contribution named "interop", a proof.
/// `rapidsnark-multidim-proof.json` and `-public.json` were made with that key by rapidsnark at commit 81eddf1.
/// `snarkjs-multidim-call.txt` is what its `exportSolidityCallData` gives for that proof.
/// `py-ecc-groth16.json` is from `scripts/py-ecc-vectors`, `solidity-verifier.json` from `scripts/run-solidity-verifier`.
enum VectorFile {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: "Vectors/\(name)", withExtension: nil))
        return [UInt8](try Data(contentsOf: url))
    }
}

/// A small circuit with its key, witness and proofs, made once for all tests.
struct SmallCircuit: Sendable {
    let system: R1CS
    let witness: WitnessFile
    let keyBytes: [UInt8]
    let key: ProvingKey
    let verifier: Verifier
    let proof: Proof
    let publicSignals: [Fr]

    static let shared = Swift.Result { try SmallCircuit() }

    private init() throws {
        system = try R1CSFile.read(bytes: VectorFile.bytes("multidim.r1cs"))
        witness = try WitnessFile(bytes: VectorFile.bytes("multidim.wtns"))
        keyBytes = try DevelopmentSetup.bytes(system, seed: DevelopmentSeed(name: "tests"), threads: 2)
        key = try ProvingKey(bytes: keyBytes)
        verifier = try Verifier(key: key.verificationKey)
        let result = try Prover(key: key).prove(
            witness, blinding: Blinding(deterministicForTests: 3, 5), threads: 1)
        proof = result.proof
        publicSignals = result.publicSignals
    }
}
