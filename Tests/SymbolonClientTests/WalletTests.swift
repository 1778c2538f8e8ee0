import Foundation
import RightsLedger
import Signatures
import SymbolonClient
import Testing

@Suite struct WalletTests {
    private let refund = RightsLedger.Operation.refund(Refund(receipt: ReceiptID(1)))

    @Test func signedTransactionPassesTheStatelessChecks() throws {
        let wallet = Wallet(key: try SigningKey(seed: Array(repeating: 1, count: 32)))
        let signed = wallet.sign([refund], chainID: "wallet", nonce: 3, expiryHeight: 100)
        let checked = try StatelessCheck.check(signed.encoded(), chainID: "wallet")
        #expect(checked.id == signed.id)
        #expect(checked.body.sender == wallet.account)
        #expect(checked.body.nonce == 3)
        #expect(checked.body.operations == [refund])
    }

    @Test func accountOfARotatedKeyIsGiven() throws {
        let account = AccountID(rawValue: Digest(1, 2, 3, 4))
        let wallet = Wallet(key: try SigningKey(seed: Array(repeating: 1, count: 32)), account: account)
        #expect(wallet.account == account)
        let signed = wallet.sign([refund], chainID: "wallet", nonce: 0, expiryHeight: 1)
        #expect(try StatelessCheck.check(signed.encoded(), chainID: "wallet").body.sender == account)
    }

    @Test func rotationProvesPossessionOfTheNewKey() throws {
        let wallet = Wallet(key: try SigningKey(seed: Array(repeating: 1, count: 32)))
        let newKey = try SigningKey(seed: Array(repeating: 2, count: 32))
        let rotation = wallet.rotation(to: newKey, chainID: "wallet", nonce: 4)
        let signed = wallet.sign([rotation], chainID: "wallet", nonce: 4, expiryHeight: 9)
        #expect(throws: Never.self) { try StatelessCheck.check(signed.encoded(), chainID: "wallet") }
        let replayed = wallet.sign([rotation], chainID: "wallet", nonce: 5, expiryHeight: 9)
        do throws(Refusal) {
            _ = try StatelessCheck.check(replayed.encoded(), chainID: "wallet")
            Issue.record("the proof of another nonce was taken")
        } catch {
            #expect(error.code == .proofOfPossessionInvalid)
        }
    }
}

@Suite struct WalletFileTests {
    private func withDirectory(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("symbolon-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test func keyIsSavedAndOpened() throws {
        try withDirectory { directory in
            let path = directory + "/alice.key"
            let key = try WalletFile.create(at: path, passphrase: "a passphrase", strength: .interactive)
            #expect(try WalletFile.publicKey(of: path) == key.publicKey)
            #expect(try WalletFile.open(path, passphrase: "a passphrase").publicKey == key.publicKey)
            #expect(throws: ClientError.key(.wrongPassphrase)) { try WalletFile.open(path, passphrase: "another") }
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            #expect(throws: ClientError.self) {
                try WalletFile.create(at: path, passphrase: "x", strength: .interactive)
            }
        }
    }

    @Test func passphraseIsReplaced() throws {
        try withDirectory { directory in
            let path = directory + "/alice.key"
            let key = try WalletFile.create(at: path, passphrase: "old", strength: .interactive)
            try WalletFile.rotatePassphrase(of: path, from: "old", to: "new", strength: .interactive)
            #expect(throws: ClientError.key(.wrongPassphrase)) { try WalletFile.open(path, passphrase: "old") }
            #expect(try WalletFile.open(path, passphrase: "new").publicKey == key.publicKey)
            #expect(throws: ClientError.key(.wrongPassphrase)) {
                try WalletFile.rotatePassphrase(of: path, from: "old", to: "x", strength: .interactive)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["alice.key"])
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        }
    }

    @Test func filesThatAreNoKeysAreRefused() throws {
        try withDirectory { directory in
            #expect(throws: ClientError.self) { try WalletFile.open(directory + "/none.key", passphrase: "x") }
            #expect(throws: ClientError.self) { try WalletFile.open(directory, passphrase: "x") }
            let long = directory + "/long.key"
            _ = FileManager.default.createFile(atPath: long, contents: Data(repeating: 65, count: 100_000))
            #expect(throws: ClientError.file(path: long, reason: "this is not a key file")) {
                try WalletFile.open(long, passphrase: "x")
            }
        }
    }
}
