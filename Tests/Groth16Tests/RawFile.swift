/// Builds files of sections byte by byte, also wrong ones.
struct RawFile {
    var letters: String
    var version: UInt32
    /// The count in the header; `nil` for the true one.
    var claimedCount: UInt32?
    var sections: [(number: UInt32, bytes: [UInt8])] = []
    /// Sizes that differ from the true ones, by the section's number.
    var claimedSizes: [UInt32: UInt64] = [:]

    var bytes: [UInt8] {
        var bytes = [UInt8](letters.utf8) + little(version) + little(claimedCount ?? UInt32(sections.count))
        for section in sections {
            bytes += little(section.number) + little(claimedSizes[section.number] ?? UInt64(section.bytes.count))
            bytes += section.bytes
        }
        return bytes
    }

    /// Takes a good file apart.
    init(_ bytes: [UInt8]) {
        letters = String(decoding: bytes.prefix(4), as: UTF8.self)
        version = UInt32(RawFile.number(bytes[4..<8]))
        var offset = 12
        while offset < bytes.count {
            let size = Int(RawFile.number(bytes[(offset + 4)..<(offset + 12)]))
            let number = UInt32(RawFile.number(bytes[offset..<(offset + 4)]))
            sections.append((number, Array(bytes[(offset + 12)..<(offset + 12 + size)])))
            offset += 12 + size
        }
    }

    /// Overwrites bytes of a section.
    mutating func replace(section: UInt32, at offset: Int, with bytes: [UInt8]) {
        change(section: section) { $0.replaceSubrange(offset..<(offset + bytes.count), with: bytes) }
    }

    /// Changes a section as a whole.
    mutating func change(section: UInt32, _ body: (inout [UInt8]) -> Void) {
        for position in sections.indices where sections[position].number == section {
            body(&sections[position].bytes)
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
func little(_ value: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) } }
