internal import ArgumentParser
internal import CommandShell
internal import ConstraintSystem
internal import Groth16
internal import JSONNodes

/// Makes a development key.
struct ZKSetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Make a proving key for development from a named seed.",
        discussion: """
            Whoever knows the seed's name can forge proofs. The key says so in its list of contributions. For production, \
            run a ceremony.

            Example:
              symbolon zk setup circuit.r1cs circuit.zkey --development my-seed
            """)

    @Argument(help: "The circuit's .r1cs file.") var circuit: String
    @Argument(help: "The .zkey file to write.") var key: String

    @Option(help: "The seed's name, from which every secret of the key follows.")
    var development: String

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.show(Interruption.guarding(perform)) }

    private func perform() throws -> CommandReport {
        try FilePlaces.check(inputs: [circuit], outputs: [key])
        let seed = try ZKFailure.naming("--development") { () throws(Groth16Error) in
            try DevelopmentSeed(name: development)
        }
        let system = try ZKFailure.namingFile(circuit) { () throws(ConstraintSystemError) in
            let system = try R1CSFile.read(path: circuit)
            try system.requireConstraintsOnly()
            return system
        }
        let line = CeremonyProgressLine()
        defer { line.end() }
        let start = ContinuousClock.now
        try ZKFailure.naming(key) { () throws(Groth16Error) in
            try DevelopmentSetup.write(
                system, seed: seed, path: key, threads: threads.count, progress: line.report)
        }
        line.end()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return CommandReport(
            node: [
                "key": .string(key), "constraints": .integer(Int64(system.constraintCount)),
                "contribution": .string(DevelopmentSeed.mark + seed.name), "seconds": .real(seconds),
            ],
            text: "\(key): a key for development only, \(system.constraintCount) constraints")
    }
}
