internal import Foundation
internal import SymbolonClient

/// A node in a process of its own: the real program, started as its operator would start it.
final class NodeProcess {
    private let process = Process()
    private let logFile: String

    /// Starts `symbolon node start`; the system chooses the port.
    ///
    /// - Parameters:
    ///   - executable: The program; see ``ownExecutable()``.
    ///   - home: The node's folder.
    ///   - logFile: Where the process writes what it has to say; replaced.
    /// - Throws: ``WorkbenchError/processFailed(_:)``.
    init(executable: String, home: String, logFile: String) throws(WorkbenchError) {
        self.logFile = logFile
        guard FileManager.default.createFile(atPath: logFile, contents: nil),
            let log = FileHandle(forWritingAtPath: logFile)
        else { throw .directoryUnusable(path: logFile, reason: "the file cannot be created") }
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = ["node", "start", "--home", home, "--listen-port", "0"]
        // Settings of the caller's environment would win over the configuration file.
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SYMBOLON_") }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = log
        process.standardError = log
        do {
            try process.run()
        } catch {
            throw .processFailed("\(executable) cannot be started: \(error.localizedDescription)")
        }
        try? log.close()
    }

    /// The program that is running now.
    static func ownExecutable() throws(WorkbenchError) -> String {
        guard let path = Bundle.main.executableURL?.resolvingSymlinksInPath().path else {
            throw .processFailed("the path of the running program is not known")
        }
        return path
    }

    /// Waits until the node answers, and returns a client of it.
    ///
    /// - Throws: ``WorkbenchError/processFailed(_:)`` where it ends by itself or does not answer in time.
    func waitUntilReady(within limit: Duration) async throws(WorkbenchError) -> NodeClient {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            guard process.isRunning else { throw .processFailed("the node ended by itself: \(lastLogLines)") }
            if let address = announcedAddress {
                do {
                    var patience = NodeClient.Patience()
                    patience.repetitions = 0
                    let client = try NodeClient(address: address, patience: patience)
                    _ = try await client.status()
                    return client
                } catch {
                    // It listens but does not answer yet.
                }
            }
            try? await Task.sleep(for: .milliseconds(5))
        }
        throw .processFailed("the node did not answer within \(limit): \(lastLogLines)")
    }

    /// Ends the process at once, as a power cut would, and waits until it is gone.
    func kill() async {
        // The signal goes to this child only; it cannot have been reaped while it counts as running.
        if process.isRunning { sendKill() }
        await waitUntilGone(within: .seconds(30))
    }

    /// Asks the process to stop and waits until it is gone.
    ///
    /// - Throws: ``WorkbenchError/processFailed(_:)`` where it does not stop, or not with exit code 0.
    func stop() async throws(WorkbenchError) {
        process.terminate()
        await waitUntilGone(within: .seconds(60))
        guard !process.isRunning else {
            sendKill()
            throw .processFailed("the node did not stop within a minute: \(lastLogLines)")
        }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw .processFailed("the node stopped with status \(process.terminationStatus): \(lastLogLines)")
        }
    }

    /// The most memory that the process has had resident, in megabytes; `nil` where the system does not tell.
    var peakMegabytes: Double? {
        guard let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kibibytes = line.split(separator: " ").compactMap({ Double($0) }).first
        else { return nil }
        return (kibibytes * 1_024 / 1_000_000).rounded()
    }

    /// The processor time that the process has used, in seconds; `nil` where the system does not tell.
    var processorSeconds: Double? {
        guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8),
            let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 12,
            let user = Double(fields[11]), let system = Double(fields[12])
        else { return nil }
        // The kernel counts in ticks of 10 ms.
        return (user + system) / 100
    }

    private func sendKill() {
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
    }

    private func waitUntilGone(within limit: Duration) async {
        let end = ContinuousClock.now + limit
        while process.isRunning, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(2)) }
    }

    /// The address in the node's own announcement.
    private var announcedAddress: String? {
        guard let log = try? String(contentsOfFile: logFile, encoding: .utf8),
            let match = log.firstMatch(of: #/http://[0-9.]+:[1-9][0-9]*/#)
        else { return nil }
        return String(match.output)
    }

    private var lastLogLines: String {
        let log = (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? ""
        let lines = log.split(separator: "\n").suffix(5).joined(separator: " | ")
        return lines.isEmpty ? "it said nothing" : lines
    }
}
