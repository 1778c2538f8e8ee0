internal import CommandShell
internal import JSONNodes

/// What a command that can be interrupted shows once its work is done, and not before: see ``Interruption``.
struct CommandReport {
    let node: JSONNode
    /// The result for people; `nil` shows a plain listing of the node's members.
    var text: String?
}

extension OutputOptions {
    /// Prints a result.
    func show(_ report: CommandReport) { show(report.node, text: report.text) }
}
