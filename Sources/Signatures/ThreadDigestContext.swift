internal import COpenSSL

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The SHA-256 context of the calling thread.
///
/// A context is used by its own thread only and for the length of one call, so no lock is needed; the thread's end
/// frees it.
enum ThreadDigestContext {
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let status = unsafe pthread_key_create(&key) { unsafe EVP_MD_CTX_free(OpaquePointer($0)) }
        precondition(status == 0, "no key for thread-specific data is left")
        return key
    }()

    static var current: OpaquePointer {
        if let context = unsafe pthread_getspecific(key) {
            return OpaquePointer(context)
        }
        let context = unsafe DigestAlgorithm.sha256.makeContext()
        let status = unsafe pthread_setspecific(key, UnsafeRawPointer(context))
        precondition(status == 0, "no memory for thread-specific data is left")
        return unsafe context
    }
}
