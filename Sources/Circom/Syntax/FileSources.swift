internal import Foundation

/// Sources in the file system.
package struct FileSources: SourceProvider {
    package init() {}

    package func canonicalPath(_ path: String) -> String? {
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: real)
        return attributes?[.type] as? FileAttributeType == .typeRegular ? real : nil
    }

    package func contents(_ canonicalPath: String, bytesMax: Int) -> [UInt8]? {
        guard let handle = FileHandle(forReadingAtPath: canonicalPath) else { return nil }
        defer { try? handle.close() }
        guard let content = try? handle.read(upToCount: bytesMax + 1), content.count <= bytesMax else { return nil }
        return [UInt8](content)
    }
}
