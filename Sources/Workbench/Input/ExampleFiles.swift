package import Foundation

/// Finds the example that comes with the project.
package enum ExampleFiles {
    /// Where the example lies in the project's folder.
    package static let folder = "Examples/cdnow"

    /// Returns the path of one of the example's files.
    ///
    /// Searched are the working directory, then the folders above the executable: a build leaves it a few levels below
    /// the project's folder.
    ///
    /// - Throws: ``WorkbenchError/exampleMissing(file:searched:)``.
    package static func path(
        of file: String, workingDirectory: String = FileManager.default.currentDirectoryPath,
        executable: URL? = Bundle.main.executableURL
    ) throws(WorkbenchError) -> String {
        var folders = [URL(fileURLWithPath: workingDirectory, isDirectory: true)]
        if var parent = executable?.resolvingSymlinksInPath().deletingLastPathComponent() {
            for _ in 0..<levelsAboveMax {
                parent.deleteLastPathComponent()
                folders.append(parent)
            }
        }
        for folder in folders {
            let candidate = folder.appending(path: "\(ExampleFiles.folder)/\(file)").path
            if FileManager.default.isReadableFile(atPath: candidate) { return candidate }
        }
        throw .exampleMissing(file: "\(ExampleFiles.folder)/\(file)", searched: folders.map(\.path))
    }

    /// `.build/<triple>/release/symbolon-node` has the project's folder three levels above its own.
    private static let levelsAboveMax = 3
}
