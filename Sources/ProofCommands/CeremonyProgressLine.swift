internal import CommandShell
internal import Groth16

/// Shows how far a step is, on the terminal's last line.
struct CeremonyProgressLine: Sendable {
    private static let barWidth = 30
    private let line = StepLine()

    /// What a step reports to; nil where nobody watches.
    var report: CeremonyProgress? {
        guard Console.isWatched else { return nil }
        return { [line] part, done, total in
            let filled = total > 0 ? done * Self.barWidth / total : 0
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.barWidth - filled)
            line.show("[\(bar)] \(part)")
        }
    }

    /// Clears the line.
    func end() { line.end() }
}
