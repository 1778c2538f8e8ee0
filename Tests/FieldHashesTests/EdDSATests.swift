import EllipticCurves
import FieldHashes
import FiniteFields
import Signatures
import TestSupport
import Testing

@Suite struct EdDSATests {
    /// The key and message of circomlibjs 0.1.8, test/eddsa.js, "Sign (using Poseidon) a single 10 bytes from 0 to 9".
    private static let secret = "0001020304050607080900010203040506070809000102030405060708090001"
    private static let messageBytes: [UInt8] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0]

    private func secretKey(_ hex: String = secret) throws -> EdDSASecretKey {
        let bytes = try #require(Hex.decode(hex))
        let key = try EdDSASecretKey(SecretBytes(bytes))
        return try #require(key)
    }

    private func message() throws -> Fr {
        try #require(Fr(littleEndian: Self.messageBytes + [UInt8](repeating: 0, count: 20)))
    }

    @Test func publicKeyIsCircomlibs() throws {
        let point = try secretKey().publicKey.point
        #expect(point.x.decimal == "13277427435165878497778222415993513565335242147425444199013288855685581939618")
        #expect(point.y.decimal == "13622229784656158136036771217484571176836296686641868549125388198837476602820")
    }

    @Test func signatureIsCircomlibs() throws {
        let key = try secretKey()
        let signature = try key.sign(message())
        #expect(
            signature.commitment.x.decimal
                == "11384336176656855268977457483345535180380036354188103142384839473266348197733")
        #expect(
            signature.commitment.y.decimal
                == "15383486972088797283337779941324724402501462225528836549661220478783371668959")
        #expect(
            Hex.encode(signature.packed)
                == "dfedb4315d3f2eb4de2d3c510d7a987dcab67089c8ace06308827bf5bcbe02a2"
                + "9d043ece562a8f82bfc0adb640c0107a7d3a27c1c7c1a6179a0da73de5c1b203")
        #expect(try key.publicKey.isValid(signature, for: message()))
        #expect(EdDSASignature(packed: signature.packed) == signature)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func signaturesVerifyAndNothingElseDoes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<5 {
            let key = try secretKey(Hex.encode(random.bytes(count: 32)))
            let other = try secretKey(Hex.encode(random.bytes(count: 32)))
            let message = random.element()
            let signature = key.sign(message)
            #expect(key.publicKey.isValid(signature, for: message), "seed \(seed)")
            #expect(!key.publicKey.isValid(signature, for: message + .one))
            #expect(!other.publicKey.isValid(signature, for: message))
            let moved = EdDSASignature(
                commitment: signature.commitment + BabyJubjub.base, response: signature.response)
            #expect(!key.publicKey.isValid(moved, for: message))
            let changed = EdDSASignature(
                commitment: signature.commitment, response: signature.response + signature.response)
            #expect(!key.publicKey.isValid(changed, for: message))
        }
    }

    @Test func everyFlippedBitOfASignatureIsRefused() throws {
        let key = try secretKey()
        let message = try message()
        let packed = key.sign(message).packed
        for bit in 0..<(8 * packed.count) {
            var bytes = packed
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let signature = EdDSASignature(packed: bytes) else { continue }
            #expect(!key.publicKey.isValid(signature, for: message), "bit \(bit)")
        }
    }

    @Test func responseAtOrAboveTheOrderIsRefused() throws {
        let signature = try secretKey().sign(message())
        let order = BabyJubjub.subgroupOrder
        let response = signature.response.words.adding(order).sum
        let bytes = response.array.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
        #expect(EdDSASignature(packed: Array(signature.packed.prefix(32)) + bytes) == nil)
        #expect(BabyJubjubScalar(words: order) == nil)
    }

    @Test func keyOfLowOrderIsRefused() throws {
        #expect(EdDSAPublicKey(.identity) == nil)
        let pointOfOrderTwo = try #require(BabyJubjubPoint(x: .zero, y: -Fr.one))
        #expect(EdDSAPublicKey(pointOfOrderTwo) == nil)
        #expect(EdDSAPublicKey(packed: pointOfOrderTwo.packed) == nil)
        #expect(EdDSAPublicKey(BabyJubjub.base)?.point == BabyJubjub.base)
    }

    @Test func secretOfAnotherLengthIsRefused() throws {
        #expect(try EdDSASecretKey(SecretBytes([UInt8](repeating: 1, count: 31))) == nil)
        #expect(try EdDSASecretKey(SecretBytes([UInt8](repeating: 1, count: 33))) == nil)
    }

    @Test func randomKeysDiffer() throws {
        #expect(try EdDSASecretKey.random().publicKey != EdDSASecretKey.random().publicKey)
    }
}
