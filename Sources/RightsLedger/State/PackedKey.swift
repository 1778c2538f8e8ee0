/// A key's bytes, as dictionaries of keys hold them: packed into words, so that nearly every key is hashed and compared
/// without following a pointer.
///
/// The order is the lexicographic order of the bytes.
struct PackedKey: Hashable, Comparable, Sendable {
    // Bytes 0 to 47, big-endian, with zeros after the end.
    private let word0: UInt64
    private let word1: UInt64
    private let word2: UInt64
    private let word3: UInt64
    private let word4: UInt64
    private let word5: UInt64
    /// The number of bytes, which keeps a key apart from the same key with zeros after it.
    private let count: Int
    /// The bytes after the first 48; only keys of settlement have so many.
    private let rest: [UInt8]

    private static let packedCount = 48

    init(_ bytes: [UInt8]) {
        count = bytes.count
        word0 = PackedKey.word(of: bytes, from: 0)
        word1 = PackedKey.word(of: bytes, from: 8)
        word2 = PackedKey.word(of: bytes, from: 16)
        word3 = PackedKey.word(of: bytes, from: 24)
        word4 = PackedKey.word(of: bytes, from: 32)
        word5 = PackedKey.word(of: bytes, from: 40)
        rest = bytes.count > PackedKey.packedCount ? Array(bytes[PackedKey.packedCount...]) : []
    }

    /// The bytes in a new array.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(count, PackedKey.packedCount))
        bytes.appendBigEndian(word0)
        bytes.appendBigEndian(word1)
        bytes.appendBigEndian(word2)
        bytes.appendBigEndian(word3)
        bytes.appendBigEndian(word4)
        bytes.appendBigEndian(word5)
        if count < bytes.count { bytes.removeLast(bytes.count - count) }
        bytes.append(contentsOf: rest)
        return bytes
    }

    static func < (left: PackedKey, right: PackedKey) -> Bool {
        if left.word0 != right.word0 { return left.word0 < right.word0 }
        if left.word1 != right.word1 { return left.word1 < right.word1 }
        if left.word2 != right.word2 { return left.word2 < right.word2 }
        if left.word3 != right.word3 { return left.word3 < right.word3 }
        if left.word4 != right.word4 { return left.word4 < right.word4 }
        if left.word5 != right.word5 { return left.word5 < right.word5 }
        // One is the other with zeros after it, or both are longer.
        if left.rest.isEmpty || right.rest.isEmpty { return left.count < right.count }
        return left.rest.lexicographicallyPrecedes(right.rest)
    }

    @inline(__always)
    private static func word(of bytes: [UInt8], from start: Int) -> UInt64 {
        if start >= bytes.count { return 0 }
        let end = min(start + 8, bytes.count)
        var word: UInt64 = 0
        for byte in bytes[start..<end] { word = word << 8 | UInt64(byte) }
        return word << UInt64(8 * (start + 8 - end))
    }
}
