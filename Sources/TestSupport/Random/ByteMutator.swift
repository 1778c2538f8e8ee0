/// A seeded source of hostile inputs, made by damaging good ones.
///
/// Each mutation is small, so that an input passes most of a decoder before it fails. One to four are stacked. The
/// same seed and the same corpus give the same inputs.
///
///     var mutator = ByteMutator(seed: 7, corpus: validEncodings)
///     for _ in 0..<10_000 {
///         let input = mutator.next()
///         // decode: a value or a typed error, never a trap
///     }
package struct ByteMutator: Sendable {
    /// One way to damage an input.
    package enum Mutation: CaseIterable, Sendable {
        /// Inverts one bit.
        case flipBit
        /// Overwrites one byte with any value or one at the edge of a range.
        case replaceByte
        /// Cuts the end off.
        case truncate
        /// Inserts up to eight bytes.
        case insert
        /// Removes a short run.
        case remove
        /// Repeats a short run in place.
        case duplicate
        /// Swaps two short runs.
        case swap
        /// Joins the beginning of this input to the end of another.
        case splice
        /// Overwrites 1, 2, 4 or 8 bytes with a big- or little-endian number at the edge of a range.
        case replaceNumber
        /// Overwrites a byte with a protobuf varint of up to ten bytes: a length far beyond the input, or a
        /// number in more bytes than it needs.
        case attackLength
        /// Appends bytes after a good end.
        case extend
    }

    /// The longest input that is made from a shorter one.
    package static let byteCountMax = 1 << 17

    private var random: SeededGenerator
    private let corpus: [[UInt8]]

    /// Creates a mutator.
    ///
    /// - Parameters:
    ///   - seed: Decides every input.
    ///   - corpus: Good inputs to damage; an empty corpus stands for one empty input.
    package init(seed: UInt64, corpus: [[UInt8]]) {
        random = SeededGenerator(seed: seed)
        self.corpus = corpus.isEmpty ? [[]] : corpus
    }

    /// The next damaged input.
    ///
    /// It may by chance equal a good one: a splice of an input with itself, say.
    package mutating func next() -> [UInt8] {
        mutating(pick())
    }

    /// A damaged form of one input.
    package mutating func mutating(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0..<(1 + random.below(4)) {
            apply(Mutation.allCases[random.below(Mutation.allCases.count)], to: &bytes)
            if random.chance(1, in: 2) { break }
        }
        return bytes.count > ByteMutator.byteCountMax ? Array(bytes.prefix(ByteMutator.byteCountMax)) : bytes
    }

    /// Applies one kind of damage; an input too short for it is left as it is.
    package mutating func apply(_ mutation: Mutation, to bytes: inout [UInt8]) {
        switch mutation {
        case .flipBit:
            guard !bytes.isEmpty else { return }
            bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
        case .replaceByte:
            guard !bytes.isEmpty else { return }
            bytes[random.below(bytes.count)] = byteAtEdge()
        case .truncate:
            bytes.removeLast(bytes.count - random.below(bytes.count + 1))
        case .insert:
            let position = random.below(bytes.count + 1)
            let inserted = random.bytes(count: 1 + random.below(8))
            bytes.insert(contentsOf: inserted, at: position)
        case .remove:
            bytes.removeSubrange(shortRun(in: bytes))
        case .duplicate:
            let run = shortRun(in: bytes)
            let copy = Array(bytes[run])
            bytes.insert(contentsOf: copy, at: run.upperBound)
        case .swap:
            swapRuns(in: &bytes)
        case .splice:
            let other = pick()
            bytes = Array(bytes.prefix(random.below(bytes.count + 1)) + other.suffix(random.below(other.count + 1)))
        case .replaceNumber:
            replaceNumber(in: &bytes)
        case .attackLength:
            guard !bytes.isEmpty else { return }
            let position = random.below(bytes.count)
            let varint = hostileVarint()
            bytes.replaceSubrange(position..<(position + 1), with: varint)
        case .extend:
            bytes += random.bytes(count: 1 + random.below(16))
        }
    }

    private mutating func pick() -> [UInt8] {
        corpus[random.below(corpus.count)]
    }

    private mutating func byteAtEdge() -> UInt8 {
        let edges: [UInt8] = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff]
        return random.chance(1, in: 2) ? edges[random.below(edges.count)] : UInt8(random.below(256))
    }

    private mutating func shortRun(in bytes: [UInt8]) -> Range<Int> {
        let start = random.below(bytes.count + 1)
        return start..<(start + random.below(min(16, bytes.count - start) + 1))
    }

    private mutating func swapRuns(in bytes: inout [UInt8]) {
        guard bytes.count >= 2 else { return }
        let length = 1 + random.below(min(8, bytes.count / 2))
        let first = random.below(bytes.count - 2 * length + 1)
        let second = first + length + random.below(bytes.count - first - 2 * length + 1)
        for offset in 0..<length { bytes.swapAt(first + offset, second + offset) }
    }

    private mutating func numberAtEdge() -> UInt64 {
        let power = UInt64(1) << UInt64(random.below(64))
        switch random.below(4) {
        case 0: return power
        case 1: return power &- 1
        case 2: return 0 &- power
        default: return random.next()
        }
    }

    private mutating func replaceNumber(in bytes: inout [UInt8]) {
        let width = 1 << random.below(4)
        guard bytes.count >= width else { return }
        let position = random.below(bytes.count - width + 1)
        let number = numberAtEdge()
        let bigEndian = random.chance(1, in: 2)
        for index in 0..<width {
            let shift = UInt64(8 * (bigEndian ? width - 1 - index : index))
            bytes[position + index] = UInt8(truncatingIfNeeded: number >> shift)
        }
    }

    private mutating func hostileVarint() -> [UInt8] {
        var number = numberAtEdge()
        var result: [UInt8] = []
        while number >= 0x80 {
            result.append(UInt8(truncatingIfNeeded: number) | 0x80)
            number >>= 7
        }
        result.append(UInt8(number))
        if random.chance(1, in: 3) {  // a longer form of the same number
            result[result.count - 1] |= 0x80
            result.append(0)
        }
        return result
    }
}
