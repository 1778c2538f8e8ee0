internal import ArgumentParser
internal import CommandShell
internal import FiniteFields
internal import Groth16
internal import JSONNodes

/// Verifies proofs.
struct ZKVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify a proof of a statement, or many under one key.",
        discussion: """
            Exit code 0: the proof is valid. 1: it is not. 2: a file cannot be used; a number at or above its modulus and \
            a point off its curve count as such.

            Further public signals and proofs, in pairs, are verified together with the first, which takes a fraction of the \
            time. The proofs that are not valid are named; one is enough for exit code 1.

            Examples:
              symbolon zk verify verification_key.json public.json proof.json
              symbolon zk verify verification_key.json public1.json proof1.json public2.json proof2.json
            """)

    @Argument(help: "The verification key, a JSON file.") var verificationKey: String
    @Argument(help: "The public signals, a JSON file.") var publicSignals: String
    @Argument(help: "The proof: a JSON file, or the 128 bytes of symbolon zk export proof.") var proof: String
    @Argument(help: "More public signals and proofs, in pairs.") var more: [String] = []
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    /// The files of one statement.
    private struct Files {
        let publicSignals: String
        let proof: String
    }

    func validate() throws {
        guard more.count.isMultiple(of: 2) else {
            throw ValidationError("the public signals \(more.last ?? "") have no proof; give both, in pairs")
        }
    }

    func run() throws {
        let keyBytes = try ZKFailure.read(verificationKey, byteCountMax: VerificationKey.documentByteCountMax)
        let verifier = try ZKFailure.naming(verificationKey) { () throws(Groth16Error) in
            try Verifier(key: VerificationKey(json: keyBytes))
        }
        guard more.isEmpty else { return try verifyTogether(verifier) }
        let item = try item(Files(publicSignals: publicSignals, proof: proof), of: verifier)
        let isValid = try ZKFailure.naming(publicSignals) { () throws(Groth16Error) in
            try verifier.verify(item.proof, publicSignals: item.publicSignals)
        }
        output.show(["valid": .boolean(isValid)], text: isValid ? "the proof is valid" : "the proof is not valid")
        if !isValid { throw ExitCode(1) }
    }

    private func verifyTogether(_ verifier: Verifier) throws {
        let files = files
        let items = try files.map { try item($0, of: verifier) }
        let invalid = BatchVerifier(verifiers: [verifier]).invalidItems(among: items, threads: threads.count)
        let bad = invalid.map { files[$0] }
        let lines =
            bad.map { "\($0.proof) with \($0.publicSignals): the proof is not valid" }
            + ["\(items.count - bad.count) of \(items.count) proofs are valid"]
        output.show(
            [
                "valid": .boolean(bad.isEmpty), "proofs": .integer(Int64(items.count)),
                "invalid": .array(
                    bad.map { ["publicSignals": .string($0.publicSignals), "proof": .string($0.proof)] }),
            ],
            text: lines.joined(separator: "\n"))
        if !bad.isEmpty { throw ExitCode(1) }
    }

    /// Every statement's files, in the order of the arguments.
    private var files: [Files] {
        let others = stride(from: 0, to: more.count, by: 2).map { Files(publicSignals: more[$0], proof: more[$0 + 1]) }
        return [Files(publicSignals: publicSignals, proof: proof)] + others
    }

    /// Reads a statement and its proof.
    ///
    /// - Throws: ``CommandFailure/unusable(_:)`` where a file cannot be used or has not as many signals as the key.
    private func item(_ files: Files, of verifier: Verifier) throws(CommandFailure) -> BatchItem {
        let signalBytes = try ZKFailure.read(files.publicSignals, byteCountMax: PublicSignals.documentByteCountMax)
        let proofBytes = try ZKFailure.read(files.proof, byteCountMax: Proof.documentByteCountMax)
        let signals = try ZKFailure.naming(files.publicSignals) { () throws(Groth16Error) in
            let signals = try PublicSignals.read(json: signalBytes)
            guard signals.count == verifier.key.publicCount else {
                throw .publicSignalCountDiffers(expected: verifier.key.publicCount, found: signals.count)
            }
            return signals
        }
        let proof = try ZKFailure.naming(files.proof) { () throws(Groth16Error) in
            // No JSON object is that short.
            proofBytes.count == Proof.compressedByteCount
                ? try Proof(compressed: proofBytes) : try Proof(json: proofBytes)
        }
        return BatchItem(publicSignals: signals, proof: proof)
    }
}
