internal import Foundation

/// Reading and writing of the node's small files.
enum FileAccess {
    /// The directory part of a path; `.` where it has none.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Whether a directory exists and has something in it.
    static func isNonEmptyDirectory(_ path: String) -> Bool {
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: path) else { return false }
        return !entries.isEmpty
    }

    /// Reads a file of bounded size.
    ///
    /// - Throws: ``NodeError/file(path:reason:)``.
    static func readBytes(_ path: String, byteCountMax: Int) throws(NodeError) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .file(path: path, reason: exists(path) ? "the file cannot be read" : "there is no such file")
        }
        defer { try? handle.close() }
        do {
            // One byte more than allowed tells a file that is too long from one that just fits.
            let data = try handle.read(upToCount: byteCountMax + 1) ?? Data()
            guard data.count <= byteCountMax else {
                throw NodeError.file(path: path, reason: "the file has more than \(byteCountMax) bytes")
            }
            return [UInt8](data)
        } catch let error as NodeError {
            throw error
        } catch {
            throw .file(path: path, reason: "the file cannot be read (is it a directory?)")
        }
    }

    /// Reads a file of bounded size as UTF-8.
    ///
    /// - Throws: ``NodeError/file(path:reason:)``.
    static func readText(_ path: String, byteCountMax: Int) throws(NodeError) -> String {
        let bytes = try readBytes(path, byteCountMax: byteCountMax)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .file(path: path, reason: "the file is not UTF-8 text")
        }
        return text
    }

    /// Creates a file that must not exist yet.
    ///
    /// A secret file can be read by its owner only.
    ///
    /// - Throws: ``NodeError/file(path:reason:)``.
    static func create(_ path: String, bytes: [UInt8], isSecret: Bool = false) throws(NodeError) {
        guard !exists(path) else { throw .file(path: path, reason: "the file exists already and is left as it is") }
        // The permissions are set as the file is made, so that there is no moment in which others can read it.
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: isSecret ? 0o600 : 0o644]
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: attributes),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw .file(path: path, reason: "the file cannot be created") }
        do {
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
        } catch {
            throw .file(path: path, reason: "the file cannot be written")
        }
    }

    /// Creates a directory and those above it.
    ///
    /// - Throws: ``NodeError/file(path:reason:)``.
    static func createDirectory(_ path: String) throws(NodeError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .file(path: path, reason: "the directory cannot be created")
        }
    }

    /// Removes a file or directory, if it is there.
    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Gives a finished file or directory its final name.
    ///
    /// - Throws: ``NodeError/file(path:reason:)``.
    static func move(_ path: String, to destination: String) throws(NodeError) {
        do {
            try FileManager.default.moveItem(atPath: path, toPath: destination)
        } catch {
            throw .file(path: destination, reason: "the directory cannot be put in place")
        }
    }

    /// The bytes of all files in a directory and below.
    static func byteCount(ofDirectory path: String) -> UInt64 {
        guard let paths = FileManager.default.enumerator(atPath: path) else { return 0 }
        var total: UInt64 = 0
        while let name = paths.nextObject() as? String {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
            guard attributes?[.type] as? FileAttributeType == .typeRegular else { continue }
            total += (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
        }
        return total
    }

    /// Whether others than the owner can read or write a file.
    static func isOpenToOthers(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let permissions = attributes?[.posixPermissions] as? Int else { return false }
        return permissions & 0o077 != 0
    }
}
