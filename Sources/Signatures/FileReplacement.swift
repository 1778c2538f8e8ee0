#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Puts a new key file in the place of an old one.
package enum FileReplacement {
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
