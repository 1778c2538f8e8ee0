/// Where sources come from: a directory, or memory in tests.
package protocol SourceProvider {
    /// A name that is the same for all ways to write one file's path; nil where there is no such file.
    func canonicalPath(_ path: String) -> String?
    /// The bytes of a file, nil where it cannot be read.
    func contents(_ canonicalPath: String, bytesMax: Int) -> [UInt8]?
}

/// Sources that are held in memory, by path.
package struct MemorySources: SourceProvider {
    package var files: [String: [UInt8]]

    package init(_ files: [String: String]) { self.files = files.mapValues { Array($0.utf8) } }

    package init(bytes: [String: [UInt8]]) { files = bytes }

    package func canonicalPath(_ path: String) -> String? {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
        }
        let plain = parts.joined(separator: "/")
        return files[plain] == nil ? nil : plain
    }

    package func contents(_ canonicalPath: String, bytesMax: Int) -> [UInt8]? {
        guard let bytes = files[canonicalPath], bytes.count <= bytesMax else { return nil }
        return bytes
    }
}
