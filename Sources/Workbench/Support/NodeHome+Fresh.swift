internal import ChainNode
internal import Foundation

extension NodeHome {
    /// Makes the home of a new chain in an empty folder.
    ///
    /// Without a path it is a fresh one among the system's temporary files, named after the purpose. The settings are
    /// added to the configuration file.
    ///
    /// - Throws: ``WorkbenchError/directoryNotEmpty(path:)``, ``WorkbenchError/directoryUnusable(path:reason:)``,
    ///   ``WorkbenchError/nodeFailed(_:)``.
    static func createFresh(
        at path: String?, purpose: String, settings: [(name: String, value: String)], chain: ChainOptions
    ) throws(WorkbenchError) -> NodeHome {
        let home = NodeHome(directory: path.map(absolute) ?? temporaryPath(purpose: purpose))
        let present = (try? FileManager.default.contentsOfDirectory(atPath: home.directory)) ?? []
        guard present.isEmpty else { throw .directoryNotEmpty(path: home.directory) }
        try runNode { () throws(NodeError) in _ = try home.create(chain) }
        let lines = ["# Set for this \(purpose)."] + settings.map { "\($0.name): \($0.value)" }
        do {
            let text = try String(contentsOfFile: home.configurationFile, encoding: .utf8)
            try (text + lines.joined(separator: "\n") + "\n")
                .write(toFile: home.configurationFile, atomically: false, encoding: .utf8)
        } catch {
            throw .directoryUnusable(path: home.configurationFile, reason: "the file cannot be written")
        }
        return home
    }

    /// Removes the folder with everything in it.
    func remove() {
        try? FileManager.default.removeItem(atPath: directory)
    }

    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    private static func temporaryPath(purpose: String) -> String {
        let suffix = UUID().uuidString.prefix(8).lowercased()
        return FileManager.default.temporaryDirectory.appending(path: "symbolon-\(purpose)-\(suffix)").path
    }
}
