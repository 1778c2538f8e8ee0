package import ArgumentParser

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// How many threads a command uses.
package struct ThreadOptions: ParsableArguments {
    @Option(help: "The threads that share the work (default: one for each processor).")
    package var threads: Int?

    package init() {}

    /// The number of threads.
    package var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

    package func validate() throws {
        guard (1...1_024).contains(count) else { throw ValidationError("--threads is 1 to 1024") }
    }
}
