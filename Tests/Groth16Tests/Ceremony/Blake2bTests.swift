import Groth16
import Signatures
import TestSupport
import Testing

@Suite struct Blake2bTests {
    @Test func digestsAreThoseOfLibcrypto() {
        var random = SeededGenerator(seed: 1)
        for length in Array(0...300) + [1_023, 1_024, 1_025, 70_000] {
            let message = random.bytes(count: length)
            #expect(Blake2b.hash(message) == DigestAlgorithm.blake2b512.hash(message), "length \(length)")
        }
    }

    @Test func piecesGiveTheDigestOfTheWhole() {
        let seed: UInt64 = 2
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var hasher = Blake2b()
            var message: [UInt8] = []
            for _ in 0..<random.below(8) {
                let piece = random.bytes(count: random.below(400))
                hasher.update(piece)
                message += piece
            }
            #expect(hasher.digest() == DigestAlgorithm.blake2b512.hash(message), "seed \(seed)")
        }
    }

    @Test func savedStateGoesOn() throws {
        let seed: UInt64 = 3
        var random = SeededGenerator(seed: seed)
        for length in [0, 1, 127, 128, 129, 256, 257, 1_000] {
            let (first, second) = (random.bytes(count: length), random.bytes(count: 200))
            var hasher = Blake2b()
            hasher.update(first)
            let saved = hasher.saved
            #expect(saved.count == Blake2b.savedByteCount)
            var resumed = try #require(Blake2b(saved: saved))
            #expect(resumed.isEquivalent(to: hasher))
            resumed.update(second)
            #expect(resumed.digest() == DigestAlgorithm.blake2b512.hash(first + second), "length \(length)")
        }
    }

    @Test func statesThatCannotBeAreRefused() {
        var hasher = Blake2b()
        hasher.update([1, 2, 3])
        let saved = hasher.saved
        #expect(Blake2b(saved: Array(saved.dropLast())) == nil)
        #expect(Blake2b(saved: saved + [0]) == nil)
        for (position, value) in [(200, 129 as UInt8), (192, 1), (199, 0xff), (208, 1), (215, 1)] {
            var changed = saved
            changed[position] = value
            #expect(Blake2b(saved: changed) == nil, "position \(position)")
        }
    }
}
