import Signatures
import Testing

/// A vector of RFC 8032, section 7.1.
struct SigningVector: Sendable, CustomTestStringConvertible {
    let name: String
    let seed: String
    let publicKey: String
    let message: String
    let signature: String

    var testDescription: String { name }

    static let published = [
        SigningVector(
            name: "TEST 1",
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        SigningVector(
            name: "TEST 2",
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        SigningVector(
            name: "TEST 3",
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
        SigningVector(
            name: "TEST SHA(abc)",
            seed: "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            publicKey: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            message: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            signature: "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"),
    ]
}

@Suite struct SigningTests {
    @Test(arguments: SigningVector.published) func publishedSignaturesAreReproduced(vector: SigningVector) throws {
        let key = try SigningKey(seed: #require(Hex.decode(vector.seed)))
        let message = try #require(Hex.decode(vector.message))
        #expect(key.publicKey.hex == vector.publicKey)
        #expect(key.sign(message).hex == vector.signature)
        #expect(key.sign(message.span).hex == vector.signature)

        let publicKey = try #require(PublicKey(hex: vector.publicKey))
        let signature = try #require(Signature(hex: vector.signature))
        #expect(publicKey.verify(signature, message: message))
        let verifiedAsSpan = publicKey.verify(signature, message: message.span)
        #expect(verifiedAsSpan)
        #expect(!publicKey.verify(signature, message: message + [0]))
    }

    @Test func aDigestIsSignedAsItsBytes() throws {
        let key = try SigningKey(seed: [UInt8](repeating: 3, count: 32))
        let digest = SHA256.hash([1, 2, 3])
        #expect(key.sign(digest) == key.sign(digest.bytes))
        #expect(key.publicKey.verify(key.sign(digest), message: digest))
        #expect(!key.publicKey.verify(key.sign(digest), message: .zero))
    }

    @Test func everyFlippedBitOfASignatureOrKeyIsNoticed() throws {
        let key = try SigningKey(seed: [UInt8](repeating: 9, count: 32))
        let message = Array("rights".utf8)
        let signature = key.sign(message)
        for bit in 0..<512 {
            var bytes = signature.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let changed = try #require(Signature(bytes: bytes))
            #expect(!key.publicKey.verify(changed, message: message), "signature bit \(bit)")
        }
        for bit in 0..<256 {
            var bytes = key.publicKey.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let changed = try #require(PublicKey(bytes: bytes))
            #expect(!changed.verify(signature, message: message), "key bit \(bit)")
        }
    }

    @Test(arguments: [0, 31, 33, 64]) func seedsOfOtherLengthsAreRefused(count: Int) throws {
        let seed = [UInt8](repeating: 1, count: count)
        #expect(throws: SignatureError.seedLengthInvalid(byteCount: count)) { try SigningKey(seed: seed) }
        #expect(throws: SignatureError.seedLengthInvalid(byteCount: count)) {
            try SigningKey(seed: SecretBytes(seed))
        }
    }

    @Test func keysAndSignaturesOfOtherLengthsAreRefused() {
        for count in [0, 31, 33] {
            #expect(PublicKey(bytes: [UInt8](repeating: 1, count: count)) == nil)
            #expect(PublicKey(hex: String(repeating: "0", count: 2 * count)) == nil)
        }
        for count in [0, 32, 63, 65] {
            #expect(Signature(bytes: [UInt8](repeating: 1, count: count)) == nil)
            #expect(Signature(hex: String(repeating: "0", count: 2 * count)) == nil)
        }
    }

    @Test func generatedKeysDiffer() throws {
        let keys = try (0..<100).map { _ in try SigningKey.generate().publicKey }
        #expect(Set(keys).count == 100)
    }

    /// A guarded allocation for each key would need more mappings than Linux gives a process (65,530).
    @Test func aReplayCanHoldAKeyForEachOfItsCustomers() throws {
        let keys = try (0..<24_000).map { number in
            try SigningKey(seed: SHA256.hash([UInt8(number >> 8), UInt8(number & 255)]).bytes)
        }
        #expect(Set(keys.map(\.publicKey)).count == 24_000)
        let message = Array("hold".utf8)
        for key in [keys.first, keys.last].compactMap({ $0 }) {
            #expect(key.publicKey.verify(key.sign(message), message: message))
        }
    }

    @Test func aKeyWorksWhileOthersComeAndGo() async throws {
        let message = Array("many keys".utf8)
        let wrongCount = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<4 {
                group.addTask {
                    var wrong = 0
                    var kept: [SigningKey] = []
                    for round in 0..<600 {
                        let seed = SHA256.hash(prefix: UInt8(task), .zero, SHA256.hash([UInt8(round & 255)])).bytes
                        kept.append(try SigningKey(seed: seed))
                        if kept.count > 300 { kept.removeFirst(150) }
                        guard let oldest = kept.first else { continue }
                        if !oldest.publicKey.verify(oldest.sign(message), message: message) { wrong += 1 }
                    }
                    return wrong
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(wrongCount == 0)
    }
}
