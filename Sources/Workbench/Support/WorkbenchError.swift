/// Why the demo, the benchmark or the crash test could not go on.
package enum WorkbenchError: Error, Equatable, Sendable {
    /// A file could not be read.
    case fileUnreadable(path: String)

    /// A file is larger than the program accepts.
    case fileTooLarge(path: String, byteCountMax: Int)

    /// A line of a purchase file does not follow the format.
    case purchaseInvalid(path: String, line: Int, reason: String)

    /// A purchase file has no purchases.
    case purchasesMissing(path: String)

    /// The programme file is not what the demo understands.
    ///
    /// `place` is the path of keys to the value, as in `classes[2].face_value`.
    case programmeInvalid(path: String, place: String, reason: String)

    /// The example that comes with the project was not found in any of the folders searched.
    case exampleMissing(file: String, searched: [String])

    /// The chosen folder already holds something.
    case directoryNotEmpty(path: String)

    /// A folder could not be created, read or removed.
    case directoryUnusable(path: String, reason: String)

    /// A transaction on which the run depends did not apply.
    case transactionRefused(what: String, reason: String)

    /// The node, its store or its API failed.
    case nodeFailed(String)

    /// The child process did not start, did not answer or ended by itself.
    case processFailed(String)

    /// The run finished, but what it promises does not hold.
    case checkFailed(String)
}

extension WorkbenchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fileUnreadable(let path): "cannot read \(path)"
        case .fileTooLarge(let path, let limit): "\(path) is larger than \(limit) bytes"
        case .purchaseInvalid(let path, let line, let reason): "\(path), line \(line): \(reason)"
        case .purchasesMissing(let path): "\(path) holds no purchases"
        case .programmeInvalid(let path, let place, let reason):
            place.isEmpty ? "\(path): \(reason)" : "\(path), \(place): \(reason)"
        case .exampleMissing(let file, let searched):
            "the example file \(file) was not found in \(searched.joined(separator: ", ")); "
                + "run from the project's folder or name the files with --data and --programme"
        case .directoryNotEmpty(let path): "\(path) is not empty; name a new or empty folder"
        case .directoryUnusable(let path, let reason): "\(path): \(reason)"
        case .transactionRefused(let what, let reason): "\(what) was refused: \(reason)"
        case .nodeFailed(let reason): "the node failed: \(reason)"
        case .processFailed(let reason): reason
        case .checkFailed(let reason): "check failed: \(reason)"
        }
    }
}
