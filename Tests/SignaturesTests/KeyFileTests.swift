import Signatures
import Testing

@Suite struct KeyFileTests {
    private let key: SigningKey
    private let passphrase: SecretBytes
    private let document: [UInt8]

    init() throws {
        key = try SigningKey(seed: [UInt8](repeating: 5, count: 32))
        passphrase = try SecretBytes(utf8: "correct horse battery staple")
        // The smallest cost that is accepted, so that thousands of attempts take no time.
        let cost = try KeyDerivationCost(operations: 1, memoryBytes: 8_192)
        document = try KeyFile.seal(key, passphrase: passphrase, cost: cost)
    }

    @Test func theKeyComesBack() throws {
        #expect(try KeyFile.open(document, passphrase: passphrase).publicKey == key.publicKey)
        #expect(try KeyFile.publicKey(of: document) == key.publicKey)
        let message = Array("points".utf8)
        #expect(try KeyFile.open(document, passphrase: passphrase).sign(message) == key.sign(message))
    }

    @Test func aFileSealedByAnotherProgramOpens() throws {
        // Made with Python's `cryptography` 48 (Argon2id of OpenSSL, ChaCha20-Poly1305) and an HChaCha20 written from
        // draft-irtf-cfrg-xchacha-03, section 2.2: the same seed and passphrase, 3 passes over 1 MiB.
        let opened = try KeyFile.open(Array(Self.foreignDocument.utf8), passphrase: passphrase)
        #expect(opened.publicKey == key.publicKey)
    }

    @Test func theSeedIsNotInTheFileAndNoTwoFilesAreEqual() throws {
        let text = String(decoding: document, as: UTF8.self)
        #expect(!text.contains("05050505"))
        let cost = try KeyDerivationCost(operations: 1, memoryBytes: 8_192)
        #expect(try KeyFile.seal(key, passphrase: passphrase, cost: cost) != document)
        #expect(document.count < KeyFile.documentBytesMax)
    }

    @Test func presetsSealAndOpen() throws {
        let sealed = try KeyFile.seal(key, passphrase: passphrase, cost: .interactive)
        #expect(try KeyFile.open(sealed, passphrase: passphrase).publicKey == key.publicKey)
        #expect(KeyDerivationCost.interactive.memoryBytes == 67_108_864)
        #expect(KeyDerivationCost.moderate.memoryBytes == 268_435_456)
    }

    @Test func aWrongPassphraseIsItsOwnError() throws {
        for wrong in ["", "correct horse battery stapl", "Correct horse battery staple"] {
            let secret = try SecretBytes(utf8: wrong)
            #expect(throws: SignatureError.wrongPassphrase) { try KeyFile.open(document, passphrase: secret) }
        }
    }

    @Test func aTruncatedFileIsMalformed() {
        // The last byte is a newline, which JSON does not need.
        for count in 0..<(document.count - 1) {
            let error = #expect(throws: SignatureError.self) {
                try KeyFile.open(Array(document.prefix(count)), passphrase: passphrase)
            }
            guard case .keyFileMalformed = error else {
                Issue.record("\(count) bytes gave \(String(describing: error))")
                continue
            }
        }
    }

    @Test func everyFlippedBitIsNoticedOrChangesNothing() throws {
        var damagedCount = 0
        for bit in 0..<(8 * document.count) {
            var bytes = document
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            do {
                // The case of a hexadecimal digit and the kind of white space carry no meaning.
                let opened = try KeyFile.open(bytes, passphrase: passphrase)
                #expect(opened.publicKey == key.publicKey)
            } catch SignatureError.keyFileDamaged {
                damagedCount += 1
            } catch SignatureError.wrongPassphrase {
                Issue.record("bit \(bit): damage was taken for a wrong passphrase")
            } catch {
                // Malformed, an unknown version, or a cost out of bounds.
            }
        }
        #expect(damagedCount > 500)
    }

    @Test func aChangedHeaderWithAFittingChecksumIsRefusedByTheCipher() throws {
        // Someone who can write the file can mend the checksum, but not the cipher's tag.
        let other = try SigningKey(seed: [UInt8](repeating: 6, count: 32)).publicKey.hex
        let fields = try Self.fields(of: document)
        let changed = Self.document(
            publicKey: other, operations: "1", memoryBytes: "8192", salt: fields.salt, nonce: fields.nonce,
            ciphertext: fields.ciphertext)
        #expect(throws: SignatureError.wrongPassphrase) { try KeyFile.open(changed, passphrase: passphrase) }
        let unchanged = Self.document(
            publicKey: key.publicKey.hex, operations: "1", memoryBytes: "8192", salt: fields.salt,
            nonce: fields.nonce, ciphertext: fields.ciphertext)
        #expect(try KeyFile.open(unchanged, passphrase: passphrase).publicKey == key.publicKey)
    }

    @Test(arguments: [
        ("1", "1099511627776"), ("1", "1073741825"), ("1", "8191"), ("1", "0"), ("0", "8192"), ("17", "8192"),
        ("18446744073709551615", "18446744073709551615"),
    ])
    func costsOutOfBoundsAreRefusedBeforeAnyWork(operations: String, memoryBytes: String) throws {
        let fields = try Self.fields(of: document)
        let hostile = Self.document(
            publicKey: key.publicKey.hex, operations: operations, memoryBytes: memoryBytes, salt: fields.salt,
            nonce: fields.nonce, ciphertext: fields.ciphertext)
        let expected = SignatureError.keyFileCostOutOfBounds(
            operations: try #require(UInt64(operations)), memoryBytes: try #require(UInt64(memoryBytes)))
        #expect(throws: expected) { try KeyFile.open(hostile, passphrase: passphrase) }
    }

    @Test(arguments: ["-1", "1.5", "1e99", "\"1\"", "null", "18446744073709551616", "[1]"])
    func numbersThatAreNoCountsAreMalformed(number: String) throws {
        let fields = try Self.fields(of: document)
        let hostile = Self.document(
            publicKey: key.publicKey.hex, operations: "1", memoryBytes: number, salt: fields.salt,
            nonce: fields.nonce, ciphertext: fields.ciphertext)
        let error = #expect(throws: SignatureError.self) { try KeyFile.open(hostile, passphrase: passphrase) }
        guard case .keyFileMalformed = error else {
            Issue.record("\(number) gave \(String(describing: error))")
            return
        }
    }

    @Test func otherDocumentsAreNamedForWhatTheyAre() {
        #expect(throws: SignatureError.keyFileMalformed(reason: "too long")) {
            try KeyFile.open([UInt8](repeating: UInt8(ascii: " "), count: 4_097), passphrase: passphrase)
        }
        let nested = String(repeating: "[", count: 4_000)
        for (text, expected) in [
            (nested, SignatureError.keyFileMalformed(reason: "not JSON")),
            ("{\"format\": \"other\", \"version\": 1}", .keyFileMalformed(reason: "format")),
            ("{\"format\": \"symbolon-key-file\", \"version\": 2}", .keyFileVersionUnknown(version: 2)),
            ("{\"format\": \"symbolon-key-file\"}", .keyFileMalformed(reason: "version")),
            ("{\"format\": \"symbolon-key-file\", \"version\": 1}", .keyFileMalformed(reason: "publicKey")),
        ] {
            #expect(throws: expected) { try KeyFile.open(Array(text.utf8), passphrase: passphrase) }
        }
    }

    private struct Fields {
        let salt: String
        let nonce: String
        let ciphertext: String
    }

    private static func fields(of document: [UInt8]) throws -> Fields {
        let text = String(decoding: document, as: UTF8.self)
        func value(of name: String) throws -> String {
            let parts = text.split(separator: "\"\(name)\" : \"")
            return String(try #require(parts.last?.split(separator: "\"").first))
        }
        return try Fields(
            salt: value(of: "salt"), nonce: value(of: "nonce"), ciphertext: value(of: "ciphertext"))
    }

    /// A document whose checksum fits, where the numbers are numbers.
    private static func document(
        publicKey: String, operations: String, memoryBytes: String, salt: String, nonce: String, ciphertext: String
    ) -> [UInt8] {
        var stream = SHA256.Stream()
        stream.update(utf8: "symbolon/key-file/v1\0")
        stream.update(Hex.decode(publicKey) ?? [])
        stream.update(bigEndian: UInt64(operations) ?? 0)
        stream.update(bigEndian: UInt64(memoryBytes) ?? 0)
        stream.update(Hex.decode(salt + nonce + ciphertext) ?? [])
        let text = """
            {"format": "symbolon-key-file", "version": 1, "publicKey": "\(publicKey)",
             "keyDerivation": {"algorithm": "argon2id13", "operations": \(operations),
                               "memoryBytes": \(memoryBytes), "salt": "\(salt)"},
             "cipher": {"algorithm": "xchacha20-poly1305", "nonce": "\(nonce)"},
             "ciphertext": "\(ciphertext)", "checksum": "\(stream.finalize().hex)"}
            """
        return Array(text.utf8)
    }

    private static let foreignDocument = """
        {"format": "symbolon-key-file", "version": 1,
         "publicKey": "6e7a1cdd29b0b78fd13af4c5598feff4ef2a97166e3ca6f2e4fbfccd80505bf1",
         "keyDerivation": {"algorithm": "argon2id13", "operations": 3, "memoryBytes": 1048576,
                           "salt": "000102030405060708090a0b0c0d0e0f"},
         "cipher": {"algorithm": "xchacha20-poly1305",
                    "nonce": "6465666768696a6b6c6d6e6f707172737475767778797a7b"},
         "ciphertext": "a0db8a9ea004ad95b0fe0de4f4a11b98d075ecda306feb1201f7b227b2b880a9\
        a7e96816db2a828646c24bb27683fe1e",
         "checksum": "c29be97fc1a498efa7568aea8dfb3b295bafa637d910f0502ee1a81b287fd19f"}
        """
}
