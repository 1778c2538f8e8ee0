internal import ArgumentParser
internal import CommandShell
internal import Groth16
internal import JSONNodes
internal import Signatures

/// Phase 1: powers of a secret, in a `.ptau` file.
struct CeremonyPowersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "powers-of-tau",
        abstract: "Phase 1: powers of a secret that serve every circuit up to a size.",
        discussion: "Example:\n  symbolon zk ceremony powers-of-tau new 16 powers0.ptau",
        subcommands: [
            CeremonyPowersNewCommand.self, CeremonyContributeCommand<Self>.self, CeremonyBeaconCommand<Self>.self,
            CeremonyPowersVerifyCommand.self, CeremonyPowersPrepareCommand.self,
        ])
}

extension CeremonyPowersCommand: CeremonyPhase {
    static let fileEnding = "ptau"

    static let contributeConfiguration = CommandConfiguration(
        commandName: "contribute",
        abstract: "Add secrets of your own to the powers.",
        discussion: """
            Publish the hash that is printed. Lagrange forms are not carried over: prepare the ceremony's last file.

            Example:
              symbolon zk ceremony powers-of-tau contribute powers0.ptau powers1.ptau --name Alice
            """)

    static let beaconConfiguration = CommandConfiguration(
        commandName: "beacon",
        abstract: "Add secrets that follow from a public value which nobody could foresee.",
        discussion: """
            Example:
              symbolon zk ceremony powers-of-tau beacon powers1.ptau powers2.ptau 0102030405060708 10 --name Final
            """)

    static func contribute(
        _ label: ContributionLabel, _ randomness: CeremonyRandomness, from input: String, to result: String,
        threads: Int, progress: CeremonyProgress?
    ) throws(CommandFailure) -> CommandReport {
        let powers = try CeremonyInput.powers(input)
        let made = try CeremonyFailure.naming(input) { () throws(CeremonyError) in
            try powers.writeContribution(
                label, randomness: randomness, to: result, threads: threads, progress: progress)
        }
        let number = powers.contributions.count + 1
        let hash = Hex.encode(made.responseHash)
        return CommandReport(
            node: [
                "powers": .string(result), "contribution": .integer(Int64(number)), "name": .string(label.text),
                "responseHash": .string(hash),
            ],
            text: "\(result): contribution \(number)\nresponse hash \(hash)")
    }
}

/// Begins phase 1.
struct CeremonyPowersNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Begin a ceremony for circuits of up to 2^POWER constraints.",
        discussion: """
            Example:
              symbolon zk ceremony powers-of-tau new 12 powers0.ptau
            """)

    @Argument(help: "The power: 1 to 27.") var power: Int
    @Argument(help: "The .ptau file to write.") var powers: String

    @OptionGroup var output: OutputOptions

    func run() throws { try output.show(Interruption.guarding(perform)) }

    private func perform() throws -> CommandReport {
        try CeremonyFailure.naming(powers) { () throws(CeremonyError) in
            _ = try PowersOfTau.writeNew(power: power, to: powers)
        }
        let challenge = Hex.encode(PowersOfTau.firstChallenge(power: power))
        return CommandReport(
            node: [
                "powers": .string(powers), "power": .integer(Int64(power)), "challenge": .string(challenge),
            ],
            text: "\(powers): powers up to 2^\(power)\nfirst challenge \(challenge)")
    }
}

/// Checks phase 1.
struct CeremonyPowersVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that powers were made by the contributions that they list.",
        discussion: """
            The exit code is 0 where every check passes, 1 where one fails and 2 where the file cannot be used. \
            Compare the hashes with what the contributors published.

            Example:
              symbolon zk ceremony powers-of-tau verify powers.ptau
            """)

    @Argument(help: "The .ptau file.") var powers: String

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.show(Interruption.guarding(perform)) }

    private func perform() throws -> CommandReport { try output.checking(check) }

    private func check() throws(CommandFailure) -> CommandReport {
        let line = CeremonyProgressLine()
        defer { line.end() }
        let file = try CeremonyInput.powers(powers)
        try CeremonyFailure.naming(powers) { () throws(CeremonyError) in
            try PowersVerification.verify(file, threads: threads.count, progress: line.report)
        }
        line.end()
        return CommandReport(node: [
            "valid": .boolean(true), "power": .integer(Int64(file.power)),
            "ceremonyPower": .integer(Int64(file.ceremonyPower)), "prepared": .boolean(file.isPrepared),
            "challenge": .string(Hex.encode(file.challenge)),
            "contributions": CeremonyListing.node(file.contributions.map { ($0.label, $0.responseHash) }),
        ])
    }
}

/// Makes what phase 2 starts from.
struct CeremonyPowersPrepareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare",
        abstract: "Add the Lagrange forms that phase 2 starts from.",
        discussion: """
            Example:
              symbolon zk ceremony powers-of-tau prepare powers2.ptau powers.ptau
            """)

    @Argument(help: "The .ptau file before.") var input: String
    @Argument(help: "The .ptau file to write.") var result: String

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.show(Interruption.guarding(perform)) }

    private func perform() throws -> CommandReport {
        let line = CeremonyProgressLine()
        defer { line.end() }
        try FilePlaces.check(inputs: [input], outputs: [result])
        let start = ContinuousClock.now
        let powers = try CeremonyInput.powers(input)
        try CeremonyFailure.naming(input) { () throws(CeremonyError) in
            _ = try powers.writePrepared(to: result, threads: threads.count, progress: line.report)
        }
        line.end()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return CommandReport(
            node: [
                "powers": .string(result), "power": .integer(Int64(powers.power)), "seconds": .real(seconds),
            ],
            text: "\(result): powers up to 2^\(powers.power), prepared for phase 2")
    }
}
