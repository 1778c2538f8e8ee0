internal import Yams

/// A YAML document of which every key must be known and every value used.
///
/// Anchors, aliases, tags and several documents in one file are refused: a configuration needs none of them, and aliases
/// let a small file expand without bound.
struct StrictDocument {
    /// The largest document that is read, in bytes.
    static let byteCountMax = 1 << 20

    /// The name of the file, for messages.
    let source: String
    /// The top-level mapping.
    let root: StrictMapping

    /// Parses a text.
    ///
    /// - Throws: What is wrong and in which line.
    init(parsing text: String, source: String) throws(DocumentProblem) {
        guard text.utf8.count <= StrictDocument.byteCountMax else {
            throw DocumentProblem(
                source: source, reason: "the file has more than \(StrictDocument.byteCountMax) bytes",
                fix: "split or shorten it")
        }
        try StrictDocument.refuseAnchors(in: text, source: source)
        let parsed: Yams.Node?
        do {
            // UTF-8 is what the bytes are; the default would ask the environment.
            parsed = try Yams.Parser(yaml: text, encoding: .utf8).singleRoot()
        } catch {
            throw StrictDocument.problem(error, source: source)
        }
        guard let parsed else { throw DocumentProblem(source: source, reason: "the file is empty") }
        self.source = source
        root = try StrictMapping(parsed, source: source, path: "")
    }

    /// Refuses a text in which a token may begin with `&`, `*` or `!`.
    ///
    /// This is done before parsing, because the parser expands aliases. It also refuses such words in comments and in
    /// quoted texts, which is the price of a check that cannot be misled.
    private static func refuseAnchors(in text: String, source: String) throws(DocumentProblem) {
        var line = 1
        var mark: UInt8?
        var previous = UInt8(ascii: "\n")
        for byte in text.utf8 {
            if let mark, !isWhiteSpace(byte) {
                throw DocumentProblem(
                    source: source, line: line,
                    reason: "a word begins with '\(Character(Unicode.Scalar(mark)))'",
                    fix: "anchors, aliases and tags are not supported; leave it out or reword the text")
            }
            let isMark = byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "!")
            mark = isMark && !continuesWord(after: previous) ? byte : nil
            if byte == UInt8(ascii: "\n") { line += 1 }
            previous = byte
        }
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    private static func continuesWord(after byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"):
            true
        default: false
        }
    }

    private static func problem(_ error: any Error, source: String) -> DocumentProblem {
        guard let error = error as? YamlError else {
            return DocumentProblem(source: source, reason: "not readable as YAML")
        }
        switch error {
        case .scanner(_, let reason, let mark, _), .parser(_, let reason, let mark, _),
            .composer(_, let reason, let mark, _):
            return DocumentProblem(source: source, line: mark.line, reason: "not YAML: \(reason)")
        case .reader(let reason, _, _, _):
            return DocumentProblem(source: source, reason: "not YAML: \(reason)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            return DocumentProblem(
                source: source, line: context.mark.line, key: duplicates.first ?? "", reason: "the key stands twice",
                fix: "keep one of them")
        default:
            return DocumentProblem(source: source, reason: "not readable as YAML")
        }
    }
}
