internal import Foundation

/// The machine and the build on which something was measured.
package struct Machine: Encodable, Sendable {
    /// The processor's name, as the system tells it.
    package var processor: String
    /// The processors that the program may use.
    package var processorCount: Int
    /// The memory in gigabytes.
    package var memoryGigabytes: Double
    /// The operating system.
    package var system: String
    /// The compiler that is installed; `nil` where none is found.
    package var toolchain: String?
    /// The commit that is checked out in the working directory; `nil` where that is not known.
    package var commit: String?

    /// Asks the system.
    package static func current() -> Machine {
        let information = ProcessInfo.processInfo
        let cpuinfo = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = cpuinfo.split(separator: "\n").first { $0.hasPrefix("model name") }?
            .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
        return Machine(
            processor: model ?? "unknown", processorCount: information.activeProcessorCount,
            memoryGigabytes: (Double(information.physicalMemory) / 1e8).rounded() / 10,
            system: information.operatingSystemVersionString, toolchain: firstLine(of: ["swift", "--version"]),
            commit: firstLine(of: ["git", "rev-parse", "--short", "HEAD"]))
    }

    /// The first line that a program prints; `nil` where it fails.
    private static func firstLine(of command: [String]) -> String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return nil
        }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }
}
