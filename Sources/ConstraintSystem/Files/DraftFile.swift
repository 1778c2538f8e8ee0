internal import FiniteFields
internal import Foundation
internal import Signatures

/// A file that takes its name only when it is complete.
///
/// It is written beside its place, under a name of its own; where writing ends early, nothing is left of it and an older file
/// stays.
final class DraftFile {
    private let path: String
    private let draftPath: String
    private let handle: FileHandle
    private var isPlaced = false

    init(path: String) throws(ConstraintSystemError) {
        guard let draft = FileReplacement.makeDraft(beside: path) else { throw .fileUnwritable(path: path) }
        self.path = path
        draftPath = draft.path
        handle = FileHandle(fileDescriptor: draft.descriptor, closeOnDealloc: true)
    }

    deinit {
        if !isPlaced {
            try? handle.close()
            try? FileManager.default.removeItem(atPath: draftPath)
        }
    }

    /// - Throws: ``ConstraintSystemError/fileUnwritable(path:)`` or ``ConstraintSystemError/cancelled``.
    func write(_ bytes: [UInt8], at position: Int) throws(ConstraintSystemError) {
        if WorkCancellation.isRequested { throw .cancelled }
        do {
            try handle.seek(toOffset: UInt64(position))
            try handle.write(contentsOf: bytes)
        } catch {
            throw .fileUnwritable(path: path)
        }
    }

    /// Gives the file its name; never after a cancellation, when its content may be incomplete.
    func place() throws(ConstraintSystemError) {
        if WorkCancellation.isRequested { throw .cancelled }
        do {
            try handle.close()
        } catch {
            throw .fileUnwritable(path: path)
        }
        guard FileReplacement.rename(draftPath, to: path) else { throw .fileUnwritable(path: path) }
        isPlaced = true
    }
}
