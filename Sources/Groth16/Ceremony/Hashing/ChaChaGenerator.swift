/// The pseudo-random generator of ceremonies: ChaCha with 20 rounds, all of its first 128 bits of nonce a counter.
///
/// Beacons and the second generator of a contribution's public key are drawn from it, so every implementation has to
/// draw the same numbers. It differs from RFC 8439 in its second word and in the width of the counter.
///
/// - SeeAlso: ffjavascript, `src/chacha.js`.
struct ChaChaGenerator {
    private var state: [UInt32]
    private var block: [UInt32] = []
    private var next = 16

    /// Creates a generator from the first 32 bytes of a digest, read as big-endian words.
    ///
    /// - Precondition: There are at least 32 bytes.
    init(seed: [UInt8]) {
        precondition(seed.count >= 32)
        let key = (0..<8).map { index in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(seed[4 * index + $1]) } }
        state = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574] + key + [0, 0, 0, 0]
    }

    /// The next 32 bits.
    mutating func word() -> UInt32 {
        if next == 16 { refill() }
        defer { next += 1 }
        return block[next]
    }

    /// The next 64 bits, the upper half first.
    mutating func doubleWord() -> UInt64 {
        let high = UInt64(word())
        return high << 32 | UInt64(word())
    }

    /// Overwrites the state, which determines secrets.
    @inline(never)
    mutating func wipe() {
        for index in state.indices { state[index] = 0 }
        for index in block.indices { block[index] = 0 }
    }

    private mutating func refill() {
        block = state
        for _ in 0..<10 {
            quarterRound(0, 4, 8, 12)
            quarterRound(1, 5, 9, 13)
            quarterRound(2, 6, 10, 14)
            quarterRound(3, 7, 11, 15)
            quarterRound(0, 5, 10, 15)
            quarterRound(1, 6, 11, 12)
            quarterRound(2, 7, 8, 13)
            quarterRound(3, 4, 9, 14)
        }
        for index in block.indices { block[index] &+= state[index] }
        next = 0
        for index in 12..<16 {
            state[index] &+= 1
            if state[index] != 0 { return }
        }
    }

    private mutating func quarterRound(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
        mix(a, b, d, 16)
        mix(c, d, b, 12)
        mix(a, b, d, 8)
        mix(c, d, b, 7)
    }

    private mutating func mix(_ sum: Int, _ addend: Int, _ target: Int, _ rotation: UInt32) {
        block[sum] &+= block[addend]
        let mixed = block[target] ^ block[sum]
        block[target] = mixed << rotation | mixed >> (32 - rotation)
    }
}
