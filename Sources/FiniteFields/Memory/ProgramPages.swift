#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif
#if canImport(Glibc)
internal import Glibc
#endif

/// The pages of the program's code, its own and its libraries', that are in memory.
package enum ProgramPages {
    /// Gives them back: those that are still needed come back from the system's cache of files as they are used.
    ///
    /// Reading arguments and starting the language's runtime touch several megabytes of code that a long calculation does
    /// not touch again. Elsewhere than on Linux nothing happens.
    package static func release() {
        #if canImport(Glibc)
        guard let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) else { return }
        for range in codeRanges(maps: maps) {
            // Nothing was ever written there, so the files hold all of it. Where the system refuses, the pages stay.
            _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
        }
        #endif
    }

    /// The addresses at which files are mapped for reading and executing alone, from the text of `/proc/self/maps`, whose
    /// format is in proc_pid_maps(5).
    ///
    /// Mappings for reading alone are left out: some of them held addresses that the loader wrote before.
    package static func codeRanges(maps: String) -> [Range<UInt>] {
        maps.split(separator: "\n").compactMap { line in
            // Addresses, permissions, offset, device, inode, path.
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard fields.count == 6, fields[1] == "r-xp", fields[4] != "0" else { return nil }
            let ends = fields[0].split(separator: "-").map { UInt($0, radix: 16) }
            guard ends.count == 2, let start = ends[0], let end = ends[1], start < end else { return nil }
            return start..<end
        }
    }
}
