internal import ArgumentParser
internal import CommandShell
internal import FiniteFields
internal import Groth16
internal import JSONNodes

/// Verifies a proof.
struct ZKVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify a proof of a statement.",
        discussion: """
            Exit code 0: the proof is valid. 1: it is not. 2: a file cannot be used; a number at or above its modulus and \
            a point off its curve count as such.

            Example:
              symbolon zk verify verification_key.json public.json proof.json
            """)

    @Argument(help: "The verification key, a JSON file.") var verificationKey: String
    @Argument(help: "The public signals, a JSON file.") var publicSignals: String
    @Argument(help: "The proof, a JSON file.") var proof: String
    @OptionGroup var output: OutputOptions

    func run() throws {
        let keyBytes = try ZKFailure.read(verificationKey, byteCountMax: VerificationKey.documentByteCountMax)
        let signalBytes = try ZKFailure.read(publicSignals, byteCountMax: PublicSignals.documentByteCountMax)
        let proofBytes = try ZKFailure.read(proof, byteCountMax: Proof.documentByteCountMax)
        let verifier = try ZKFailure.naming(verificationKey) { () throws(Groth16Error) in
            try Verifier(key: VerificationKey(json: keyBytes))
        }
        let signals = try ZKFailure.naming(publicSignals) { () throws(Groth16Error) in
            try PublicSignals.read(json: signalBytes)
        }
        let parsedProof = try ZKFailure.naming(proof) { () throws(Groth16Error) in try Proof(json: proofBytes) }
        let isValid = try ZKFailure.naming(publicSignals) { () throws(Groth16Error) in
            try verifier.verify(parsedProof, publicSignals: signals)
        }
        output.show(["valid": .boolean(isValid)], text: isValid ? "the proof is valid" : "the proof is not valid")
        if !isValid { throw ExitCode(1) }
    }
}
