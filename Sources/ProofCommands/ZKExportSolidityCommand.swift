internal import ArgumentParser
internal import CommandShell
internal import Groth16
internal import JSONNodes

extension ZKExportCommand {
    /// The command `symbolon zk export solidity`.
    struct SolidityCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "solidity",
            abstract: "Write a Solidity contract that verifies a key's proofs on an EVM chain.",
            discussion: """
                The key is a proving key (.zkey) or a verification key (JSON). One that anyone can forge proofs for is \
                refused unless --allow-development-keys is given; a verification key does not say who contributed, so \
                only its points are judged.

                Examples:
                  symbolon zk export solidity circuit.zkey Verifier.sol
                  symbolon zk export solidity verification_key.json Membership.sol --contract MembershipVerifier
                """)

        @Argument(help: "The key, a .zkey or .json file.") var key: String
        @Argument(help: "The Solidity file to write.") var result: String
        @Option(help: "The contract's name.") var contract = "Groth16Verifier"
        @Flag(help: "Allow keys that anyone can forge proofs for: for trials only.") var allowDevelopmentKeys = false
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard SolidityVerifier.isName(contract) else {
                throw ValidationError(
                    "--contract: '\(contract)' cannot be the contract's name; take letters, digits and _, a capital first"
                )
            }
        }

        func run() throws {
            try FilePlaces.check(inputs: [key], outputs: [result])
            let source = SolidityVerifier.source(of: try verificationKey(), contractName: contract)
            try OutputFile.write([UInt8](source.utf8), to: result)
            output.show(
                ["source": .string(result), "contract": .string(contract)], text: "\(result): contract \(contract)")
        }

        private func verificationKey() throws(CommandFailure) -> VerificationKey {
            if key.hasSuffix(".json") {
                let bytes = try ZKFailure.read(key, byteCountMax: VerificationKey.documentByteCountMax)
                let parsed = try ZKFailure.naming(key) { () throws(Groth16Error) in try VerificationKey(json: bytes) }
                try refuse(parsed.knownSecret)
                return parsed
            }
            let (provingKey, weakness) = try ZKFailure.naming(key) { () throws(Groth16Error) in
                let provingKey = try ProvingKey(path: key)
                return (provingKey, try ContributionMark.weakness(of: provingKey))
            }
            try refuse(weakness)
            return provingKey.verificationKey
        }

        private func refuse(_ weakness: String?) throws(CommandFailure) {
            guard let weakness, !allowDevelopmentKeys else { return }
            throw .refused(
                "\(key): anyone can forge proofs for this key: \(weakness); for trials give --allow-development-keys")
        }
    }

    /// The command `symbolon zk export solidity-call`.
    struct SolidityCallCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "solidity-call",
            abstract: "Print a proof and its public signals as the arguments of the contract's verifyProof.",
            discussion: "Example:\n  symbolon zk export solidity-call public.json proof.json")

        @Argument(help: "The public signals, a JSON file.") var publicSignals: String
        @Argument(help: "The proof, a JSON file.") var proof: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            let signalBytes = try ZKFailure.read(publicSignals, byteCountMax: PublicSignals.documentByteCountMax)
            let proofBytes = try ZKFailure.read(proof, byteCountMax: Proof.documentByteCountMax)
            let signals = try ZKFailure.naming(publicSignals) { () throws(Groth16Error) in
                try PublicSignals.read(json: signalBytes)
            }
            let parsed = try ZKFailure.naming(proof) { () throws(Groth16Error) in try Proof(json: proofBytes) }
            let call = SolidityCall(proof: parsed, publicSignals: signals)
            output.show(
                [
                    "a": .texts(call.a), "b": .array(call.b.map(JSONNode.texts)), "c": .texts(call.c),
                    "signals": .texts(call.signals),
                ], text: call.text)
        }
    }
}

extension JSONNode {
    fileprivate static func texts(_ values: [String]) -> JSONNode { .array(values.map(JSONNode.string)) }
}
