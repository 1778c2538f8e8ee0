internal import CSodium

/// How much work Argon2id does to turn a passphrase into a key: passes over the memory, and the memory itself.
///
/// A value is always within the bounds below, whoever made it, so a hostile key file cannot ask for terabytes.
package struct KeyDerivationCost: Hashable, Sendable {
    /// Passes over the memory, within ``operationsBounds``.
    package let operations: UInt64
    /// Memory in bytes, within ``memoryBytesBounds``.
    package let memoryBytes: UInt64

    /// The passes that are accepted.
    package static let operationsBounds: ClosedRange<UInt64> = 1...16
    /// The memory that is accepted, in bytes: from libsodium's minimum to 1 GiB, its strongest preset.
    package static let memoryBytesBounds: ClosedRange<UInt64> = 8_192...1_073_741_824

    /// libsodium's preset for keys in daily use: 2 passes over 64 MiB.
    package static let interactive = KeyDerivationCost(
        unchecked: UInt64(crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE),
        memoryBytes: UInt64(crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE))

    /// libsodium's preset for keys that matter more: 3 passes over 256 MiB.
    package static let moderate = KeyDerivationCost(
        unchecked: UInt64(crypto_pwhash_argon2id_OPSLIMIT_MODERATE),
        memoryBytes: UInt64(crypto_pwhash_argon2id_MEMLIMIT_MODERATE))

    /// Creates a cost within the bounds.
    ///
    /// - Throws: ``SignatureError/keyFileCostOutOfBounds(operations:memoryBytes:)``.
    package init(operations: UInt64, memoryBytes: UInt64) throws(SignatureError) {
        guard KeyDerivationCost.operationsBounds.contains(operations),
            KeyDerivationCost.memoryBytesBounds.contains(memoryBytes)
        else { throw .keyFileCostOutOfBounds(operations: operations, memoryBytes: memoryBytes) }
        self.init(unchecked: operations, memoryBytes: memoryBytes)
    }

    private init(unchecked operations: UInt64, memoryBytes: UInt64) {
        self.operations = operations
        self.memoryBytes = memoryBytes
    }
}
