internal import ArgumentParser
internal import ConstraintSystem
internal import Groth16
internal import Signatures
internal import SymbolonClient

/// Phase 2: the key of one circuit, in a `.zkey` file.
struct CeremonyPhaseTwoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phase2",
        abstract: "Phase 2: the proving key of one circuit.",
        discussion: "Example:\n  symbolon zk ceremony phase2 new circuit.r1cs powers.ptau circuit0.zkey",
        subcommands: [
            CeremonyKeyNewCommand.self, CeremonyKeyContributeCommand.self, CeremonyKeyBeaconCommand.self,
            CeremonyKeyVerifyCommand.self,
        ])

    /// Reads a proving key.
    static func key(_ path: String) throws(CommandFailure) -> ProvingKey {
        try CeremonyFailure.naming(path) { () throws(CeremonyError) in
            do throws(Groth16Error) {
                return try ProvingKey(path: path)
            } catch {
                throw CeremonyError(error)
            }
        }
    }

    /// Reads a circuit.
    static func circuit(_ path: String) throws(CommandFailure) -> R1CS {
        try CeremonyFailure.naming(path) { () throws(CeremonyError) in
            do throws(ConstraintSystemError) {
                return try R1CSFile.read(path: path)
            } catch {
                throw CeremonyError.file(error)
            }
        }
    }

    /// Contributes to a key and shows the contribution's hash.
    static func contribute(
        _ input: String, _ result: String, _ label: ContributionLabel, _ randomness: CeremonyRandomness, threads: Int,
        output: OutputOptions
    ) throws(CommandFailure) {
        let line = CeremonyProgressLine()
        defer { line.end() }
        let start = ContinuousClock.now
        let key = try key(input)
        let made = try CeremonyFailure.naming(input) { () throws(CeremonyError) in
            try key.writeContribution(
                label, randomness: randomness, to: result, threads: threads, progress: line.report)
        }
        let number = try CeremonyFailure.naming(input) { () throws(CeremonyError) in
            try KeyTranscript(of: key).contributions.count + 1
        }
        line.end()
        output.show(
            [
                "key": .string(result), "contribution": .integer(Int64(number)), "name": .string(label.text),
                "hash": .string(Hex.encode(made.hash)),
                "seconds": .real((ContinuousClock.now - start) / .seconds(1)),
            ],
            text: "\(result): contribution \(number)\nhash \(Hex.encode(made.hash))")
    }
}

/// Begins phase 2.
struct CeremonyKeyNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make the key of a circuit to which contributions are added.",
        discussion: """
            Without a contribution anybody can forge proofs for the key.

            Example:
              symbolon zk ceremony phase2 new circuit.r1cs powers.ptau circuit0.zkey
            """)

    @Argument(help: "The circuit's .r1cs file.") var circuit: String
    @Argument(help: "The prepared .ptau file, which has been verified.") var powers: String
    @Argument(help: "The .zkey file to write.") var key: String

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try Interruption.guarding(perform) }

    private func perform() throws {
        let line = CeremonyProgressLine()
        defer { line.end() }
        let system = try CeremonyPhaseTwoCommand.circuit(circuit)
        try CeremonyFailure.naming(powers) { () throws(CeremonyError) in
            let powers = try PowersOfTau(path: powers)
            try InitialKey.write(system, powers: powers, to: key, threads: threads.count, progress: line.report)
        }
        let made = try CeremonyPhaseTwoCommand.key(key)
        let hash = try CeremonyFailure.naming(key) { () throws(CeremonyError) in
            Hex.encode(try KeyTranscript(of: made).circuitHash)
        }
        line.end()
        output.show(
            [
                "key": .string(key), "constraints": .integer(Int64(system.constraintCount)),
                "circuitHash": .string(hash),
            ],
            text: "\(key): \(system.constraintCount) constraints, no contribution yet\ncircuit hash \(hash)")
    }
}

/// Adds a person's factor to phase 2.
struct CeremonyKeyContributeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contribute",
        abstract: "Add a secret of your own to a key.",
        discussion: """
            Publish the hash that is printed.

            Example:
              symbolon zk ceremony phase2 contribute circuit0.zkey circuit1.zkey --name Alice
            """)

    @Argument(help: "The .zkey file before.") var input: String
    @Argument(help: "The .zkey file to write.") var result: String

    @OptionGroup var contribution: CeremonyContributionOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try Interruption.guarding(perform) }

    private func perform() throws {
        try CeremonyPhaseTwoCommand.contribute(
            input, result, contribution.label(), contribution.randomness, threads: threads.count, output: output)
    }
}

/// Ends phase 2 with a public value.
struct CeremonyKeyBeaconCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "beacon",
        abstract: "Add a secret that follows from a public value which nobody could foresee.",
        discussion: """
            Example:
              symbolon zk ceremony phase2 beacon circuit1.zkey circuit.zkey 0102030405060708 10 --name Final
            """)

    @Argument(help: "The .zkey file before.") var input: String
    @Argument(help: "The .zkey file to write.") var result: String

    @OptionGroup var beacon: CeremonyBeaconArguments
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try Interruption.guarding(perform) }

    private func perform() throws {
        let (label, randomness) = try beacon.label()
        try CeremonyPhaseTwoCommand.contribute(
            input, result, label, randomness, threads: threads.count, output: output)
    }
}

/// Checks phase 2.
struct CeremonyKeyVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that a key is the circuit's and was made by the contributions that it lists.",
        discussion: """
            The powers have to be verified by themselves. The exit code is 0 where every check passes, 1 where one \
            fails and 2 where a file cannot be used. Compare the hashes with what the contributors published.

            Example:
              symbolon zk ceremony phase2 verify circuit.r1cs powers.ptau circuit.zkey
            """)

    @Argument(help: "The circuit's .r1cs file.") var circuit: String
    @Argument(help: "The prepared .ptau file that the key was made from.") var powers: String
    @Argument(help: "The .zkey file.") var key: String

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try Interruption.guarding(perform) }

    private func perform() throws {
        let line = CeremonyProgressLine()
        defer { line.end() }
        let system = try CeremonyPhaseTwoCommand.circuit(circuit)
        let file = try CeremonyFailure.naming(powers) { () throws(CeremonyError) in try PowersOfTau(path: powers) }
        let provingKey = try CeremonyPhaseTwoCommand.key(key)
        let transcript = try CeremonyFailure.naming(key) { () throws(CeremonyError) in
            try KeyVerification.verify(
                provingKey, circuit: system, powers: file, threads: threads.count, progress: line.report)
            return try KeyTranscript(of: provingKey)
        }
        line.end()
        output.show([
            "valid": .boolean(true), "constraints": .integer(Int64(system.constraintCount)),
            "circuitHash": .string(Hex.encode(transcript.circuitHash)),
            "contributions": .array(
                transcript.contributions.enumerated().map { index, contribution in
                    CeremonyListing.node(number: index + 1, label: contribution.label, hash: contribution.hash)
                }),
        ])
    }
}
