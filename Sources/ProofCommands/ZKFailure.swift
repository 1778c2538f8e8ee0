internal import CommandShell
internal import ConstraintSystem
internal import Groth16
internal import Signatures

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// How the errors of the zero-knowledge libraries become exit codes.
enum ZKFailure {
    /// Runs work on a file and says which file its error is about.
    ///
    /// - Throws: ``CommandFailure/unusable(_:)`` for an input that cannot be used as it is, and
    ///   ``CommandFailure/refused(_:)`` where the witness does not fit.
    static func naming<Result>(
        _ path: String, _ work: () throws(Groth16Error) -> Result
    ) throws(CommandFailure) -> Result {
        do {
            return try work()
        } catch {
            throw failure(error, path: path)
        }
    }

    /// Runs work on a file of the constraint system and says which file its error is about.
    static func namingFile<Result>(
        _ path: String, _ work: () throws(ConstraintSystemError) -> Result
    ) throws(CommandFailure) -> Result {
        do {
            return try work()
        } catch {
            throw failure(.file(error), path: path)
        }
    }

    static func failure(_ error: Groth16Error, path: String) -> CommandFailure {
        switch error {
        case .proofDoesNotVerify, .cancelled: .refused(error.description)
        // These name the path themselves.
        case .file(.fileUnreadable), .file(.fileUnwritable): .unusable(error.description)
        default: .unusable("\(path): \(error.description)")
        }
    }

    /// Reads a whole file of a bounded size.
    static func read(_ path: String, byteCountMax: Int) throws(CommandFailure) -> [UInt8] {
        guard let content = FileContents.read(path: path, byteCountMax: byteCountMax) else {
            throw .unusable("\(path): the file cannot be read")
        }
        guard content.count <= byteCountMax else {
            throw .unusable("\(path): the file is longer than \(byteCountMax) bytes")
        }
        return content
    }
}
