internal import Signatures

/// What the store writes about itself: the format, the head and its tree.
struct StoreRecord {
    /// Of all that this store writes; a database of another version is refused.
    static let formatVersion: UInt32 = 1

    static let formatKey = Array("format".utf8)
    static let headKey = Array("head".utf8)
    static let loadingKey = Array("loading".utf8)
    static let oldestKey = Array("oldest".utf8)

    static var format: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: formatVersion)
        return bytes
    }
}

/// The tree after one height.
struct HeightRecord {
    let height: UInt64
    let root: TreeRoot

    var head: StateHead { StateHead(height: height, root: root.hash) }

    func encode() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: height)
        root.append(to: &bytes)
        return bytes
    }

    init(height: UInt64, root: TreeRoot) {
        self.height = height
        self.root = root
    }

    init(decoding bytes: [UInt8]) throws(StoreError) {
        var reader = ByteReader(bytes)
        guard let height = reader.integer(UInt64.self), let root = TreeRoot.read(from: &reader), reader.isAtEnd else {
            throw StoreError(.corrupted, "the record of a height is damaged")
        }
        self.init(height: height, root: root)
    }
}

/// Keys of the family ``ColumnFamily/versions``.
enum VersionKey {
    private static let rootMark: UInt8 = 0
    private static let staleMark: UInt8 = 1

    /// Of the ``HeightRecord``.
    static func root(_ height: UInt64) -> [UInt8] { make(height, rootMark) }

    /// Of the list of nodes that this height made superfluous.
    static func stale(_ height: UInt64) -> [UInt8] { make(height, staleMark) }

    /// Lies above all keys of the heights below the given one.
    static func start(ofHeight height: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: height)
        return bytes
    }

    static func decode(_ key: [UInt8]) throws(StoreError) -> (height: UInt64, isStale: Bool) {
        var reader = ByteReader(key)
        guard let height = reader.integer(UInt64.self), let mark = reader.byte(), mark <= staleMark, reader.isAtEnd
        else { throw StoreError(.corrupted, "a key of the versions is damaged") }
        return (height, mark == staleMark)
    }

    private static func make(_ height: UInt64, _ mark: UInt8) -> [UInt8] {
        var bytes = start(ofHeight: height)
        bytes.append(mark)
        return bytes
    }
}

/// The list of nodes that a version made superfluous: the version, then for each node the distance back to its own
/// version and its place.
enum StaleList {
    /// The node keys of a list; none for no bytes.
    static func decode(_ bytes: [UInt8]) throws(StoreError) -> [[UInt8]] {
        guard !bytes.isEmpty else { return [] }
        let damaged = StoreError(.corrupted, "a list of superfluous nodes is damaged")
        var reader = ByteReader(bytes)
        guard let version = reader.integer(UInt64.self) else { throw damaged }
        var keys: [[UInt8]] = []
        while !reader.isAtEnd {
            guard let distance = reader.varint(), distance <= version, let depth = reader.byte(),
                let path = reader.take(count: NodeKey.pathByteCount(depth: Int(depth)))
            else { throw damaged }
            var key: [UInt8] = []
            key.append(bigEndian: version - distance)
            key.append(depth)
            key.append(contentsOf: path)
            keys.append(key)
        }
        return keys
    }
}
