package import ArgumentParser

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Runs the command that a program's arguments name, and ends the program with its exit code.
package enum CommandRun {
    /// Runs a program.
    ///
    /// - Parameters:
    ///   - root: The command that stands for the program.
    ///   - failure: What an error means that a command throws.
    package static func main(
        _ root: any ParsableCommand.Type, failure: @Sendable (any Error) -> CommandFailure = { CommandFailure($0) }
    ) async {
        do {
            try ProgramArguments.check()
            var command = try root.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(root, error, failure)
        }
    }

    private static func end(
        _ root: any ParsableCommand.Type, _ error: any Error, _ failure: (any Error) -> CommandFailure
    ) -> Never {
        let parserCode = root.exitCode(for: error)
        // Help and version are answers, not errors.
        if parserCode == .success { root.exit(withError: error) }
        if parserCode == .validationFailure {
            Console.note(root.fullMessage(for: error))
            exit(2)
        }
        if let code = error as? ExitCode { exit(code.rawValue) }
        let failure = failure(error)
        Console.note("Error: \(failure)")
        exit(failure.exitCode)
    }
}
