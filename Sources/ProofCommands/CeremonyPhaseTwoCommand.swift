internal import ArgumentParser
internal import CommandShell
internal import ConstraintSystem
internal import Groth16
internal import JSONNodes
internal import Signatures

/// Phase 2: the key of one circuit, in a `.zkey` file.
struct CeremonyPhaseTwoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phase2",
        abstract: "Phase 2: the proving key of one circuit.",
        discussion: "Example:\n  symbolon zk ceremony phase2 new circuit.r1cs powers.ptau circuit0.zkey",
        subcommands: [
            CeremonyKeyNewCommand.self, CeremonyContributeCommand<Self>.self, CeremonyBeaconCommand<Self>.self,
            CeremonyKeyVerifyCommand.self,
        ])
}

extension CeremonyPhaseTwoCommand: CeremonyPhase {
    static let fileEnding = "zkey"

    static let contributeConfiguration = CommandConfiguration(
        commandName: "contribute",
        abstract: "Add a secret of your own to a key.",
        discussion: """
            Publish the hash that is printed.

            Example:
              symbolon zk ceremony phase2 contribute circuit0.zkey circuit1.zkey --name Alice
            """)

    static let beaconConfiguration = CommandConfiguration(
        commandName: "beacon",
        abstract: "Add a secret that follows from a public value which nobody could foresee.",
        discussion: """
            Example:
              symbolon zk ceremony phase2 beacon circuit1.zkey circuit.zkey 0102030405060708 10 --name Final
            """)

    static func contribute(
        _ label: ContributionLabel, _ randomness: CeremonyRandomness, from input: String, to result: String,
        threads: Int, progress: CeremonyProgress?
    ) throws(CommandFailure) -> CommandReport {
        let start = ContinuousClock.now
        let key = try CeremonyInput.key(input)
        let made = try CeremonyFailure.naming(input) { () throws(CeremonyError) in
            try key.writeContribution(label, randomness: randomness, to: result, threads: threads, progress: progress)
        }
        let number = try CeremonyInput.transcript(of: key, input).contributions.count + 1
        let hash = Hex.encode(made.hash)
        return CommandReport(
            node: [
                "key": .string(result), "contribution": .integer(Int64(number)), "name": .string(label.text),
                "hash": .string(hash), "seconds": .real((ContinuousClock.now - start) / .seconds(1)),
            ],
            text: "\(result): contribution \(number)\nhash \(hash)")
    }
}

/// Begins phase 2.
struct CeremonyKeyNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make the key of a circuit to which contributions are added.",
        discussion: """
            Without a contribution anybody can forge proofs for the key. Powers to which nobody contributed but public \
            beacons are refused; for a key for development, see symbolon zk setup.

            Example:
              symbolon zk ceremony phase2 new circuit.r1cs powers.ptau circuit0.zkey
            """)

    @Argument(help: "The circuit's .r1cs file.") var circuit: String
    @Argument(help: "The prepared .ptau file, which has been verified.") var powers: String
    @Argument(help: "The .zkey file to write.") var key: String

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.show(Interruption.guarding(perform)) }

    private func perform() throws -> CommandReport {
        try FilePlaces.check(inputs: [circuit, powers], outputs: [key])
        let line = CeremonyProgressLine()
        defer { line.end() }
        let system = try CeremonyInput.circuit(circuit)
        let file = try CeremonyInput.powers(powers)
        try CeremonyFailure.naming(powers) { () throws(CeremonyError) in
            try file.requireContributor()
            _ = try InitialKey.write(system, powers: file, to: key, threads: threads.count, progress: line.report)
        }
        let made = try CeremonyInput.key(key)
        let hash = Hex.encode(try CeremonyInput.transcript(of: made, key).circuitHash)
        line.end()
        return CommandReport(
            node: [
                "key": .string(key), "constraints": .integer(Int64(system.constraintCount)),
                "circuitHash": .string(hash),
            ],
            text: "\(key): \(system.constraintCount) constraints, no contribution yet\ncircuit hash \(hash)")
    }
}

/// Checks phase 2.
struct CeremonyKeyVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that a key is the circuit's and was made by the contributions that it lists.",
        discussion: """
            The powers have to be verified by themselves; here it is only checked that somebody contributed to them. The \
            exit code is 0 where every check passes, 1 where one \
            fails and 2 where a file cannot be used. Compare the hashes with what the contributors published.

            Example:
              symbolon zk ceremony phase2 verify circuit.r1cs powers.ptau circuit.zkey
            """)

    @Argument(help: "The circuit's .r1cs file.") var circuit: String
    @Argument(help: "The prepared .ptau file that the key was made from.") var powers: String
    @Argument(help: "The .zkey file.") var key: String

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.show(Interruption.guarding(perform)) }

    private func perform() throws -> CommandReport { try output.checking(check) }

    private func check() throws(CommandFailure) -> CommandReport {
        let line = CeremonyProgressLine()
        defer { line.end() }
        let system = try CeremonyInput.circuit(circuit)
        let file = try CeremonyInput.powers(powers)
        let provingKey = try CeremonyInput.key(key)
        try CeremonyFailure.naming(key) { () throws(CeremonyError) in
            try KeyVerification.verify(
                provingKey, circuit: system, powers: file, threads: threads.count, progress: line.report)
        }
        let transcript = try CeremonyInput.transcript(of: provingKey, key)
        line.end()
        return CommandReport(node: [
            "valid": .boolean(true), "constraints": .integer(Int64(system.constraintCount)),
            "circuitHash": .string(Hex.encode(transcript.circuitHash)),
            "contributions": CeremonyListing.node(transcript.contributions.map { ($0.label, $0.hash) }),
        ])
    }
}
