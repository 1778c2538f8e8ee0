/// Remarks in a source that tell the lint what it cannot know.
///
/// A comment `// lint: the factor is not zero, …` on the line of a constraint `factor * signal === value` says that the
/// factor is zero for no input in the template's domain. A comment `// lint: any solution serves, …` on the line of a
/// declaration says that the statement is the existence of a value for the signal, and not which one it is. The rest of the
/// line says why.
enum LintAnnotation {
    private static let notZero = Array("lint: the factor is not zero".utf8)
    private static let anySolution = Array("lint: any solution serves".utf8)

    /// Whether the line of a constraint says that its factor is not zero.
    static func saysNotZero(_ place: SourceRange, _ sources: SourceMap) -> Bool {
        line(of: place, sources, has: notZero)
    }

    /// Whether the line of a declaration says that any value serves.
    static func saysAnySolution(_ place: SourceRange, _ sources: SourceMap) -> Bool {
        line(of: place, sources, has: anySolution)
    }

    private static func line(of place: SourceRange, _ sources: SourceMap, has text: [UInt8]) -> Bool {
        guard let file = sources.file(place.file), place.start >= 0, Int(place.start) <= file.text.count else {
            return false
        }
        let start = Int(place.start)
        let end = file.text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.text.count
        let line = file.text[start..<end]
        guard let slash = line.firstRange(of: Array("//".utf8)) else { return false }
        return line[slash.upperBound...].firstRange(of: text) != nil
    }
}
