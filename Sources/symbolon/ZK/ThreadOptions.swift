internal import ArgumentParser
internal import Foundation

/// How many threads a command uses.
struct ThreadOptions: ParsableArguments {
    @Option(help: "The threads that share the work (default: one for each processor).")
    var threads: Int?

    var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

    func validate() throws {
        guard (1...1_024).contains(count) else { throw ValidationError("--threads is 1 to 1024") }
    }
}
