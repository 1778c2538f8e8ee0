internal import ArgumentParser
internal import Dispatch
internal import FiniteFields

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// How a command that writes a large file ends at Ctrl-C: its work is cancelled, and nothing is left of the file.
enum Interruption {
    /// What a shell reports of a program that SIGINT ended.
    private static let exitCode = ExitCode(130)

    /// Runs work that SIGINT or SIGTERM cancels; a second signal ends the program at once.
    ///
    /// What comes out of cancelled work means nothing, so the work must not print its result: the caller does, with what this
    /// returns.
    static func guarding<Value>(_ work: () throws -> Value) throws -> Value {
        let cancellation = WorkCancellation()
        let sources = [SIGINT, SIGTERM].map { number in
            // The default would end the program before the source is asked.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if cancellation.isRequested { exit(exitCode.rawValue) }
                cancellation.request()
            }
            source.resume()
            return (number, source)
        }
        defer {
            for (number, source) in sources {
                source.cancel()
                signal(number, SIG_DFL)
            }
        }
        let outcome = Result { try cancellation.scope { () throws(any Error) in try work() } }
        if cancellation.isRequested { throw exitCode }
        return try outcome.get()
    }
}
