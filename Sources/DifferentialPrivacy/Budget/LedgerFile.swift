internal import Foundation

/// A ledger in a file, locked against other processes and threads while it is used.
package struct LedgerFile: LedgerStorage {
    /// The file.
    package let path: String

    /// Names a file; it must exist when it is used.
    package init(path: String) { self.path = path }

    /// Creates an empty ledger file.
    ///
    /// - Throws: ``PrivacyError/fileUnusable(path:reason:)`` where there is one already.
    package static func create(path: String) throws(PrivacyError) -> LedgerFile {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw .fileUnusable(path: path, reason: "there is a budget ledger already")
        }
        guard FileManager.default.createFile(atPath: path, contents: Data()) else {
            throw .fileUnusable(path: path, reason: "the budget ledger cannot be created")
        }
        return LedgerFile(path: path)
    }

    package func withExclusiveAccess<Result>(
        _ body: (any LedgerAccess) throws(PrivacyError) -> Result
    ) throws(PrivacyError) -> Result {
        // A lock belongs to the open file, so each access opens the file anew and excludes threads as well.
        guard let handle = FileHandle(forUpdatingAtPath: path) else {
            throw .fileUnusable(path: path, reason: "the budget ledger cannot be opened for writing")
        }
        defer { try? handle.close() }
        while flock(handle.fileDescriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw .fileUnusable(path: path, reason: "the budget ledger cannot be locked")
            }
        }
        return try body(Access(handle: handle, path: path))
    }

    private struct Access: LedgerAccess {
        let handle: FileHandle
        let path: String

        func byteCount() throws(PrivacyError) -> UInt64 { try attempt { try handle.seekToEnd() } }

        func read(from offset: UInt64) throws(PrivacyError) -> [UInt8] {
            try attempt {
                try handle.seek(toOffset: offset)
                return [UInt8](try handle.readToEnd() ?? Data())
            }
        }

        func append(_ bytes: [UInt8], at offset: UInt64) throws(PrivacyError) {
            try attempt {
                try handle.truncate(atOffset: offset)
                try handle.seek(toOffset: offset)
                try handle.write(contentsOf: Data(bytes))
                try handle.synchronize()
            }
        }

        private func attempt<Result>(_ work: () throws -> Result) throws(PrivacyError) -> Result {
            do {
                return try work()
            } catch {
                throw .fileUnusable(path: path, reason: "the budget ledger cannot be read or written: \(error)")
            }
        }
    }
}
