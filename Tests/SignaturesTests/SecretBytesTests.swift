import Signatures
import Testing

@Suite struct SecretBytesTests {
    @Test func aSecretIsLentAsItWasGiven() throws {
        let secret = try SecretBytes([1, 2, 3])
        #expect(secret.count == 3)
        #expect(secret.withSpan { span in span.indices.map { span[$0] } } == [1, 2, 3])
        #expect(try SecretBytes([]).count == 0)
        #expect(try SecretBytes(utf8: "pässword").count == 9)
    }

    @Test func wipingLeavesZeros() {
        var bytes: [UInt8] = [1, 2, 3]
        SecretBytes.wipe(&bytes)
        #expect(bytes == [0, 0, 0])
        var empty: [UInt8] = []
        SecretBytes.wipe(&empty)
        #expect(empty.isEmpty)
    }

    @Test func randomBytesHaveTheLengthAndDiffer() throws {
        #expect(SecureRandom.bytes(count: 0).isEmpty)
        #expect(SecureRandom.bytes(count: 17).count == 17)
        // Two equal draws of 32 bytes have probability 2^-256.
        #expect(SecureRandom.bytes(count: 32) != SecureRandom.bytes(count: 32))
        #expect(SecureRandom.digest() != SecureRandom.digest())
        let first = try SecretBytes.random(count: 32).withSpan { span in span.indices.map { span[$0] } }
        let second = try SecretBytes.random(count: 32).withSpan { span in span.indices.map { span[$0] } }
        #expect(first != second)
    }

    @Test func comparisonSeesEveryBit() {
        let bytes = (0..<40).map { UInt8($0) }
        #expect(ConstantTime.equal(bytes, bytes))
        #expect(ConstantTime.equal([], []))
        #expect(!ConstantTime.equal(bytes, Array(bytes.dropLast())))
        for bit in 0..<(8 * bytes.count) {
            var other = bytes
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!ConstantTime.equal(bytes, other))
        }
    }
}
