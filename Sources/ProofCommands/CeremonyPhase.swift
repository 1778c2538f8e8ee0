internal import ArgumentParser
internal import CommandShell
internal import ConstraintSystem
internal import Groth16
internal import JSONNodes
internal import Signatures

/// A phase of a ceremony, for the commands that both have.
protocol CeremonyPhase {
    /// What the help of the contributing command says.
    static var contributeConfiguration: CommandConfiguration { get }
    /// What the help of the beacon's command says.
    static var beaconConfiguration: CommandConfiguration { get }
    /// Reads a file, writes it with one more contribution, and says what came of it.
    static func contribute(
        _ label: ContributionLabel, _ randomness: CeremonyRandomness, from input: String, to result: String,
        threads: Int, progress: CeremonyProgress?
    ) throws(CommandFailure) -> CommandReport
    /// The ending of the phase's files, for help texts.
    static var fileEnding: String { get }
}

/// The files of a contributing command, and how it runs.
struct CeremonyStepArguments<Phase: CeremonyPhase>: ParsableArguments {
    @Argument(help: "The .\(Phase.fileEnding) file before.") var input: String
    @Argument(help: "The .\(Phase.fileEnding) file to write.") var result: String

    func contribute(
        _ label: ContributionLabel, _ randomness: CeremonyRandomness, threads: ThreadOptions
    ) throws -> CommandReport {
        try FilePlaces.check(inputs: [input], outputs: [result])
        let line = CeremonyProgressLine()
        defer { line.end() }
        return try Phase.contribute(
            label, randomness, from: input, to: result, threads: threads.count, progress: line.report)
    }
}

/// Adds a person's secrets to a phase.
struct CeremonyContributeCommand<Phase: CeremonyPhase>: ParsableCommand {
    static var configuration: CommandConfiguration { Phase.contributeConfiguration }

    @OptionGroup var files: CeremonyStepArguments<Phase>
    @OptionGroup var contribution: CeremonyContributionOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let report = try Interruption.guarding {
            try files.contribute(contribution.label(), contribution.randomness, threads: threads)
        }
        try output.show(report)
    }
}

/// Ends a phase with a public value.
struct CeremonyBeaconCommand<Phase: CeremonyPhase>: ParsableCommand {
    static var configuration: CommandConfiguration { Phase.beaconConfiguration }

    @OptionGroup var files: CeremonyStepArguments<Phase>
    @OptionGroup var beacon: CeremonyBeaconArguments
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let report = try Interruption.guarding {
            let (label, randomness) = try beacon.label()
            return try files.contribute(label, randomness, threads: threads)
        }
        try output.show(report)
    }
}
