internal import Signatures
internal import SystemPackage

/// How much memory the process has used at most, where the system says so.
package enum ProcessMemory {
    /// The largest resident size so far, mapped files included; `nil` outside Linux.
    package static var peakByteCount: Int? {
        guard let status = FileContents.read(path: "/proc/self/status", byteCountMax: 1 << 16),
            let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
                .first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({
                Int($0)
            })
        else { return nil }
        return kilobytes * 1_024
    }

    /// Lets the largest size begin again from the present one, where the system allows it.
    package static func resetPeak() {
        // The kernel takes the number 5 for this; see proc(5), /proc/pid/clear_refs.
        guard let file = try? FileDescriptor.open(FilePath("/proc/self/clear_refs"), .writeOnly) else { return }
        _ = try? file.closeAfter { try file.writeAll("5".utf8) }
    }
}
