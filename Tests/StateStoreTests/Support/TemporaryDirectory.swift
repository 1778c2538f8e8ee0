import Foundation

/// A path for one test, whose directory is removed with this object.
final class TemporaryDirectory: Sendable {
    /// A directory that exists.
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/symbolon-state-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A path inside the directory, where nothing is yet.
    func file(_ name: String) -> String { path + "/" + name }
}
