internal import FiniteFields

/// Cuts a source into tokens.
struct Lexer {
    private let bytes: [UInt8]
    private let file: Int32
    private var offset = 0

    init(bytes: [UInt8], file: Int32) {
        self.bytes = bytes
        self.file = file
    }

    /// All tokens of the source, ended by ``Token/end``; names, numbers and strings go into the tree's tables.
    static func tokens(
        of bytes: [UInt8], file: Int32, into tree: inout SyntaxTree
    ) throws(Diagnostic) -> [PlacedToken] {
        var lexer = Lexer(bytes: bytes, file: file)
        var tokens: [PlacedToken] = []
        tokens.reserveCapacity(bytes.count / 4)
        while true {
            try lexer.skipBlanks()
            let start = lexer.offset
            guard start < bytes.count else {
                tokens.append(PlacedToken(token: .end, start: Int32(start), end: Int32(start)))
                return tokens
            }
            let token = try lexer.next(into: &tree)
            tokens.append(PlacedToken(token: token, start: Int32(start), end: Int32(lexer.offset)))
        }
    }

    private func byte(_ distance: Int = 0) -> UInt8 {
        let index = offset + distance
        return index < bytes.count ? bytes[index] : 0
    }

    private mutating func skipBlanks() throws(Diagnostic) {
        while offset < bytes.count {
            switch (byte(), byte(1)) {
            case (0x20, _), (0x09...0x0d, _): offset += 1
            case (UInt8(ascii: "/"), UInt8(ascii: "/")):
                while offset < bytes.count, byte() != UInt8(ascii: "\n") { offset += 1 }
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): try skipBlockComment()
            default: return
            }
        }
    }

    private mutating func skipBlockComment() throws(Diagnostic) {
        let start = offset
        offset += 2
        while offset < bytes.count {
            if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                offset += 2
                return
            }
            offset += 1
        }
        throw Diagnostic(
            .unclosedComment, "this comment has no end", at: place(from: start, to: start + 2),
            remedy: "close it with */")
    }

    private func place(from start: Int, to end: Int) -> SourceRange {
        SourceRange(file: file, start: Int32(start), end: Int32(min(end, bytes.count)))
    }

    private mutating func next(into tree: inout SyntaxTree) throws(Diagnostic) -> Token {
        let first = byte()
        if first.isDigit { return try number(into: &tree) }
        if first.isLetter || first == UInt8(ascii: "_") || first == UInt8(ascii: "$") {
            return try word(into: &tree)
        }
        if first == UInt8(ascii: "\"") { return try string(into: &tree) }
        for length in [3, 2, 1] where offset + length <= bytes.count {
            if let sign = Sign.byBytes[Self.key(bytes[offset..<offset + length])] {
                offset += length
                return .sign(sign)
            }
        }
        throw Diagnostic(
            .syntax, "this character has no meaning in circom", at: place(from: offset, to: offset + 1),
            remedy: "remove it")
    }

    static func key(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A name: `[$_]*[a-zA-Z][a-zA-Z$_0-9]*`, a keyword, or the underscore alone.
    private mutating func word(into tree: inout SyntaxTree) throws(Diagnostic) -> Token {
        let start = offset
        while byte() == UInt8(ascii: "_") || byte() == UInt8(ascii: "$") { offset += 1 }
        guard byte().isLetter else {
            if offset == start + 1, bytes[start] == UInt8(ascii: "_") { return .underscore }
            throw Diagnostic(
                .syntax, "a name needs a letter", at: place(from: start, to: offset),
                remedy: "add a letter after the leading signs")
        }
        while byte().isLetter || byte().isDigit || byte() == UInt8(ascii: "_") || byte() == UInt8(ascii: "$") {
            offset += 1
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if let keyword = Keyword(rawValue: text) { return .keyword(keyword) }
        return .identifier(tree.names.name(text))
    }

    /// A number, reduced modulo the prime as in circom.
    private mutating func number(into tree: inout SyntaxTree) throws(Diagnostic) -> Token {
        let start = offset
        var base: UInt64 = 10
        if byte() == UInt8(ascii: "0"), byte(1) == UInt8(ascii: "x") {
            base = 16
            offset += 2
        }
        let first = offset
        let radix = Fr(base)
        var value = Fr.zero
        // Eight digits at a time: the factor and the addend stay below 2^32.
        while let digit = byte().digit(base: base) {
            var factor = base
            var group = digit
            offset += 1
            while factor < 10_000_000, let digit = byte().digit(base: base) {
                factor *= base
                group = group * base + digit
                offset += 1
            }
            value = value * (factor == base ? radix : Fr(factor)) + Fr(group)
        }
        guard offset > first else {
            throw Diagnostic(
                .syntax, "a hexadecimal number needs digits", at: place(from: start, to: offset),
                remedy: "write at least one digit after 0x")
        }
        tree.numbers.append(value)
        return .number(Int32(tree.numbers.count - 1))
    }

    private mutating func string(into tree: inout SyntaxTree) throws(Diagnostic) -> Token {
        let start = offset
        offset += 1
        while offset < bytes.count, byte() != UInt8(ascii: "\""), byte() != UInt8(ascii: "\n") { offset += 1 }
        guard byte() == UInt8(ascii: "\"") else {
            throw Diagnostic(
                .syntax, "this string has no end on its line", at: place(from: start, to: offset),
                remedy: "close it with a quotation mark")
        }
        tree.strings.append(String(decoding: bytes[(start + 1)..<offset], as: UTF8.self))
        offset += 1
        return .string(Int32(tree.strings.count - 1))
    }
}

extension Sign {
    fileprivate static let byBytes: [UInt32: Sign] = Dictionary(
        uniqueKeysWithValues: Sign.allCases.map { (Lexer.key($0.rawValue.utf8), $0) })
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    fileprivate var isLetter: Bool {
        let lower = self | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }

    fileprivate func digit(base: UInt64) -> UInt64? {
        if isDigit { return UInt64(self - UInt8(ascii: "0")) }
        let lower = self | 0x20
        guard base == 16, lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "f") else { return nil }
        return UInt64(lower - UInt8(ascii: "a")) + 10
    }
}
