import Signatures
import Testing

/// A message and its digest as a standard or a paper publishes them.
struct DigestVector: Sendable, CustomTestStringConvertible {
    let algorithm: DigestAlgorithm
    let message: String
    let digest: String

    var testDescription: String { "\(algorithm) of \(message.utf8.count) bytes" }

    /// Two-block message of FIPS 180-4's examples for algorithms with 64-byte blocks.
    private static let message448 = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    /// Two-block message of FIPS 180-4's examples for algorithms with 128-byte blocks.
    private static let message896 =
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"

    static let published = secureHashStandard + ripemd + blake2

    /// NIST, "Cryptographic Standards and Guidelines: Examples with Intermediate Values", SHA-256, SHA-512 and
    /// SHA-512/256.
    private static let secureHashStandard = [
        DigestVector(
            algorithm: .sha256, message: "abc",
            digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        DigestVector(
            algorithm: .sha256, message: message448,
            digest: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        DigestVector(
            algorithm: .sha512, message: "abc",
            digest: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"),
        DigestVector(
            algorithm: .sha512, message: message896,
            digest: "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
                + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"),
        DigestVector(
            algorithm: .sha512_256, message: "abc",
            digest: "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"),
        DigestVector(
            algorithm: .sha512_256, message: message896,
            digest: "3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a"),
    ]

    /// Dobbertin, Bosselaers, Preneel, "RIPEMD-160: A Strengthened Version of RIPEMD" (1996), appendix B.
    private static let ripemd = [
        DigestVector(algorithm: .ripemd160, message: "", digest: "9c1185a5c5e9fc54612808977ee8f548b2258d31"),
        DigestVector(algorithm: .ripemd160, message: "a", digest: "0bdc9d2d256b3ee9daae347be6f4dc835a467ffe"),
        DigestVector(algorithm: .ripemd160, message: "abc", digest: "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
        DigestVector(
            algorithm: .ripemd160, message: "message digest", digest: "5d0689ef49d2fae572b881b123a85ffa21595f36"),
        DigestVector(
            algorithm: .ripemd160, message: message448, digest: "12a053384a9c0c88e405a06c27dcf49ada62eb2b"),
    ]

    /// RFC 7693, appendices A and B.
    private static let blake2 = [
        DigestVector(
            algorithm: .blake2b512, message: "abc",
            digest: "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"),
        DigestVector(
            algorithm: .blake2s256, message: "abc",
            digest: "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982"),
    ]
}

@Suite struct DigestAlgorithmTests {
    @Test(arguments: DigestVector.published) func publishedDigestsAreReproduced(vector: DigestVector) {
        #expect(Hex.encode(vector.algorithm.hash(Array(vector.message.utf8))) == vector.digest)
    }

    @Test(arguments: DigestAlgorithm.allCases) func everyAlgorithmHasAVectorAndItsLength(algorithm: DigestAlgorithm) {
        #expect(DigestVector.published.contains { $0.algorithm == algorithm })
        #expect(algorithm.hash([]).count == algorithm.byteCount)
    }

    /// NIST, SHA-256 of one million times "a", from the examples of FIPS 180-2, appendix B.3.
    @Test func aMillionBytesHashAsPublished() {
        let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(SHA256.hash(message).hex == expected)
        #expect(SHA256.hash(message.span).hex == expected)

        var stream = SHA256.Stream()
        var start = 0
        for length in (1...1_414).lazy where start < message.count {
            let end = min(start + length, message.count)
            stream.update(message.span.extracting(start..<end))
            start = end
        }
        #expect(start == message.count)
        #expect(stream.finalize().hex == expected)
    }

    @Test func everyEntryPointGivesTheSameDigest() {
        for count in 0..<200 {
            let message = (0..<count).map { UInt8($0) }
            let expected = DigestAlgorithm.sha256.hash(message)
            #expect(SHA256.hash(message).bytes == expected)
            #expect(SHA256.hash(message.span).bytes == expected)
            var stream = SHA256.Stream()
            stream.update(message)
            #expect(stream.finalize().bytes == expected)
        }
    }

    @Test func aTreeNodeIsThePrefixAndBothChildren() {
        let left = SHA256.hash([1])
        let right = SHA256.hash([2])
        let expected = SHA256.hash([0x01] + left.bytes + right.bytes)
        #expect(SHA256.hash(prefix: 0x01, left, right) == expected)
        #expect(SHA256.hash(prefix: 0x01, right, left) != expected)
        #expect(SHA256.hash(prefix: 0x00, left, right) != expected)
    }

    @Test func aStreamTakesTextsNumbersAndDigests() {
        let digest = SHA256.hash([])
        var stream = SHA256.Stream()
        stream.update(utf8: "héllo")
        stream.update(bigEndian: UInt32(0x0102_0304))
        stream.update(digest)
        let expected = Array("héllo".utf8) + [1, 2, 3, 4] + digest.bytes
        #expect(stream.finalize() == SHA256.hash(expected))
    }

    @Test func manyThreadsHashWithoutDisturbingEachOther() async {
        let expected = (0..<64).map { SHA256.hash([UInt8](repeating: UInt8($0), count: 65 * $0)) }
        let wrongCount = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var wrong = 0
                    for round in 0..<2_000 {
                        let index = (round * 7 + task * 13) % 64
                        let digest = SHA256.hash([UInt8](repeating: UInt8(index), count: 65 * index))
                        if digest != expected[index] { wrong += 1 }
                        if round.isMultiple(of: 100) { await Task.yield() }
                    }
                    return wrong
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrongCount == 0)
    }
}
