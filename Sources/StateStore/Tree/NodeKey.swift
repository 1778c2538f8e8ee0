internal import Signatures

/// Keys of tree nodes in the database: version, depth, path.
///
/// The version comes first, so that each block appends at the end of the key space and old data stays where it is.
enum NodeKey {
    /// Appends the key of the node at a place: as many bits of the path as the depth says, at most 255.
    static func append(version: UInt64, depth: Int, path: Digest, to bytes: inout [UInt8]) {
        bytes.append(bigEndian: version)
        appendPlace(depth: depth, path: path, to: &bytes)
    }

    /// Appends the part of the key that does not change from version to version.
    static func appendPlace(depth: Int, path: Digest, to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: depth))
        let whole = depth / 8
        for index in 0..<whole { bytes.append(path[byte: index]) }
        let rest = depth % 8
        if rest > 0 { bytes.append(path[byte: whole] & ~(UInt8.max >> UInt8(rest))) }
    }

    /// Bytes of a key of a node at a depth.
    static func byteCount(depth: Int) -> Int { 9 + pathByteCount(depth: depth) }

    /// Bytes of the path to a node at a depth.
    static func pathByteCount(depth: Int) -> Int { (depth + 7) / 8 }
}
