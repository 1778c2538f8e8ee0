internal import Foundation

/// The same measurements on OpenDP and dp_accounting, run by a Python interpreter that has them.
package enum OtherLibrary {
    /// What they took.
    package struct Figures: Codable, Sendable {
        package var library: String
        package var samplesPerSecond: [String: Double]
        package var histogramMilliseconds: Double
        package var pldMilliseconds: Double
        package var pldEpsilon: Double
    }

    /// The measuring program, relative to the project's folder.
    package static let scriptPath = "scripts/bench-opendp.py"

    /// Runs the program and reads its one line of JSON.
    ///
    /// - Throws: ``WorkbenchError/processFailed(_:)``.
    static func measure(python: String, rows: Int, samples: Int) throws(WorkbenchError) -> Figures {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, scriptPath, "--rows", String(rows), "--samples", String(min(samples, 100_000))]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        do {
            try process.run()
        } catch {
            throw .processFailed("\(python) cannot be started")
        }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0, let figures = try? JSONDecoder().decode(Figures.self, from: bytes) else {
            throw .processFailed(
                "\(scriptPath) failed; run from the project's folder with a Python that has opendp and dp_accounting")
        }
        return figures
    }
}
