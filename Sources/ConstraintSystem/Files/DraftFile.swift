internal import FiniteFields
internal import Signatures
internal import SystemPackage

/// A file that takes its name only when it is complete.
///
/// It is written beside its place, under a name of its own; where writing ends early, nothing is left of it and an older file
/// stays.
final class DraftFile {
    private let path: String
    private let draft: FileReplacement.Draft
    private var isDone = false

    init(path: String) throws(ConstraintSystemError) {
        guard let draft = FileReplacement.makeDraft(beside: path) else { throw .fileUnwritable(path: path) }
        self.path = path
        self.draft = draft
    }

    deinit {
        if !isDone { FileReplacement.discard(draft) }
    }

    /// - Throws: ``ConstraintSystemError/fileUnwritable(path:)`` or ``ConstraintSystemError/cancelled``.
    func write(_ bytes: [UInt8], at position: Int) throws(ConstraintSystemError) {
        if WorkCancellation.isRequested { throw .cancelled }
        do {
            try FileDescriptor(rawValue: draft.descriptor).writeAll(toAbsoluteOffset: Int64(position), bytes)
        } catch {
            throw .fileUnwritable(path: path)
        }
    }

    /// Gives the file its name; never after a cancellation, when its content may be incomplete.
    func place() throws(ConstraintSystemError) {
        if WorkCancellation.isRequested { throw .cancelled }
        isDone = true
        guard FileReplacement.place(draft) else { throw .fileUnwritable(path: path) }
    }
}
