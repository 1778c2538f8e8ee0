/// A Swift file as the rules see it: its text, and its code without comments and without the content of texts.
struct SwiftSource {
    let path: String
    /// The lines as they are.
    let lines: [Substring]
    /// The same lines, in which comments and the content of string literals are spaces.
    ///
    /// Code inside an interpolation stays.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var blanking = Blanking(text: text)
        code = blanking.run().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The target that the file belongs to: the second part of its path.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 1 ? String(parts[1]) : ""
    }

    /// The words of one line of code, each with its neighbours.
    func words(ofLine index: Int) -> [Word] { Word.words(in: code[index]) }
}

/// An identifier or keyword in a line of code, with the characters beside it.
struct Word: Equatable {
    let text: String
    let previous: Character?
    let next: Character?

    static func words(in line: String) -> [Word] {
        var words: [Word] = []
        var text = ""
        var previous: Character?
        var beforeWord: Character?
        for character in line {
            if character.isLetter || character.isNumber || character == "_" {
                if text.isEmpty { beforeWord = previous }
                text.append(character)
            } else if !text.isEmpty {
                words.append(Word(text: text, previous: beforeWord, next: character))
                text = ""
            }
            previous = character
        }
        if !text.isEmpty { words.append(Word(text: text, previous: beforeWord, next: nil)) }
        return words
    }
}

/// Replaces comments and the content of string literals by spaces, line by line and column by column.
private struct Blanking {
    private enum Mode {
        /// Code; inside an interpolation, with the number of parentheses that are open.
        case code(openParentheses: Int?)
        case text(hashes: Int, isMultiline: Bool)
        case blockComment
    }

    private let characters: [Character]
    private var index = 0
    private var output = ""
    private var modes: [Mode] = [.code(openParentheses: nil)]

    init(text: String) {
        characters = Array(text)
    }

    mutating func run() -> String {
        while index < characters.count {
            switch modes.last {
            case .text(let hashes, let isMultiline): readText(hashes: hashes, isMultiline: isMultiline)
            case .blockComment: readBlockComment()
            case .code(let openParentheses): readCode(openParentheses: openParentheses)
            case nil: keep(1)
            }
        }
        return output
    }

    private mutating func readCode(openParentheses: Int?) {
        if matches("//") {
            while index < characters.count, characters[index] != "\n" { blank(1) }
        } else if matches("/*") {
            modes.append(.blockComment)
            blank(2)
        } else if let opening = openingOfText() {
            modes.append(.text(hashes: opening.hashes, isMultiline: opening.isMultiline))
            keep(opening.hashes + (opening.isMultiline ? 3 : 1))
        } else if let open = openParentheses, characters[index] == "(" || characters[index] == ")" {
            let count = open + (characters[index] == "(" ? 1 : -1)
            modes.removeLast()
            if count > 0 { modes.append(.code(openParentheses: count)) }
            keep(1)
        } else {
            keep(1)
        }
    }

    private mutating func readText(hashes: Int, isMultiline: Bool) {
        let marks = String(repeating: "#", count: hashes)
        let closing = (isMultiline ? "\"\"\"" : "\"") + marks
        if matches(closing) {
            modes.removeLast()
            keep(closing.count)
        } else if matches("\\" + marks + "(") {
            modes.append(.code(openParentheses: 1))
            blank(1 + hashes)
            keep(1)
        } else if matches("\\" + marks) {
            blank(min(2 + hashes, characters.count - index))
        } else if characters[index] == "\n", !isMultiline {
            // A text that does not end on its line is no text; go on as code.
            modes.removeLast()
            keep(1)
        } else {
            blank(1)
        }
    }

    private mutating func readBlockComment() {
        if matches("*/") {
            modes.removeLast()
            blank(2)
        } else if matches("/*") {
            modes.append(.blockComment)
            blank(2)
        } else {
            blank(1)
        }
    }

    private func openingOfText() -> (hashes: Int, isMultiline: Bool)? {
        var position = index
        while position < characters.count, characters[position] == "#" { position += 1 }
        let hashes = position - index
        guard position < characters.count, characters[position] == "\"" else { return nil }
        let isMultiline =
            position + 2 < characters.count && characters[position + 1] == "\"" && characters[position + 2] == "\""
        return (hashes, isMultiline)
    }

    private func matches(_ expected: String) -> Bool {
        let count = expected.count
        return index + count <= characters.count && characters[index..<(index + count)].elementsEqual(expected)
    }

    private mutating func keep(_ count: Int) {
        output.append(contentsOf: characters[index..<(index + count)])
        index += count
    }

    private mutating func blank(_ count: Int) {
        for character in characters[index..<(index + count)] { output.append(character == "\n" ? "\n" : " ") }
        index += count
    }
}
