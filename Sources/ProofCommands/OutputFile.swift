internal import CommandShell
internal import Signatures
internal import SystemPackage

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A text file that is written in pieces and takes its name when it is complete; where writing fails, nothing is left of it.
struct OutputFile {
    private let descriptor: FileDescriptor
    private let path: String

    static func write(_ path: String, _ content: (OutputFile) throws -> Void) throws {
        guard let draft = FileReplacement.makeDraft(beside: path) else { throw unwritable(path) }
        let descriptor = FileDescriptor(rawValue: draft.descriptor)
        var isOpen = true
        do {
            try content(OutputFile(descriptor: descriptor, path: path))
            isOpen = false
            do {
                try descriptor.close()
            } catch {
                throw unwritable(path)
            }
            guard FileReplacement.rename(draft.path, to: path) else { throw unwritable(path) }
        } catch {
            if isOpen { try? descriptor.close() }
            try? FileManager.default.removeItem(atPath: draft.path)
            throw error
        }
    }

    func append(_ bytes: [UInt8]) throws {
        do {
            try descriptor.writeAll(bytes)
        } catch {
            throw Self.unwritable(path)
        }
    }

    private static func unwritable(_ path: String) -> CommandFailure {
        .unusable("\(path): the file cannot be written")
    }
}
