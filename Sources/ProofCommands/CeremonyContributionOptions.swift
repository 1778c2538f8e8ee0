internal import ArgumentParser
internal import CommandShell
internal import Groth16

/// Who contributes.
struct CeremonyContributionOptions: ParsableArguments {
    @Option(help: "The contributor's name, at most 64 bytes; it is kept in the file.")
    var name = ""

    @Option(help: "Text that is mixed into the system's random source.")
    var entropy = ""

    /// The label of a contribution by a person.
    func label() throws(CommandFailure) -> ContributionLabel {
        try CeremonyFailure.naming("--name") { () throws(CeremonyError) in try ContributionLabel(name: name) }
    }

    var randomness: CeremonyRandomness { .system(entropy: [UInt8](entropy.utf8)) }
}
