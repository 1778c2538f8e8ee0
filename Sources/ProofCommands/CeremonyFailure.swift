internal import CommandShell
internal import ConstraintSystem
internal import Groth16

/// How the errors of ceremonies become exit codes.
enum CeremonyFailure {
    /// Runs a step on a file and says which file its error is about.
    ///
    /// - Throws: ``CommandFailure/refused(_:)`` where a check failed, ``CommandFailure/unusable(_:)`` for an input that
    ///   cannot be used as it is.
    static func naming<Result>(
        _ path: String, _ work: () throws(CeremonyError) -> Result
    ) throws(CommandFailure) -> Result {
        do {
            return try work()
        } catch {
            switch error {
            case .unsound: throw .refused("\(path): \(error.description)")
            // These name the path themselves.
            case .file(.fileUnreadable), .file(.fileUnwritable): throw .unusable(error.description)
            default: throw .unusable("\(path): \(error.description)")
            }
        }
    }
}
