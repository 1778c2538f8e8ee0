internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// What the programs print: results on standard output, everything else on standard error.
package enum Console {
    /// Prints a result; where that fails, as on a full disk, the program ends with exit code 2.
    package static func print(_ text: String) {
        do {
            try FileDescriptor.standardOutput.writeAll((text + "\n").utf8)
        } catch {
            note("Error: the result cannot be written to standard output")
            exit(2)
        }
    }

    /// Prints a message that is not a result.
    package static func note(_ text: String) { draw(text + "\n") }

    /// Writes to the terminal as it stands, without an end of line.
    package static func draw(_ text: String) {
        // Where nobody can read messages, the result still counts.
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    /// Whether somebody watches the messages on a terminal.
    package static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// A text from elsewhere as one line that shows everything: what would end the line, move the cursor, change colours
    /// or turn the direction of writing is written as its number, as in `\u{1b}`.
    package static func visible(_ text: String) -> String {
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
}
