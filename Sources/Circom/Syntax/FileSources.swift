internal import Signatures

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Sources in the file system.
package struct FileSources: SourceProvider {
    package init() {}

    package func canonicalPath(_ path: String) -> String? {
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: real)
        return attributes?[.type] as? FileAttributeType == .typeRegular ? real : nil
    }

    package func contents(_ canonicalPath: String, bytesMax: Int) -> [UInt8]? {
        guard let contents = FileContents.read(path: canonicalPath, byteCountMax: bytesMax), contents.count <= bytesMax
        else { return nil }
        return contents
    }
}
