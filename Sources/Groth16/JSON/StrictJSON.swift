/// JSON text as RFC 8259 has it, and of it only what keys, proofs and signals are written with.
///
/// The decoder that reads the documents would take more: a comma before a closing bracket, other encodings, and members
/// that stand twice, of which programs take different ones: two verifiers would then see two proofs in one file.
struct StrictJSON {
    /// Documents of this kind have four levels.
    private static let depthMax = 8

    private let bytes: [UInt8]
    private let valueCountMax: Int
    private var index = 0
    private var valueCount = 0

    /// Checks a document.
    ///
    /// - Throws: ``Groth16Error/documentInvalid(place:reason:)`` with the byte where it leaves the grammar.
    static func check(_ bytes: [UInt8], valueCountMax: Int) throws(Groth16Error) {
        var reader = StrictJSON(bytes: bytes, valueCountMax: valueCountMax)
        try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.index == bytes.count else { throw reader.fault("text follows the document") }
    }

    private init(bytes: [UInt8], valueCountMax: Int) {
        self.bytes = bytes
        self.valueCountMax = valueCountMax
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func fault(_ what: String) -> Groth16Error {
        .documentInvalid(place: "", reason: "this is no JSON of such a file: \(what) at byte \(index)")
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
    }

    private mutating func take(_ letter: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard current == UInt8(ascii: letter) else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) throws(Groth16Error) {
        guard depth < StrictJSON.depthMax else { throw fault("too many levels") }
        valueCount += 1
        guard valueCount <= valueCountMax else { throw fault("more than \(valueCountMax) values") }
        skipBlanks()
        switch current {
        case UInt8(ascii: "{"): try object(depth: depth)
        case UInt8(ascii: "["): try array(depth: depth)
        case UInt8(ascii: "\""): _ = try text()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try integer()
        }
    }

    private mutating func object(depth: Int) throws(Groth16Error) {
        index += 1
        if take("}") { return }
        var names: Set<ArraySlice<UInt8>> = []
        repeat {
            skipBlanks()
            guard current == UInt8(ascii: "\"") else { throw fault("no name") }
            let name = try text()
            guard names.insert(name).inserted else {
                throw .documentInvalid(place: String(decoding: name, as: UTF8.self), reason: "stands twice")
            }
            guard take(":") else { throw fault("no colon") }
            try value(depth: depth + 1)
        } while take(",")
        guard take("}") else { throw fault("no closing brace") }
    }

    private mutating func array(depth: Int) throws(Groth16Error) {
        index += 1
        if take("]") { return }
        repeat { try value(depth: depth + 1) } while take(",")
        guard take("]") else { throw fault("no closing bracket") }
    }

    /// A text of printable ASCII without escapes, so that equal names are equal bytes.
    private mutating func text() throws(Groth16Error) -> ArraySlice<UInt8> {
        index += 1
        let start = index
        while let byte = current {
            if byte == UInt8(ascii: "\"") {
                index += 1
                return bytes[start..<(index - 1)]
            }
            guard (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "\\") else { throw fault("a strange letter") }
            index += 1
        }
        throw fault("a text does not end")
    }

    private mutating func word(_ word: StaticString) throws(Groth16Error) {
        let letters = Array(word.description.utf8)
        guard bytes[index...].starts(with: letters) else { throw fault("no value") }
        index += letters.count
    }

    private mutating func integer() throws(Groth16Error) {
        if current == UInt8(ascii: "-") { index += 1 }
        let start = index
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
        guard index > start else { throw fault("no value") }
        guard index == start + 1 || bytes[start] != UInt8(ascii: "0") else { throw fault("a leading zero") }
    }
}
