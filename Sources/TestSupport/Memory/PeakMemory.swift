internal import Signatures

/// The most memory that a process has had so far, by the two marks that Linux keeps; see proc(5), `/proc/pid/status`.
///
/// Marks never fall, and every thread of the process moves them: measure in a process of its own, as exit tests have.
package struct PeakMemory: Equatable, Sendable {
    /// What lay in memory: `VmHWM`.
    package let residentByteCount: Int
    /// What was asked for, touched or not: `VmPeak`.
    package let reservedByteCount: Int

    /// The marks of this process; `nil` where there is no `/proc`.
    package static var now: PeakMemory? {
        guard let status = FileContents.read(path: "/proc/self/status", byteCountMax: 1 << 16) else { return nil }
        let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
        guard let resident = byteCount(of: "VmHWM:", in: lines), let reserved = byteCount(of: "VmPeak:", in: lines)
        else { return nil }
        return PeakMemory(residentByteCount: resident, reservedByteCount: reserved)
    }

    /// How far the marks rise while work is done; `nil` where there is no `/proc`.
    package static func growth(during work: () throws -> Void) rethrows -> PeakMemory? {
        guard let before = now else { return nil }
        try work()
        return now.map {
            PeakMemory(
                residentByteCount: $0.residentByteCount - before.residentByteCount,
                reservedByteCount: $0.reservedByteCount - before.reservedByteCount)
        }
    }

    /// Whether a rise is what the reading of small files may cost: 16 MB in memory, and 256 MB of addresses, as one more
    /// thread of the allocator takes.
    package var isThatOfSmallFiles: Bool { residentByteCount <= 16 << 20 && reservedByteCount <= 256 << 20 }

    private static func byteCount(of name: String, in lines: [Substring]) -> Int? {
        lines.first { $0.hasPrefix(name) }?.split { $0 == " " || $0 == "\t" }.dropFirst().first
            .flatMap { Int($0) }.map { $0 * 1_024 }
    }
}
