import Signatures
import Testing

@Suite struct DigestTests {
    private static let ascending = (0..<32).map { UInt8($0) }

    @Test func bytesSurviveTheRoundTrip() throws {
        let digest = try #require(Digest(bytes: Self.ascending))
        #expect(digest.bytes == Self.ascending)
        #expect(digest.hex == "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
        #expect(digest.description == digest.hex)
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
    }

    @Test func everyKindOfCollectionGivesTheSameDigest() {
        let bytes = Self.ascending
        let expected = Digest(bytes: bytes)
        let padded: [UInt8] = [9] + bytes + [9]
        #expect(expected != nil)
        #expect(Digest(bytes: padded[1..<33]) == expected)
        #expect(Digest(bytes: bytes.span) == expected)
        #expect(Digest(bytes: bytes.lazy.map { $0 }) == expected)
    }

    @Test(arguments: [0, 1, 31, 33, 64]) func otherLengthsAreRefused(count: Int) {
        let bytes = [UInt8](repeating: 7, count: count)
        #expect(Digest(bytes: bytes) == nil)
        #expect(Digest(bytes: bytes.span) == nil)
        #expect(Digest(bytes: bytes.lazy.map { $0 }) == nil)
        #expect(Digest(hex: Hex.encode(bytes)) == nil)
    }

    @Test func textThatIsNotHexadecimalIsRefused() {
        #expect(Digest(hex: String(repeating: "0", count: 63) + "g") == nil)
        #expect(Digest(hex: "0x" + String(repeating: "0", count: 62)) == nil)
        #expect(Digest(hex: String(repeating: "é", count: 32)) == nil)
    }

    @Test func orderIsThatOfTheBytes() throws {
        for position in 0..<32 {
            var low = Self.ascending
            var high = Self.ascending
            low[position] = 0x7F
            high[position] = 0x80
            let lower = try #require(Digest(bytes: low))
            let higher = try #require(Digest(bytes: high))
            #expect(lower < higher)
            #expect(!(higher < lower))
            #expect(!(lower < lower))
        }
    }

    @Test func bitsAndBytesAreCountedFromTheFirst() throws {
        for index in 0..<256 {
            var bytes = [UInt8](repeating: 0, count: 32)
            bytes[index / 8] = 0x80 >> UInt8(index % 8)
            let digest = try #require(Digest(bytes: bytes))
            #expect((0..<256).filter { digest[bit: $0] } == [index])
            #expect((0..<32).map { digest[byte: $0] } == bytes)
            #expect(digest.commonPrefixBitCount(with: .zero) == index)
        }
        #expect(Digest.zero.commonPrefixBitCount(with: .zero) == 256)
    }

    @Test func zeroIsThirtyTwoZeroBytes() {
        #expect(Digest.zero.bytes == [UInt8](repeating: 0, count: 32))
    }

    @Test func hexadecimalTextIsStrict() {
        #expect(Hex.encode([0x00, 0xAB, 0xFF]) == "00abff")
        #expect(Hex.decode("00aBFf") == [0x00, 0xAB, 0xFF])
        #expect(Hex.decode("") == [])
        for text in ["0", "0g", "0x00", " 00", "00 ", "é", "-1"] {
            #expect(Hex.decode(text) == nil, "\(text)")
        }
    }
}
