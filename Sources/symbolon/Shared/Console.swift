internal import Dispatch
internal import Foundation

/// What the program prints: results on standard output, everything else on standard error.
enum Console {
    /// Prints a result.
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Prints a message that is not a result.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// A text from elsewhere as one line that shows everything: what would end the line, move the cursor, change colours
    /// or turn the direction of writing is written as its number, as in `\u{1b}`.
    static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isInvisible) else { return text }
        return text.unicodeScalars.reduce(into: "") { line, scalar in
            line += isInvisible(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }

    /// Asks for a line on the terminal without showing it.
    ///
    /// - Throws: ``CommandFailure`` where there is no terminal.
    static func secret(_ prompt: String) throws(CommandFailure) -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw .unusable(
                "no terminal to ask for the passphrase on; give --passphrase-file or set SYMBOLON_PASSPHRASE")
        }
        FileHandle.standardError.write(Data(prompt.utf8))
        guard setEcho(false) else {
            throw .unusable("the terminal's echo cannot be switched off; give --passphrase-file")
        }
        // An interrupt while nothing is shown must not leave the terminal like that.
        signal(SIGINT, SIG_IGN)
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        interrupt.setEventHandler {
            _ = setEcho(true)
            exit(130)
        }
        interrupt.resume()
        defer {
            interrupt.cancel()
            signal(SIGINT, SIG_DFL)
            _ = setEcho(true)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        guard let line = readLine(strippingNewline: true) else { throw .unusable("no passphrase was given") }
        return line
    }

    /// Switches the terminal's echo by the program that every system has for it.
    private static func setEcho(_ isOn: Bool) -> Bool {
        let stty = Process()
        stty.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        stty.arguments = ["stty", isOn ? "echo" : "-echo"]
        stty.standardInput = FileHandle.standardInput
        do {
            try stty.run()
        } catch {
            return false
        }
        stty.waitUntilExit()
        return stty.terminationStatus == 0
    }
}
