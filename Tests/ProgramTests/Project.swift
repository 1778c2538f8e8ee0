import Foundation

/// Where the project lies on the disk of the machine that runs the tests.
enum Project {
    /// The project's folder: this file stands in `Tests/ProgramTests`.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The path of a file of the project.
    static func path(of file: String) -> String {
        folder.appending(path: file).path
    }
}
