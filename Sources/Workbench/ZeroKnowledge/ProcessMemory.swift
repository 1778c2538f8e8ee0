internal import Foundation

/// How much memory the process has used at most, where the system says so.
package enum ProcessMemory {
    /// The largest resident size so far, mapped files included; `nil` outside Linux.
    package static var peakByteCount: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({
                Int($0)
            })
        else { return nil }
        return kilobytes * 1_024
    }

    /// Lets the largest size begin again from the present one, where the system allows it.
    package static func resetPeak() {
        // The kernel takes the number 5 for this; see proc(5), /proc/pid/clear_refs.
        guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
        try? file.write(contentsOf: Data("5".utf8))
        try? file.close()
    }
}
