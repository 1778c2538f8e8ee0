import Foundation

/// The working tree that this test was built from.
enum Repository {
    /// The folder that holds Package.swift.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Returns the text of a file, named by its path from the root.
    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Returns the paths of the files below a folder in a fixed order, hidden files left out.
    static func files(below folder: String) -> [String] {
        let base = root.appending(path: folder)
        guard
            let enumerator = FileManager.default.enumerator(
                at: base, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        else { return [] }
        var paths: [String] = []
        for case let url as URL in enumerator {
            guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else { continue }
            paths.append(String(url.path(percentEncoded: false).dropFirst(root.path(percentEncoded: false).count)))
        }
        return paths.sorted()
    }

    /// Returns the Swift sources that people write below the given folders.
    static func swiftSources(below folders: String...) throws -> [SwiftSource] {
        try folders.flatMap { files(below: $0) }
            .filter { $0.hasSuffix(".swift") && !$0.hasSuffix(".pb.swift") }
            .map { SwiftSource(path: $0, text: try text(of: $0)) }
    }
}
