internal import CommandShell
internal import FiniteFields
internal import Signatures
internal import SystemPackage

/// A file that is written in pieces and takes its name when it is complete; where writing fails, nothing is left of it.
///
/// What is written to a device or a pipe goes there as it comes.
struct OutputFile {
    private let descriptor: FileDescriptor
    private let path: String

    /// Writes a file.
    ///
    /// - Throws: ``CommandFailure/unusable(_:)`` where the file cannot be written, and what `content` throws.
    static func write<Value>(_ path: String, _ content: (OutputFile) throws -> Value) throws -> Value {
        if FileReplacement.isStream(path) { return try writeStream(path, content) }
        guard let draft = FileReplacement.makeDraft(beside: path) else { throw unwritable(path) }
        let value: Value
        do {
            value = try content(OutputFile(descriptor: FileDescriptor(rawValue: draft.descriptor), path: path))
            if WorkCancellation.isRequested { throw CommandFailure.refused("cancelled") }
        } catch {
            FileReplacement.discard(draft)
            throw error
        }
        guard FileReplacement.place(draft) else { throw unwritable(path) }
        return value
    }

    /// Writes a file whose content is there.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try write(path) { try $0.append(bytes) }
    }

    func append(_ bytes: [UInt8]) throws {
        do {
            try descriptor.writeAll(bytes)
        } catch {
            throw Self.unwritable(path)
        }
    }

    private static func writeStream<Value>(_ path: String, _ content: (OutputFile) throws -> Value) throws -> Value {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(FilePath(path), .writeOnly)
        } catch {
            throw unwritable(path)
        }
        defer { try? descriptor.close() }
        return try content(OutputFile(descriptor: descriptor, path: path))
    }

    private static func unwritable(_ path: String) -> CommandFailure {
        .unusable("\(path): the file cannot be written")
    }
}
