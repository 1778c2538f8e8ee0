internal import ConstraintSystem

/// BLAKE2b with 64 bytes of digest, whose state in the middle of a message can be saved.
///
/// A ceremony's file keeps the state of each contribution's hash before its public key is added; libcrypto does not
/// hand that state out.
///
/// - SeeAlso: RFC 7693, "The BLAKE2 Cryptographic Hash and Message Authentication Code".
package struct Blake2b: Sendable {
    private static let blockBytes = 128
    private static let roundCount = 12

    private var chain: SIMD8<UInt64>
    private var buffer = [UInt8](repeating: 0, count: blockBytes)
    /// The number of bytes in the buffer that were not compressed yet.
    private var position = 0
    /// The number of bytes of the message so far.
    private var byteCount: UInt64 = 0

    /// Begins an empty message.
    package init() {
        chain = Blake2b.initial
        // Parameters: 64 bytes of digest, no key, fanout and depth 1.
        chain[0] ^= 0x0101_0040
    }

    /// Adds bytes to the message.
    package mutating func update(_ bytes: [UInt8]) {
        // The bytes of an array of bytes are all initialised.
        unsafe update(bytes.span.bytes)
    }

    /// Adds bytes to the message.
    package mutating func update(_ bytes: RawSpan) {
        var offset = 0
        while offset < bytes.byteCount {
            // The last block is compressed only when it is known to be the last or not to be.
            if position == Blake2b.blockBytes {
                let full = buffer
                unsafe Blake2b.compress(&chain, full.span.bytes, at: 0, byteCount: byteCount, isLast: false)
                position = 0
            }
            let rest = bytes.byteCount - offset
            if position == 0 && rest > Blake2b.blockBytes {
                byteCount += UInt64(Blake2b.blockBytes)
                Blake2b.compress(&chain, bytes, at: offset, byteCount: byteCount, isLast: false)
                offset += Blake2b.blockBytes
                continue
            }
            let count = min(Blake2b.blockBytes - position, rest)
            for index in 0..<count { buffer[position + index] = bytes.byte(at: offset + index) }
            position += count
            byteCount += UInt64(count)
            offset += count
        }
    }

    /// The digest of the message so far, which may go on afterwards.
    package func digest() -> [UInt8] {
        var chain = chain
        var block = buffer
        for index in position..<Blake2b.blockBytes { block[index] = 0 }
        unsafe Blake2b.compress(&chain, block.span.bytes, at: 0, byteCount: byteCount, isLast: true)
        return (0..<8).flatMap { Blake2b.bytes(of: chain[$0]) }
    }

    /// The digest of a whole message.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hasher = Blake2b()
        hasher.update(bytes)
        return hasher.digest()
    }

    private static func compress(
        _ chain: inout SIMD8<UInt64>, _ block: RawSpan, at offset: Int, byteCount: UInt64, isLast: Bool
    ) {
        var words = SIMD16<UInt64>()
        for index in 0..<16 { words[index] = block.littleEndian64(at: offset + 8 * index) }
        var a = chain.lowHalf
        var b = chain.highHalf
        var c = initial.lowHalf
        var d = initial.highHalf ^ SIMD4(byteCount, 0, isLast ? .max : 0, 0)
        for round in 0..<roundCount {
            let order = permutations[round % permutations.count]
            mix(&a, &b, &c, &d, gather(words, order, 0), gather(words, order, 1))
            b = b.rotatedLanes(by: 1)
            c = c.rotatedLanes(by: 2)
            d = d.rotatedLanes(by: 3)
            mix(&a, &b, &c, &d, gather(words, order, 8), gather(words, order, 9))
            b = b.rotatedLanes(by: 3)
            c = c.rotatedLanes(by: 2)
            d = d.rotatedLanes(by: 1)
        }
        chain ^= SIMD8(lowHalf: a ^ c, highHalf: b ^ d)
    }

    /// Every other of eight message words, in a round's order.
    @inline(__always)
    private static func gather(_ words: SIMD16<UInt64>, _ order: SIMD16<UInt8>, _ first: Int) -> SIMD4<UInt64> {
        SIMD4(
            words[Int(order[first])], words[Int(order[first + 2])], words[Int(order[first + 4])],
            words[Int(order[first + 6])])
    }

    @inline(__always)
    private static func mix(
        _ a: inout SIMD4<UInt64>, _ b: inout SIMD4<UInt64>, _ c: inout SIMD4<UInt64>, _ d: inout SIMD4<UInt64>,
        _ first: SIMD4<UInt64>, _ second: SIMD4<UInt64>
    ) {
        a = a &+ b &+ first
        d = (d ^ a).rotatedRight(by: 32)
        c = c &+ d
        b = (b ^ c).rotatedRight(by: 24)
        a = a &+ b &+ second
        d = (d ^ a).rotatedRight(by: 16)
        c = c &+ d
        b = (b ^ c).rotatedRight(by: 63)
    }

    private static let initial: SIMD8<UInt64> = [
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ]

    private static let permutations: [SIMD16<UInt8>] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ]
}

extension Blake2b {
    /// The number of bytes of a saved state.
    package static let savedByteCount = 216

    /// The state as the files of a ceremony keep it.
    ///
    /// The buffer, the chain, the number of compressed bytes, the number of bytes in the buffer, and eight zeros. What
    /// the buffer holds behind its last byte is left over from the block before.
    package var saved: [UInt8] {
        buffer + (0..<8).flatMap { Blake2b.bytes(of: chain[$0]) } + Blake2b.bytes(of: byteCount - UInt64(position))
            + Blake2b.bytes(of: UInt64(position)) + [UInt8](repeating: 0, count: 8)
    }

    /// Continues from a saved state; nil for bytes that are none.
    package init?(saved bytes: [UInt8]) {
        unsafe self.init(saved: bytes.span.bytes)
    }

    /// Continues from a saved state; nil for bytes that are none.
    init?(saved bytes: RawSpan) {
        guard bytes.byteCount == Blake2b.savedByteCount else { return nil }
        let compressed = bytes.littleEndian64(at: 192)
        let position = bytes.littleEndian64(at: 200)
        guard position <= UInt64(Blake2b.blockBytes), bytes.littleEndian64(at: 208) == 0,
            compressed.isMultiple(of: UInt64(Blake2b.blockBytes)), compressed <= UInt64(Int.max)
        else { return nil }
        buffer = (0..<Blake2b.blockBytes).map { bytes.byte(at: $0) }
        chain = SIMD8()
        for index in 0..<8 { chain[index] = bytes.littleEndian64(at: 128 + 8 * index) }
        self.position = Int(position)
        byteCount = compressed + position
    }

    /// Whether two states go on in the same way; what is left over in the buffers does not matter.
    package func isEquivalent(to other: Blake2b) -> Bool {
        chain == other.chain && position == other.position && byteCount == other.byteCount
            && buffer[..<position] == other.buffer[..<position]
    }

    private static func bytes(of word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
    }
}

extension SIMD4<UInt64> {
    @inline(__always)
    fileprivate func rotatedRight(by count: UInt64) -> SIMD4<UInt64> {
        self &>> count | self &<< (64 - count)
    }

    @inline(__always)
    fileprivate func rotatedLanes(by count: Int) -> SIMD4<UInt64> {
        SIMD4(self[count & 3], self[(count + 1) & 3], self[(count + 2) & 3], self[(count + 3) & 3])
    }
}

extension RawSpan {
    /// The byte at an offset.
    ///
    /// - Precondition: The byte lies inside the span.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        // The load checks its bounds, and every bit pattern is a byte.
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
}
