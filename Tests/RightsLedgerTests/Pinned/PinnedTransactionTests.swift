import RightsLedger
import Signatures
import Testing

/// Bytes, ids and signatures that another program has computed from the schema's text.
///
/// Source: Python 3.11 with its modules hashlib and cryptography 48.0.0. The key is that of RFC 8032, section 7.1, test 1.
@Suite struct PinnedTransactionTests {
    private static let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    private static let account = "6b76a998628f1b0d622cfe855fe3020b1dc3409d4ef990e40b041a027b3951b9"

    private func signed() throws -> (SignedTransaction, SigningKey) {
        let key = try SigningKey(seed: try #require(Hex.decode(Self.secret)))
        let recipient = try #require(AccountID(hex: String(repeating: "ab", count: 32)))
        let body = TransactionBody(
            chainID: "symbolon-golden", sender: AccountID(firstKey: key.publicKey), nonce: 41,
            expiryHeight: 100_000,
            operations: [.transfer(Transfer(asset: .units(ClassID(3), 1000), recipient: recipient))])
        return (body.signed(by: key), key)
    }

    @Test func accountID() throws {
        let (_, key) = try signed()
        #expect(
            key.publicKey.hex == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        #expect(AccountID(firstKey: key.publicKey).description == Self.account)
    }

    @Test func body() throws {
        #expect(
            Hex.encode(try signed().0.body)
                == "0a0f73796d626f6c6f6e2d676f6c64656e1220" + Self.account + "182920a08d062a2eba012b0a070a05080310e807"
                + "1220" + String(repeating: "ab", count: 32))
    }

    @Test func transactionID() throws {
        #expect(
            try signed().0.id.description == "e4475b6e994d82f42d8fd1935e5f439de6d373b2bc882bae06fbd8cb37b6243c")
    }

    @Test func signature() throws {
        let signed = try signed().0
        #expect(
            signed.signature.hex
                == "25ece89a2de00bd5343769cde7644637d52effa4d1c9c720e96f720ad2727773"
                + "c94c7bade80b6e9d660efee2bb0420d8224dbd4076e7831dd8078d4907f17801")
        #expect(throws: Never.self) { try StatelessCheck.check(signed.encoded(), chainID: "symbolon-golden") }
    }

    @Test func messageOfAProofOfPossession() throws {
        let sender = try #require(AccountID(hex: Self.account))
        let newKey = try SigningKey(seed: [UInt8](repeating: 7, count: 32)).publicKey
        #expect(
            RotateKey.message(chainID: "symbolon-golden", sender: sender, nonce: 41, newKey: newKey).hex
                == "59257b3bc527a168281663f072b76b698708af33edd76a1cdb9e721fd65285c7")
    }
}
