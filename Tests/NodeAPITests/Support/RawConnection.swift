import Foundation

/// A TCP connection that sends what no HTTP client would.
enum RawConnection {
    /// Sends a text, with `printf`'s escapes, and collects what comes until the other side closes or two seconds pass.
    static func exchange(port: Int, sending text: String) async throws -> String {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = [
            "-c", "exec 3<>/dev/tcp/127.0.0.1/\(port); printf '\(text)' >&3; timeout 2 cat <&3",
        ]
        let output = Pipe()
        shell.standardOutput = output
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        return await Task.detached {
            let data = output.fileHandleForReading.readDataToEndOfFile()
            shell.waitUntilExit()
            return String(decoding: data, as: UTF8.self)
        }.value
    }
}
