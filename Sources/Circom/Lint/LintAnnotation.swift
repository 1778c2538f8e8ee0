/// Remarks in a source that tell the lint what it cannot know.
///
/// A comment `// lint: the factor is not zero, …` on the line of a constraint `factor * signal === value` says that the
/// factor is zero for no input in the template's domain; the rest of the line says why.
enum LintAnnotation {
    private static let text = Array("lint: the factor is not zero".utf8)

    /// Whether the line of a place says so.
    static func saysNotZero(_ place: SourceRange, _ sources: SourceMap) -> Bool {
        guard let file = sources.file(place.file), Int(place.end) <= file.text.count else { return false }
        let start = Int(place.start)
        let end = file.text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.text.count
        let line = file.text[start..<end]
        guard let slash = line.firstRange(of: Array("//".utf8)) else { return false }
        return line[slash.upperBound...].firstRange(of: text) != nil
    }
}
