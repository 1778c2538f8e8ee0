internal import Foundation
internal import Signatures

/// Reads the records of a text file one by one, in constant memory, and digests the file on the way.
struct DelimitedFile {
    /// The longest line, in bytes.
    static let lineByteCountMax = 1 << 20
    private static let chunkByteCount = 1 << 20

    let path: String
    let separator: DatasetSchema.Separator
    /// Called with the number of bytes that were read so far.
    var progress: (UInt64) -> Void = { _ in }

    /// Hands over each line's fields, with the line's number counted from 1; empty lines are left out.
    ///
    /// - Returns: The file's digest and length.
    /// - Throws: ``PrivacyError/fileUnusable(path:reason:)``, ``PrivacyError/dataInvalid(path:line:reason:)``, or
    ///   what the closure throws.
    func forEachLine(
        _ body: (_ line: Int, _ fields: [String]) throws(PrivacyError) -> Void
    ) throws(PrivacyError) -> FileIdentity {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .fileUnusable(path: path, reason: "cannot be read")
        }
        defer { try? handle.close() }
        var hash = SHA256.Stream()
        var byteCount: UInt64 = 0
        var pending: [UInt8] = []
        var line = 0
        while true {
            let chunk: [UInt8]
            do {
                chunk = [UInt8](try handle.read(upToCount: DelimitedFile.chunkByteCount) ?? Data())
            } catch {
                throw .fileUnusable(path: path, reason: "cannot be read to its end")
            }
            if chunk.isEmpty { break }
            hash.update(chunk)
            byteCount += UInt64(chunk.count)
            progress(byteCount)
            var start = 0
            while let end = chunk[start...].firstIndex(of: UInt8(ascii: "\n")) {
                line += 1
                pending.append(contentsOf: chunk[start..<end])
                try emit(pending, line, body)
                pending.removeAll(keepingCapacity: true)
                start = end + 1
            }
            pending.append(contentsOf: chunk[start...])
            guard pending.count <= DelimitedFile.lineByteCountMax else {
                throw .dataInvalid(path: path, line: line + 1, reason: "the line is longer than a megabyte")
            }
        }
        if !pending.isEmpty { try emit(pending, line + 1, body) }
        return FileIdentity(digest: hash.finalize().hex, byteCount: byteCount)
    }

    private func emit(
        _ bytes: [UInt8], _ line: Int, _ body: (Int, [String]) throws(PrivacyError) -> Void
    ) throws(PrivacyError) {
        let content = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes[...]
        guard let fields = fields(content) else {
            throw .dataInvalid(path: path, line: line, reason: "a quoted field is not closed on its line")
        }
        if fields.isEmpty || (fields.count == 1 && fields[0].isEmpty) { return }
        try body(line, fields)
    }

    /// Cuts a line into fields; `nil` where a quote stays open.
    ///
    /// Quotes are those of RFC 4180, within one line.
    func fields(_ bytes: ArraySlice<UInt8>) -> [String]? {
        let mark: UInt8
        switch separator {
        case .spaces: return bytes.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        case .comma: mark = UInt8(ascii: ",")
        case .semicolon: mark = UInt8(ascii: ";")
        case .tab: mark = UInt8(ascii: "\t")
        }
        guard bytes.contains(UInt8(ascii: "\"")) else {
            return bytes.split(separator: mark, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                let next = index + 1
                if isQuoted, next < bytes.endIndex, bytes[next] == byte {
                    field.append(byte)
                    index = next
                } else {
                    isQuoted.toggle()
                }
            } else if byte == mark, !isQuoted {
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            } else {
                field.append(byte)
            }
            index += 1
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return isQuoted ? nil : fields
    }
}
