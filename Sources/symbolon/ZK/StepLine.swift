internal import Foundation

/// Shows what a command is doing on the terminal's last line; nothing where standard error is no terminal.
struct StepLine: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1
    private static let width = 79

    /// Shows a step in the place of the one before.
    func show(_ text: String) {
        guard isShown else { return }
        let line = String(text.prefix(Self.width)).padding(toLength: Self.width, withPad: " ", startingAt: 0)
        FileHandle.standardError.write(Data(("\r" + line).utf8))
    }

    /// Clears the line.
    func end() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\(String(repeating: " ", count: Self.width))\r".utf8))
    }
}
