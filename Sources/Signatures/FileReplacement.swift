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
        /// Where the file belongs, links resolved.
        package let place: String
        package let descriptor: Int32
    }

    /// Creates an empty file beside another, under a name that nobody can foresee.
    ///
    /// The name did not exist before, not as a link either, so nobody who can write to the folder can lead what is written
    /// elsewhere, and two programs that write the same file do not meet. A link leads to the file that it names. A file
    /// that is there hands its permissions on.
    ///
    /// - Returns: `nil` where the system refuses, and where something else than a file is in that place: a folder, a device.
    package static func makeDraft(beside path: String) -> Draft? {
        var permissions: mode_t?
        var place = path
        var status = stat()
        if unsafe lstat(path, &status) == 0 {
            guard let resolved = resolve(path), unsafe stat(resolved, &status) == 0, isRegular(status) else {
                return nil
            }
            place = resolved
            permissions = status.st_mode & 0o777
        }
        let draft = "\(place).\(Hex.encode(SecureRandom.bytes(count: 8))).draft"
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe open(draft, flags, 0o666)
        guard descriptor >= 0 else { return nil }
        if let permissions { fchmod(descriptor, permissions) }
        return Draft(path: draft, place: place, descriptor: descriptor)
    }

    /// Whether something is in a place that takes what is written to it and is no file, such as a device or a pipe.
    package static func isStream(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        return !isRegular(status) && status.st_mode & S_IFMT != S_IFDIR
    }

    /// Closes a draft that is complete and gives it its place, once its bytes are on the disk.
    ///
    /// - Returns: `false` where the system refuses; nothing is left of the draft then, and the old file stays.
    package static func place(_ draft: Draft) -> Bool {
        let isWritten = fsync(draft.descriptor) == 0
        guard close(draft.descriptor) == 0, isWritten, rename(draft.path, to: draft.place) else {
            unsafe unlink(draft.path)
            return false
        }
        return true
    }

    /// Closes a draft and removes it.
    package static func discard(_ draft: Draft) {
        _ = close(draft.descriptor)
        unsafe unlink(draft.path)
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

    private static func resolve(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(validatingCString: resolved)
    }

    private static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }
}
