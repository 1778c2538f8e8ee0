#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Puts a new file in the place of an old one.
package enum FileReplacement {
    /// A file that was just created, open for reading and writing.
    package struct Draft {
        package let path: String
        /// The file's descriptor, which the caller closes.
        package let descriptor: Int32
    }

    /// Creates an empty file beside another, under a name that nobody can foresee.
    ///
    /// The name did not exist before, not as a link either, so nobody who can write to the folder can lead what is written
    /// elsewhere, and two programs that write the same file do not meet.
    ///
    /// - Returns: `nil` where the system refuses.
    package static func makeDraft(beside path: String) -> Draft? {
        let draft = "\(path).\(Hex.encode(SecureRandom.bytes(count: 8))).draft"
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe open(draft, flags, 0o666)
        return descriptor < 0 ? nil : Draft(path: draft, descriptor: descriptor)
    }

    /// Gives a file another's name in one step: at every instant the name stands for the old file or for the new one.
    ///
    /// Foundation's `replaceItemAt` removes the old file before the new one is in place, and fails on Linux.
    /// - Returns: `false` where the system refuses; nothing has changed then.
    package static func rename(_ draft: String, to path: String) -> Bool {
        #if canImport(Darwin)
        unsafe Darwin.rename(draft, path) == 0
        #elseif canImport(Musl)
        unsafe Musl.rename(draft, path) == 0
        #else
        unsafe Glibc.rename(draft, path) == 0
        #endif
    }
}
