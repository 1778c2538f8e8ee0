internal import COpenSSL

/// The digest algorithms that an ICS-23 proof may name.
///
/// - SeeAlso: ICS-23, `HashOp` in <https://github.com/cosmos/ics23/blob/master/proto/cosmos/ics23/v1/proofs.proto>.
package enum DigestAlgorithm: CaseIterable, Sendable {
    case sha256
    case sha512
    case sha512_256
    case ripemd160
    case blake2b512
    case blake2s256

    /// The number of bytes of a digest.
    package var byteCount: Int {
        switch self {
        case .ripemd160: 20
        case .sha256, .sha512_256, .blake2s256: 32
        case .sha512, .blake2b512: 64
        }
    }

    /// Returns the digest of a byte array.
    package func hash(_ bytes: [UInt8]) -> [UInt8] {
        let context = unsafe makeContext()
        defer { unsafe EVP_MD_CTX_free(context) }
        var digest = [UInt8](repeating: 0, count: byteCount)
        let updated = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        let finished = unsafe digest.withUnsafeMutableBufferPointer {
            unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
        }
        precondition(updated == 1 && finished == 1, "libcrypto refused to hash")
        return digest
    }

    /// Returns a new context, ready for a message; the caller frees it.
    func makeContext() -> OpaquePointer {
        guard let context = unsafe EVP_MD_CTX_new(),
            unsafe EVP_DigestInit_ex2(context, fetched.algorithm, nil) == 1
        else { preconditionFailure("libcrypto has no memory for a digest context") }
        return unsafe context
    }

    private var fetched: FetchedDigest {
        switch self {
        case .sha256: .sha256
        case .sha512: .sha512
        case .sha512_256: .sha512_256
        case .ripemd160: .ripemd160
        case .blake2b512: .blake2b512
        case .blake2s256: .blake2s256
        }
    }
}

/// An algorithm that libcrypto has looked up, which is kept for the life of the process.
// An `EVP_MD` is immutable once fetched, so threads may share it.
@safe
private struct FetchedDigest: @unchecked Sendable {
    let algorithm: OpaquePointer

    static let sha256 = FetchedDigest(name: "SHA2-256")
    static let sha512 = FetchedDigest(name: "SHA2-512")
    static let sha512_256 = FetchedDigest(name: "SHA2-512/256")
    static let ripemd160 = FetchedDigest(name: "RIPEMD-160")
    static let blake2b512 = FetchedDigest(name: "BLAKE2B-512")
    static let blake2s256 = FetchedDigest(name: "BLAKE2S-256")

    private init(name: String) {
        guard let algorithm = unsafe EVP_MD_fetch(nil, name, nil) else {
            preconditionFailure("libcrypto does not offer the digest \(name)")
        }
        unsafe self.algorithm = algorithm
    }
}
