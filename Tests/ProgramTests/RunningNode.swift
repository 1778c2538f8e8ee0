import Foundation
import Testing

/// A node that a test has started, stopped at the latest when the test is over.
final class RunningNode {
    /// Where it listens.
    let address: String
    private let process: Process

    /// Starts a node and waits until it says where it listens.
    init(home: String, in folder: ScratchFolder) async throws {
        process = try Program.make(
            [
                "node", "start", "--home", home, "--listen-port", "0", "--block-interval-milliseconds", "10",
                "--empty-block-seconds", "0", "--json",
            ], in: folder.url)
        let log = folder.path("node-\(UUID().uuidString).log")
        #expect(FileManager.default.createFile(atPath: log, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: log))
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        let end = ContinuousClock.now + .seconds(60)
        var found: String?
        while found == nil, process.isRunning, ContinuousClock.now < end {
            let text = try String(contentsOfFile: log, encoding: .utf8)
            found = text.firstMatch(of: #/"url":"(http://[0-9.]+:[0-9]+)"/#).map { String($0.1) }
            try await Task.sleep(for: .milliseconds(10))
        }
        let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        address = try #require(found, "the node did not start: \(said)")
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    /// Asks the node to stop, and waits.
    ///
    /// - Returns: Its exit code.
    func stop() async throws -> Int32 {
        process.terminate()
        let end = ContinuousClock.now + .seconds(60)
        while process.isRunning, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(5)) }
        try #require(!process.isRunning, "the node did not stop within a minute")
        return process.terminationStatus
    }
}
