internal import CommandShell
internal import Dispatch
internal import Foundation

extension Console {
    /// Asks for a line on the terminal without showing it.
    ///
    /// - Throws: ``CommandFailure`` where there is no terminal.
    static func secret(_ prompt: String) throws(CommandFailure) -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw .unusable(
                "no terminal to ask for the passphrase on; give --passphrase-file or set SYMBOLON_PASSPHRASE")
        }
        draw(prompt)
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
            draw("\n")
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
