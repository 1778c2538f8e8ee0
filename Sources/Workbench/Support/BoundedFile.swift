internal import Foundation

/// Reading whole files of a bounded size.
enum BoundedFile {
    /// Reads a file.
    ///
    /// - Throws: ``WorkbenchError/fileUnreadable(path:)`` or ``WorkbenchError/fileTooLarge(path:byteCountMax:)``.
    static func read(path: String, byteCountMax: Int) throws(WorkbenchError) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw .fileUnreadable(path: path) }
        defer { try? handle.close() }
        let content: Data
        do {
            content = try handle.read(upToCount: byteCountMax + 1) ?? Data()
        } catch {
            throw .fileUnreadable(path: path)
        }
        guard content.count <= byteCountMax else { throw .fileTooLarge(path: path, byteCountMax: byteCountMax) }
        return [UInt8](content)
    }
}
