/// BLAKE-512, the finalist of the SHA-3 competition, which circomlibjs uses to expand EdDSA secrets.
///
/// It is not BLAKE2b. The work depends on the length alone, and the message and the state are wiped at the end.
///
/// - SeeAlso: Aumasson, Henzen, Meier, Phan, "SHA-3 proposal BLAKE", version 1.3 (2010), section 2.2.
package enum Blake512 {
    private static let blockBytes = 128
    private static let roundCount = 16

    /// Returns the 64-byte digest of a short message.
    package static func hash(_ message: [UInt8]) -> [UInt8] {
        var chain = initialChain
        var padded = pad(message)
        defer {
            WipedArray.wipe(&padded)
            WipedArray.wipe(&chain)
        }
        let messageBits = message.count * 8
        for start in stride(from: 0, to: padded.count, by: blockBytes) {
            // The counter is the number of message bits up to the end of this block, or 0 for a block of padding alone.
            let end = min((start + blockBytes) * 8, messageBits)
            compress(&chain, padded[start..<(start + blockBytes)], counter: start * 8 < messageBits ? UInt64(end) : 0)
        }
        return chain.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
    }

    /// The message, a one bit, zeros, another one bit, and the length in bits as 128 bits.
    private static func pad(_ message: [UInt8]) -> [UInt8] {
        let blockCount = (message.count + 17 + blockBytes - 1) / blockBytes
        var padded = [UInt8](repeating: 0, count: blockCount * blockBytes)
        for index in message.indices { padded[index] = message[index] }
        padded[message.count] = 0x80
        padded[padded.count - 17] |= 1
        let messageBits = UInt64(message.count) * 8
        for index in 0..<8 {
            padded[padded.count - 1 - index] = UInt8(truncatingIfNeeded: messageBits >> UInt64(8 * index))
        }
        return padded
    }

    private static func compress(_ chain: inout [UInt64], _ block: ArraySlice<UInt8>, counter: UInt64) {
        var words = (0..<16).map { index in
            (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(block[block.startIndex + 8 * index + $1]) }
        }
        var state = chain + constants[..<8]
        state[12] ^= counter
        state[13] ^= counter
        for round in 0..<roundCount {
            let order = permutations[round % permutations.count]
            for (index, cells) in mixedCells.enumerated() {
                let first = order[2 * index]
                let second = order[2 * index + 1]
                mix(&state, cells, words[first] ^ constants[second], words[second] ^ constants[first])
            }
        }
        for index in 0..<8 { chain[index] ^= state[index] ^ state[index + 8] }
        WipedArray.wipe(&words)
        WipedArray.wipe(&state)
    }

    private static func mix(_ state: inout [UInt64], _ cells: [Int], _ first: UInt64, _ second: UInt64) {
        let (a, b, c, d) = (cells[0], cells[1], cells[2], cells[3])
        state[a] = state[a] &+ state[b] &+ first
        state[d] = rotate(state[d] ^ state[a], by: 32)
        state[c] = state[c] &+ state[d]
        state[b] = rotate(state[b] ^ state[c], by: 25)
        state[a] = state[a] &+ state[b] &+ second
        state[d] = rotate(state[d] ^ state[a], by: 16)
        state[c] = state[c] &+ state[d]
        state[b] = rotate(state[b] ^ state[c], by: 11)
    }

    private static func rotate(_ word: UInt64, by count: UInt64) -> UInt64 {
        word >> count | word << (64 - count)
    }

    private static let mixedCells = [
        [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
        [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
    ]

    private static let permutations = [
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

    /// The initial value of SHA-512.
    private static let initialChain: [UInt64] = [
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ]

    /// The first digits of pi.
    private static let constants: [UInt64] = [
        0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89,
        0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c, 0xc0ac_29b7_c97c_50dd, 0x3f84_d5b5_b547_0917,
        0x9216_d5d9_8979_fb1b, 0xd131_0ba6_98df_b5ac, 0x2ffd_72db_d01a_dfb7, 0xb8e1_afed_6a26_7e96,
        0xba7c_9045_f12c_7f99, 0x24a1_9947_b391_6cf7, 0x0801_f2e2_858e_fc16, 0x6369_20d8_7157_4e69,
    ]
}
