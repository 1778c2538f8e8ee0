internal import Foundation
internal import Groth16

/// Shows how far a step is, on the terminal's last line.
struct CeremonyProgressLine: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1
    private static let barWidth = 30

    /// What a step reports to; nil where nobody watches.
    var report: CeremonyProgress? {
        guard isShown else { return nil }
        return { part, done, total in
            let filled = total > 0 ? done * Self.barWidth / total : 0
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.barWidth - filled)
            let line = "\r[\(bar)] \(part)"
            let padded = line.padding(toLength: 79, withPad: " ", startingAt: 0)
            FileHandle.standardError.write(Data(padded.utf8))
        }
    }

    /// Clears the line.
    func end() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\(String(repeating: " ", count: 79))\r".utf8))
    }
}
