package import Signatures

/// A seeded source of pseudo-random draws: the same seed and label give the same draws on every machine.
///
/// Draws are SHA-256 in counter mode over the seed and a label. That is slower than a small generator and fast enough
/// here; in return every use can have a stream of its own, so that adding a draw in one place moves no other. Not for
/// secrets.
package struct SeededDraws: Sendable {
    private let prefix: [UInt8]
    private var counter: UInt64 = 0
    private var pending: [UInt64] = []

    /// Begins the stream of a seed and a label.
    package init(seed: UInt64, label: String) {
        prefix = SeededDraws.digest(seed: seed, label: label).bytes
    }

    /// The digest of a seed and a label, for values that are drawn once, such as a key's seed.
    package static func digest(seed: UInt64, label: String) -> Digest {
        var bytes = Array("symbolon/workbench/v1".utf8)
        bytes.append(0)
        bytes.append(bigEndian: seed)
        bytes.append(contentsOf: label.utf8)
        return SHA256.hash(bytes)
    }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        if let word = pending.popLast() { return word }
        var block = prefix
        block.append(bigEndian: counter)
        counter += 1
        let bytes = SHA256.hash(block).bytes
        pending = stride(from: 24, through: 0, by: -8).map { start in
            bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
        return pending.popLast() ?? 0
    }

    /// A number in `0 ..< bound`; the bias is below `bound / 2^64`.
    ///
    /// - Precondition: `bound > 0`.
    package mutating func below(_ bound: UInt64) -> UInt64 {
        precondition(bound > 0)
        return next().multipliedFullWidth(by: bound).high
    }

    /// A number in `0 ..< bound`.
    ///
    /// - Precondition: `bound > 0`.
    package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0)
        return Int(below(UInt64(bound)))
    }

    /// Whether something happens whose probability is a share of 10,000.
    package mutating func chance(_ share: Percentage) -> Bool {
        below(10_000) < share.value
    }
}

extension Array where Element == UInt8 {
    /// Appends an integer's bytes, most significant first.
    mutating func append(bigEndian value: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) { append(UInt8(truncatingIfNeeded: value >> UInt64(shift))) }
    }
}
