/// What is wrong in a file or setting that a person wrote, and where.
package struct DocumentProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file, environment variable or flag.
    package let source: String
    /// The line in the file, from 1; `nil` where there is none.
    package let line: Int?
    /// The key that the problem is about, such as `accounts[2].roles`; empty for the document as a whole.
    package let key: String
    /// What is wrong, without a full stop.
    package let reason: String
    /// What to do about it; `nil` where the reason says it.
    package let fix: String?

    package init(source: String, line: Int? = nil, key: String = "", reason: String, fix: String? = nil) {
        self.source = source
        self.line = line
        self.key = key
        self.reason = reason
        self.fix = fix
    }

    /// The place, the problem and the fix in one line.
    package var description: String {
        var text = source
        if let line { text += ":\(line)" }
        text += ": "
        if !key.isEmpty { text += "\(key): " }
        text += reason
        if let fix { text += "; \(fix)" }
        return text
    }
}
