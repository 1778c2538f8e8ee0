/// A line on standard error that shows how far a long run is, where standard error is a terminal.
///
/// Anywhere else it prints nothing, so that logs and pipes stay clean.
package struct ProgressBar {
    private let title: String
    private let total: Int
    private let isShown: Bool
    private var shownPermille = -1

    /// Creates the bar of a run.
    ///
    /// - Parameters:
    ///   - title: What is being done, in a few words.
    ///   - total: The number of steps; at least 1.
    ///   - isShown: Whether anything is printed; by default where standard error is a terminal.
    package init(title: String, total: Int, isShown: Bool = Console.isWatched) {
        self.title = title
        self.total = max(total, 1)
        self.isShown = isShown
    }

    /// Shows that a number of steps are done, with a few words behind the bar, such as the day that is being replayed.
    package mutating func update(done: Int, note: String = "") {
        guard isShown else { return }
        let permille = min(1_000, done * 1_000 / total)
        guard permille != shownPermille else { return }
        shownPermille = permille
        Console.draw("\r" + ProgressBar.line(title: title, permille: permille, note: note) + ProgressBar.eraseToLineEnd)
    }

    /// Removes the bar from the terminal.
    package func finish() {
        guard isShown else { return }
        Console.draw("\r" + ProgressBar.eraseToLineEnd)
    }

    /// The text of the bar.
    static func line(title: String, permille: Int, note: String) -> String {
        let filled = permille * cellCount / 1_000
        let cells = String(repeating: "█", count: filled) + String(repeating: "░", count: cellCount - filled)
        let percent = "\(permille / 10)"
        let padding = String(repeating: " ", count: 3 - percent.count)
        return "\(title) \(cells) \(padding)\(percent) % \(note)"
    }

    private static let cellCount = 32
    private static let eraseToLineEnd = "\u{1b}[K"
}
