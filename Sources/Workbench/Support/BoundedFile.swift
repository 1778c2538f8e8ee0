internal import Signatures

/// Reading whole files of a bounded size.
enum BoundedFile {
    /// Reads a file.
    ///
    /// - Throws: ``WorkbenchError/fileUnreadable(path:)`` or ``WorkbenchError/fileTooLarge(path:byteCountMax:)``.
    static func read(path: String, byteCountMax: Int) throws(WorkbenchError) -> [UInt8] {
        guard let content = FileContents.read(path: path, byteCountMax: byteCountMax) else {
            throw .fileUnreadable(path: path)
        }
        guard content.count <= byteCountMax else { throw .fileTooLarge(path: path, byteCountMax: byteCountMax) }
        return content
    }
}
