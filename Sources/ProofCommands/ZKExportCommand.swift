internal import ArgumentParser
internal import CommandShell
internal import Groth16
internal import JSONNodes

/// Takes keys and proofs to other forms.
struct ZKExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Take keys and proofs to other forms.",
        discussion: "Example:\n  symbolon zk export verification-key circuit.zkey verification_key.json",
        subcommands: [
            VerificationKeyCommand.self, SolidityCommand.self, SolidityCallCommand.self, ProofCommand.self,
        ])
}

extension ZKExportCommand {
    /// The command `symbolon zk export verification-key`.
    struct VerificationKeyCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verification-key",
            abstract: "Write the verification key of a proving key, as snarkjs does.",
            discussion: """
                For a key that anyone can forge proofs for, such as one for development, there is a warning on standard \
                error.

                Example:
                  symbolon zk export verification-key circuit.zkey verification_key.json
                """)

        @Argument(help: "The proving key, a .zkey file.") var key: String
        @Argument(help: "The JSON file to write.") var result: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            try FilePlaces.check(inputs: [key], outputs: [result])
            let (provingKey, weakness) = try ZKFailure.naming(key) { () throws(Groth16Error) in
                let provingKey = try ProvingKey(path: key)
                return (provingKey, try ContributionMark.weakness(of: provingKey))
            }
            let verificationKey = provingKey.verificationKey
            try OutputFile.write([UInt8](verificationKey.json.utf8), to: result)
            if let weakness {
                Console.note("Warning: \(key): anyone can forge proofs for this key: \(weakness)")
            }
            let count = verificationKey.inputPoints.count - 1
            output.show(
                ["verificationKey": .string(result), "publicSignals": .integer(Int64(count))],
                text: "\(result): the key of statements with \(count) public signals")
        }
    }

    /// The command `symbolon zk export proof`.
    struct ProofCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "proof",
            abstract: "Write a proof as 128 bytes: its points with compressed coordinates.",
            discussion: "Example:\n  symbolon zk export proof proof.json proof.bin")

        @Argument(help: "The proof, a JSON file.") var proof: String
        @Argument(help: "The file to write.") var result: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            try FilePlaces.check(inputs: [proof], outputs: [result])
            let bytes = try ZKFailure.read(proof, byteCountMax: Proof.documentByteCountMax)
            let parsed = try ZKFailure.naming(proof) { () throws(Groth16Error) in try Proof(json: bytes) }
            let compressed = parsed.compressed
            try OutputFile.write(compressed, to: result)
            output.show(
                ["proof": .string(result), "bytes": .integer(Int64(compressed.count))],
                text: "\(result): \(compressed.count) bytes")
        }
    }
}
