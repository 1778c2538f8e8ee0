/// Shows what a command is doing on the terminal's last line; nothing where standard error is no terminal.
package struct StepLine: Sendable {
    private static let width = 79
    private let isShown = Console.isWatched

    package init() {}

    /// Shows a step in the place of the one before.
    package func show(_ text: String) {
        guard isShown else { return }
        let line = text.prefix(Self.width)
        Console.draw("\r" + line + String(repeating: " ", count: Self.width - line.count))
    }

    /// Clears the line.
    package func end() {
        guard isShown else { return }
        Console.draw("\r" + String(repeating: " ", count: Self.width) + "\r")
    }
}
