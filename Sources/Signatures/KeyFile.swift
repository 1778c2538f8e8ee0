internal import CSodium

/// Signing keys in files: the seed encrypted under a passphrase.
///
/// Argon2id (RFC 9106) derives a key from the passphrase, and XChaCha20-Poly1305 encrypts the 32-byte seed with the
/// whole header as associated data. The file is a small JSON document; see ``KeyFileDocument``. The public key stands
/// in it in the clear, so that keys can be listed without a passphrase. A checksum tells damage from a wrong
/// passphrase before the costly derivation; it protects against accidents, the cipher's tag against everybody else.
package enum KeyFile {
    /// The longest document that is read, in bytes; documents of this format have about 700.
    package static let documentBytesMax = 4_096

    /// Encrypts a key under a passphrase.
    ///
    /// - Returns: The bytes of the JSON document; salt and nonce are fresh, so no two are equal.
    /// - Throws: ``SignatureError/outOfMemory``.
    /// - Complexity: As the cost says: about 0.1 s for interactive, 0.5 s for moderate.
    package static func seal(
        _ key: SigningKey, passphrase: SecretBytes, cost: KeyDerivationCost
    ) throws(SignatureError) -> [UInt8] {
        let header = KeyFileHeader(
            publicKey: key.publicKey, cost: cost,
            salt: SecureRandom.bytes(count: KeyFileHeader.saltByteCount),
            nonce: SecureRandom.bytes(count: KeyFileHeader.nonceByteCount))
        let seed = try key.copySeed()
        let fileKey = try deriveKey(from: passphrase, header: header)
        let associatedData = header.associatedData
        var ciphertext = [UInt8](repeating: 0, count: KeyFileHeader.ciphertextByteCount)
        _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
            &ciphertext, nil, seed.pointer, UInt64(seed.count), associatedData, UInt64(associatedData.count), nil,
            header.nonce, fileKey.pointer)
        return KeyFileDocument(header: header, ciphertext: ciphertext).encoded()
    }

    /// Decrypts a key file.
    ///
    /// - Throws: ``SignatureError/keyFileMalformed(reason:)``, ``SignatureError/keyFileVersionUnknown(version:)``,
    ///   ``SignatureError/keyFileCostOutOfBounds(operations:memoryBytes:)``, ``SignatureError/keyFileDamaged``,
    ///   ``SignatureError/wrongPassphrase`` or ``SignatureError/outOfMemory``, in this order.
    package static func open(_ document: [UInt8], passphrase: SecretBytes) throws(SignatureError) -> SigningKey {
        let document = try KeyFileDocument(decoding: document)
        let header = document.header
        let fileKey = try deriveKey(from: passphrase, header: header)
        let associatedData = header.associatedData
        let seed = try unsafe SecretBytes(count: SigningKey.seedByteCount) { memory throws(SignatureError) in
            let status = unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                memory, nil, nil, document.ciphertext, UInt64(document.ciphertext.count), associatedData,
                UInt64(associatedData.count), header.nonce, fileKey.pointer)
            guard status == 0 else { throw .wrongPassphrase }
        }
        let key = try SigningKey(seed: seed)
        guard key.publicKey == header.publicKey else { throw .keyFileDamaged }
        return key
    }

    /// Reads the public key of a key file; the passphrase is not needed, and so nothing vouches for the answer.
    ///
    /// - Throws: As ``open(_:passphrase:)`` does before it derives the key.
    package static func publicKey(of document: [UInt8]) throws(SignatureError) -> PublicKey {
        try KeyFileDocument(decoding: document).header.publicKey
    }

    private static func deriveKey(
        from passphrase: SecretBytes, header: KeyFileHeader
    ) throws(SignatureError) -> SecretBytes {
        let byteCount = Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
        return try unsafe SecretBytes(count: byteCount) { memory throws(SignatureError) in
            let status = unsafe passphrase.pointer.withMemoryRebound(to: CChar.self, capacity: passphrase.count) {
                unsafe crypto_pwhash(
                    memory, UInt64(byteCount), $0, UInt64(passphrase.count), header.salt, header.cost.operations,
                    Int(header.cost.memoryBytes), crypto_pwhash_ALG_ARGON2ID13)
            }
            guard status == 0 else { throw .outOfMemory }
        }
    }
}
