/// The sources of one compilation, by file number.
package struct SourceMap: Sendable {
    package struct File: Sendable {
        package let path: String
        package let text: [UInt8]
        /// The offset at which each line starts.
        let lineStarts: [Int32]
    }

    package private(set) var files: [File] = []

    package init() {}

    mutating func add(path: String, text: [UInt8]) -> Int32 {
        var starts: [Int32] = [0]
        for (offset, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(Int32(offset + 1))
        }
        files.append(File(path: path, text: text, lineStarts: starts))
        return Int32(files.count - 1)
    }

    /// The file with a number, nil for the places that belong to none.
    package func file(_ number: Int32) -> File? {
        number >= 0 && Int(number) < files.count ? files[Int(number)] : nil
    }

    /// The line and the column of a place's first byte, both counted from 1.
    package func position(of place: SourceRange) -> (line: Int, column: Int)? {
        guard let file = file(place.file) else { return nil }
        var low = 0
        var high = file.lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if file.lineStarts[middle] <= place.start {
                low = middle
            } else {
                high = middle - 1
            }
        }
        return (low + 1, Int(place.start - file.lineStarts[low]) + 1)
    }

    /// `path:line:column` of a place.
    package func location(of place: SourceRange) -> String {
        guard let file = file(place.file), let position = position(of: place) else { return "" }
        return "\(file.path):\(position.line):\(position.column)"
    }

    /// A diagnostic for people: what, where with the line and a caret under the place, and the remedy.
    package func rendered(_ diagnostic: Diagnostic) -> String {
        var lines = ["\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]: \(diagnostic.message)"]
        if let file = file(diagnostic.place.file), let position = position(of: diagnostic.place) {
            lines.append("  --> \(file.path):\(position.line):\(position.column)")
            let start = Int(file.lineStarts[position.line - 1])
            let end = file.text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.text.count
            let number = String(position.line)
            let margin = String(repeating: " ", count: number.count)
            lines.append("\(number) | \(Self.excerpt(file.text[start..<end]))")
            let width = max(1, min(Int(diagnostic.place.end), end) - Int(diagnostic.place.start))
            let indentation = String(repeating: " ", count: min(position.column - 1, Self.excerptBytesMax))
            let carets = String(repeating: "^", count: min(width, Self.excerptBytesMax))
            lines.append("\(margin) | \(indentation)\(carets)")
        }
        if !diagnostic.remedy.isEmpty { lines.append("  help: \(diagnostic.remedy)") }
        for entry in diagnostic.trace.prefix(8) { lines.append("  in \(entry)") }
        return lines.joined(separator: "\n")
    }

    private static let excerptBytesMax = 200

    /// A line with one character per byte, so that the caret stands under its place.
    private static func excerpt(_ line: ArraySlice<UInt8>) -> String {
        let bytes = line.prefix(excerptBytesMax).map { (0x20..<0x7f).contains($0) ? $0 : UInt8(ascii: " ") }
        return String(decoding: bytes, as: UTF8.self)
    }
}
