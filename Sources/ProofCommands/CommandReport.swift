internal import ArgumentParser
internal import CommandShell
internal import JSONNodes

/// What a command that can be interrupted shows once its work is done, and not before: see ``Interruption``.
struct CommandReport {
    let node: JSONNode
    /// The result for people; `nil` shows a plain listing of the node's members.
    var text: String?
    /// Whether the result is that a check failed, which is exit code 1.
    var isFailure = false
}

extension OutputOptions {
    /// Prints a result.
    ///
    /// - Throws: Exit code 1 for a failure.
    func show(_ report: CommandReport) throws {
        show(report.node, text: report.text)
        if report.isFailure { throw ExitCode(1) }
    }

    /// Runs a check whose failure is a result for scripts, and a message for people.
    func checking(_ check: () throws(CommandFailure) -> CommandReport) throws(CommandFailure) -> CommandReport {
        do {
            return try check()
        } catch {
            guard json, case .refused(let reason) = error else { throw error }
            return CommandReport(node: ["valid": .boolean(false), "reason": .string(reason)], isFailure: true)
        }
    }
}
