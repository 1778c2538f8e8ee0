import Foundation
import Testing

/// Files in `Vectors`.
///
/// `arrays`, `buses`, `multidim` and `tags` were compiled by circom 2.2.3 at the level that the name ends with, from
/// programs written for this project.
enum VectorFile {
    /// What circom made.
    static let circomNames = ["arrays", "buses", "multidim", "tags"].flatMap { ["\($0)-O0", "\($0)-O2"] }

    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: "Vectors/\(name)", withExtension: nil))
        return [UInt8](try Data(contentsOf: url))
    }

    static func path(_ name: String) throws -> String {
        try #require(Bundle.module.url(forResource: "Vectors/\(name)", withExtension: nil)).path
    }
}

/// A folder that is removed when the test ends.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("symbolon-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? [] }
}

/// Builds files of sections byte by byte, also wrong ones.
struct RawFile {
    var letters = "r1cs"
    var version: UInt32 = 1
    /// The count in the header; `nil` for the true one.
    var claimedCount: UInt32?
    var sections: [(number: UInt32, bytes: [UInt8])] = []
    /// Sizes that differ from the true ones, by position.
    var claimedSizes: [Int: UInt64] = [:]
    var rest: [UInt8] = []

    var bytes: [UInt8] {
        var bytes = [UInt8](letters.utf8) + little(version) + little(claimedCount ?? UInt32(sections.count))
        for (position, section) in sections.enumerated() {
            bytes += little(section.number) + little(claimedSizes[position] ?? UInt64(section.bytes.count))
            bytes += section.bytes
        }
        return bytes + rest
    }

    /// Takes a good file apart.
    init(_ bytes: [UInt8]) {
        letters = String(decoding: bytes.prefix(4), as: UTF8.self)
        version = UInt32(number(bytes[4..<8]))
        var offset = 12
        while offset < bytes.count {
            let size = Int(number(bytes[(offset + 4)..<(offset + 12)]))
            sections.append(
                (UInt32(number(bytes[offset..<(offset + 4)])), Array(bytes[(offset + 12)..<(offset + 12 + size)])))
            offset += 12 + size
        }
    }

    private func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Overwrites bytes of a section.
    mutating func replace(section: UInt32, at offset: Int, with bytes: [UInt8]) {
        for position in sections.indices where sections[position].number == section {
            sections[position].bytes.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        }
    }

    /// Changes a section as a whole.
    mutating func change(section: UInt32, _ body: (inout [UInt8]) -> Void) {
        for position in sections.indices where sections[position].number == section {
            body(&sections[position].bytes)
        }
    }
}

func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
func little(_ value: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) } }
