/// One place where a house rule is broken.
struct Finding: Equatable, CustomStringConvertible {
    let path: String
    /// Counted from 1; 0 where the finding is about the whole file.
    let line: Int
    let message: String

    var description: String { line > 0 ? "\(path):\(line): \(message)" : "\(path): \(message)" }
}
