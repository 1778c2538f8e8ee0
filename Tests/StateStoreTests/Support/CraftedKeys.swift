import Signatures
import StateStore

/// Keys whose hashes share long prefixes, found by trying many: they drive the tree deep.
enum CraftedKeys {
    /// Number of keys tried.
    private static let triedCount: UInt64 = 400_000

    private static let sorted: [(hash: Digest, key: [UInt8])] = {
        (0..<triedCount).map { index in
            var key = Array("crafted/".utf8)
            key.append(bigEndian: index)
            return (SHA256.hash(key), key)
        }
        .sorted { $0.hash < $1.hash }
    }()

    /// Keys whose hashes begin with the same 12 bits, about a hundred of them.
    static let crowd: [[UInt8]] = {
        guard let first = sorted.first?.hash else { return [] }
        return sorted.filter { $0.hash.commonPrefixBitCount(with: first) >= 12 }.map(\.key)
    }()

    /// Pairs of keys whose hashes share the most bits, the closest pair first.
    static let closestPairs: [(sharedBits: Int, keys: [[UInt8]])] = {
        zip(sorted, sorted.dropFirst())
            .map { ($0.hash.commonPrefixBitCount(with: $1.hash), [$0.key, $1.key]) }
            .sorted { $0.0 > $1.0 }
            .prefix(40)
            .map { (sharedBits: $0.0, keys: $0.1) }
    }()
}
