/// What a data file was found to be when its records were read.
package struct FileIdentity: Hashable, Sendable, Codable {
    /// The SHA-256 of its bytes, in hexadecimal digits.
    package let digest: String
    /// Its length in bytes.
    package let byteCount: UInt64
}
