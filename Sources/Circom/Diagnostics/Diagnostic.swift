/// A place in a source: bytes `start` up to but not including `end` of one file.
package struct SourceRange: Hashable, Sendable {
    package var file: Int32
    package var start: Int32
    package var end: Int32

    package init(file: Int32, start: Int32, end: Int32) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// The place of something that has none, such as a whole program.
    package static let nowhere = SourceRange(file: -1, start: 0, end: 0)

    func joined(with other: SourceRange) -> SourceRange {
        SourceRange(file: file, start: min(start, other.start), end: max(end, other.end))
    }
}

/// What the compiler says about a source: an error or a warning, with its place and a remedy.
package struct Diagnostic: Error, Hashable, Sendable {
    package enum Severity: String, Sendable {
        case error
        case warning
    }

    package var severity: Severity
    /// A short name of the rule, the same as the official compiler's where it has the rule.
    package var code: DiagnosticCode
    package var message: String
    /// What to do about it.
    package var remedy: String
    package var place: SourceRange
    /// The template instances that were open, innermost first.
    package var trace: [String] = []

    init(_ code: DiagnosticCode, _ message: String, at place: SourceRange, remedy: String) {
        severity = code.isWarning ? .warning : .error
        self.code = code
        self.message = message
        self.place = place
        self.remedy = remedy
    }
}

/// Why a source could not be compiled: at least one of the diagnostics is an error.
package struct CompilationFailure: Error, Sendable, CustomStringConvertible {
    package var diagnostics: [Diagnostic]
    package var sources: SourceMap

    package var description: String {
        diagnostics.map { sources.rendered($0) }.joined(separator: "\n")
    }
}
