import Foundation
import Testing

/// The real executable, run from outside as its users run it.
enum Program {
    /// What a run left behind.
    struct Result {
        var status: Int32
        var output: String
        var errors: String

        /// The output as a JSON object.
        func object(sourceLocation: SourceLocation = #_sourceLocation) throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return try #require(value as? [String: Any], "not an object: \(output)", sourceLocation: sourceLocation)
        }
    }

    /// The executable, which the build leaves beside the tests' own.
    static func executable() throws -> URL {
        let folders = [
            Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent(),
            Project.folder.appending(path: ".build/release"),
        ]
        let candidates = folders.compactMap { $0?.appending(path: "symbolon") }
        return try #require(
            candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) },
            "no executable at \(candidates.map(\.path))")
    }

    /// Runs the program to its end, in a folder and an environment without any of the program's own variables but these.
    static func run(
        _ arguments: [String], in folder: URL = Project.folder, environment: [String: String] = [:],
        executable: URL? = nil
    ) async throws -> Result {
        let process = try make(arguments, in: folder, environment: environment)
        if let executable { process.executableURL = executable }
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Both pipes are read while the program runs, so that it never waits for room in one of them.
        async let outputBytes = read(output)
        async let errorBytes = read(errors)
        let texts = await (outputBytes, errorBytes)
        while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
        return Result(status: process.terminationStatus, output: texts.0, errors: texts.1)
    }

    /// Prepares a run.
    static func make(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws -> Process {
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("SYMBOLON_") }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private static func read(_ pipe: Pipe) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}

/// A folder that is removed when the test is over.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "symbolon-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of something in the folder.
    func path(_ name: String) -> String { url.appending(path: name).path }
}
