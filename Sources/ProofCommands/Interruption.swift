internal import ArgumentParser
internal import CommandShell
internal import Dispatch
internal import FiniteFields
internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// How a command that writes a file ends at Ctrl-C, or when it is told to end: its work is cancelled, and nothing is left of
/// the file.
enum Interruption {
    /// The signals, whose numbers above 128 a shell reports of a program that one of them ended.
    private static let signals = [SIGHUP, SIGINT, SIGTERM]

    /// Runs work that a signal cancels; a second signal ends the program at once.
    ///
    /// What comes out of cancelled work means nothing, so the work must not print its result: the caller does, with what this
    /// returns. Signals that the program was started without, as by `nohup` or in a shell's background, stay ignored.
    static func guarding<Value>(_ work: () throws -> Value) throws -> Value {
        let cancellation = WorkCancellation()
        let received = Mutex<Int32?>(nil)
        let sources = signals.filter { !ProcessSignals.isIgnored($0) }.map { number in
            // The default would end the program before the source is asked.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if cancellation.isRequested { exit(128 + number) }
                received.withLock { $0 = number }
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
        if cancellation.isRequested { throw ExitCode(128 + (received.withLock { $0 } ?? SIGINT)) }
        return try outcome.get()
    }
}
