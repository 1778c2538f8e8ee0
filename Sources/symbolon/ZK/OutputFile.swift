internal import Foundation
internal import Signatures

/// A text file that is written in pieces and takes its name when it is complete; where writing fails, nothing is left of it.
struct OutputFile {
    private let handle: FileHandle
    private let path: String

    static func write(_ path: String, _ content: (OutputFile) throws -> Void) throws {
        guard let draft = FileReplacement.makeDraft(beside: path) else {
            throw CommandFailure.unusable("\(path): the file cannot be written")
        }
        let handle = FileHandle(fileDescriptor: draft.descriptor, closeOnDealloc: true)
        do {
            try content(OutputFile(handle: handle, path: path))
            try handle.close()
            guard FileReplacement.rename(draft.path, to: path) else {
                throw CommandFailure.unusable("\(path): the file cannot be written")
            }
        } catch {
            try? FileManager.default.removeItem(atPath: draft.path)
            throw error
        }
    }

    func append(_ bytes: [UInt8]) throws {
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw CommandFailure.unusable("\(path): the file cannot be written")
        }
    }
}
