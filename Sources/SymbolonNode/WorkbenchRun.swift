internal import CommandShell
internal import Foundation
internal import Workbench

/// What demo, bench and soak share as commands: how their failures become exit codes.
enum WorkbenchRun {
    /// How the user called the program, for the commands that a report suggests.
    static var programName: String { CommandLine.arguments.first ?? "symbolon" }

    /// Runs the work and says whether a failure is the input's.
    static func run<Result>(
        _ work: () async throws(WorkbenchError) -> Result
    ) async throws(CommandFailure) -> Result {
        do {
            return try await work()
        } catch {
            switch error {
            case .fileUnreadable, .fileTooLarge, .purchaseInvalid, .purchasesMissing, .programmeInvalid,
                .exampleMissing,
                .directoryNotEmpty, .directoryUnusable:
                throw .unusable(error.description)
            case .transactionRefused, .nodeFailed, .processFailed, .checkFailed: throw .refused(error.description)
            }
        }
    }

    /// Fails where a report says that something does not hold.
    static func check(_ failures: [String]) throws(CommandFailure) {
        guard failures.isEmpty else { throw .refused("check failed: \(failures.joined(separator: "; "))") }
    }
}
