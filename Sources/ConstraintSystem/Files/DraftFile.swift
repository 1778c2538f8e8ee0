internal import FiniteFields
internal import Signatures
internal import SystemPackage

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A file that takes its name only when it is complete.
///
/// It is written beside its place, under a name of its own; where writing ends early, nothing is left of it and an older file
/// stays.
final class DraftFile {
    private let path: String
    private let draftPath: String
    private let descriptor: FileDescriptor
    private var isClosed = false
    private var isPlaced = false

    init(path: String) throws(ConstraintSystemError) {
        guard let draft = FileReplacement.makeDraft(beside: path) else { throw .fileUnwritable(path: path) }
        self.path = path
        draftPath = draft.path
        descriptor = FileDescriptor(rawValue: draft.descriptor)
    }

    deinit {
        if !isClosed { try? descriptor.close() }
        if !isPlaced {
            try? FileManager.default.removeItem(atPath: draftPath)
        }
    }

    /// - Throws: ``ConstraintSystemError/fileUnwritable(path:)`` or ``ConstraintSystemError/cancelled``.
    func write(_ bytes: [UInt8], at position: Int) throws(ConstraintSystemError) {
        if WorkCancellation.isRequested { throw .cancelled }
        do {
            try descriptor.writeAll(toAbsoluteOffset: Int64(position), bytes)
        } catch {
            throw .fileUnwritable(path: path)
        }
    }

    /// Gives the file its name; never after a cancellation, when its content may be incomplete.
    func place() throws(ConstraintSystemError) {
        if WorkCancellation.isRequested { throw .cancelled }
        isClosed = true
        do {
            try descriptor.close()
        } catch {
            throw .fileUnwritable(path: path)
        }
        guard FileReplacement.rename(draftPath, to: path) else { throw .fileUnwritable(path: path) }
        isPlaced = true
    }
}
