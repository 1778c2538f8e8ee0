/// Why an operation of this module failed.
///
/// No case carries key material, a passphrase or a plaintext.
public enum SignatureError: Error, Hashable, Sendable {
    /// A seed has this many bytes and not 32.
    case seedLengthInvalid(byteCount: Int)
    /// The key file is not a document of this format; the text names the part that is wrong.
    case keyFileMalformed(reason: String)
    /// The key file has this format version, which this program does not read.
    case keyFileVersionUnknown(version: Int)
    /// The key file asks for more work or memory than is allowed, or for less than the algorithm's minimum.
    case keyFileCostOutOfBounds(operations: UInt64, memoryBytes: UInt64)
    /// The key file's checksum does not fit its content: it was damaged.
    case keyFileDamaged
    /// The passphrase does not open the key file.
    case wrongPassphrase
    /// The system has not enough memory to derive the key from the passphrase, or to guard a secret.
    case outOfMemory
}
