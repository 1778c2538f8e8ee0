/// Reads JSON text (RFC 8259) of bounded depth.
package struct JSONParser {
    /// How deep lists and objects may be nested.
    private static let depthMax = 64

    private let bytes: [UInt8]
    private var index = 0

    /// Reads one value that makes up the whole text.
    ///
    /// - Throws: ``ClientError/answerMalformed(reason:)``.
    package static func parse(_ bytes: [UInt8]) throws(ClientError) -> JSONNode {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.index == bytes.count else { throw parser.problem("text after the value") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func value(depth: Int) throws(ClientError) -> JSONNode {
        guard depth < JSONParser.depthMax else { throw problem("too many levels") }
        skipBlanks()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(ClientError) -> JSONNode {
        index += 1
        var members: [JSONNode.Member] = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipBlanks()
            guard current == UInt8(ascii: "\"") else { throw problem("a name is expected") }
            let name = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw problem("a colon is expected") }
            members.append(JSONNode.Member(name: name, value: try value(depth: depth + 1)))
            skipBlanks()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma is expected") }
        }
    }

    private mutating func array(depth: Int) throws(ClientError) -> JSONNode {
        index += 1
        var elements: [JSONNode] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma is expected") }
        }
    }

    private mutating func string() throws(ClientError) -> String {
        index += 1
        var text: [UInt8] = []
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw problem("not UTF-8") }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw problem("a control character in a text")
            default: text.append(byte)
            }
        }
        throw problem("a text does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(ClientError) {
        guard let byte = current else { throw problem("a text does not end") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            var code = UInt32(unit)
            if UTF16.isLeadSurrogate(unit) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw problem("half a character") }
                let trail = try codeUnit()
                guard UTF16.isTrailSurrogate(trail) else { throw problem("half a character") }
                code = 0x10000 + ((code & 0x3FF) << 10 | UInt32(trail) & 0x3FF)
            }
            guard let scalar = Unicode.Scalar(code) else { throw problem("half a character") }
            text.append(contentsOf: Character(scalar).utf8)
        default: throw problem("an unknown escape")
        }
    }

    private mutating func codeUnit() throws(ClientError) -> UInt16 {
        guard index + 4 <= bytes.count,
            bytes[index..<index + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw problem("four hexadecimal digits are expected") }
        index += 4
        return unit
    }

    private mutating func number() throws(ClientError) -> JSONNode {
        let start = index
        while let byte = current, JSONParser.isNumberPart(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let isPlain = digits == "0" || !digits.hasPrefix("0") || digits.hasPrefix("0.") || digits.hasPrefix("0e")
        guard isPlain, let first = digits.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            throw problem("a value is expected")
        }
        if let integer = Int64(text) { return .integer(integer) }
        guard text.utf8.count <= 64, text.utf8.last != UInt8(ascii: "."), let real = Double(text), real.isFinite else {
            throw problem("a number is expected")
        }
        return .real(real)
    }

    private mutating func literal(_ text: String, _ value: JSONNode) throws(ClientError) -> JSONNode {
        guard bytes[index...].starts(with: text.utf8) else { throw problem("a value is expected") }
        index += text.utf8.count
        return value
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private static func isNumberPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private func problem(_ reason: String) -> ClientError {
        .answerMalformed(reason: "the answer is not JSON: \(reason) at byte \(index)")
    }
}
