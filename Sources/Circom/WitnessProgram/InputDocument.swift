package import FiniteFields

/// The inputs of a circuit as JSON: an object from names to numbers, texts of numbers, nested arrays or objects of buses.
package struct InputDocument: Sendable {
    indirect enum Node: Sendable {
        case number(Fr)
        case array([Node])
        case object([String: Node])
        /// Something that is no whole number: a boolean, null, a fraction, another text.
        case other
    }

    let members: [String: Node]

    /// Levels of nesting, and elements of the whole document.
    private static let depthMax = 64

    /// Reads a document.
    package init(json bytes: [UInt8]) throws(WitnessError) {
        var reader = Reader(bytes: bytes)
        let root = try reader.document()
        guard case .object(let members) = root else { throw .inputNotJSON(offset: 0) }
        self.members = members
    }

    /// The values of all inputs of a program, in the order of their labels.
    package func values(for program: WitnessProgram) throws(WitnessError) -> [Fr] {
        var values: [Fr] = []
        for input in program.inputs {
            guard let node = members[input.name] else { throw .inputMissing(input.name) }
            try append(node, input.shape, input.shape.dimensions[...], input.name, to: &values)
        }
        let known = Set(program.inputs.map(\.name))
        for name in members.keys.sorted() where !known.contains(name) { throw .inputUnknown(name) }
        return values
    }

    private func append(
        _ node: Node, _ shape: WitnessProgram.InputShape, _ dimensions: ArraySlice<Int>, _ name: String,
        to values: inout [Fr]
    ) throws(WitnessError) {
        guard let first = dimensions.first else {
            try appendElement(node, shape, name, to: &values)
            return
        }
        guard case .array(let elements) = node else { throw mismatch(shape, dimensions, name) }
        if elements.count != first || isFlat(elements, dimensions) {
            // As in the official programs, a list of all elements in row order will do.
            guard isFlat(elements, dimensions), elements.count == dimensions.reduce(1, *) else {
                throw mismatch(shape, dimensions, name)
            }
            for element in elements { try appendElement(element, shape, name, to: &values) }
            return
        }
        for (index, element) in elements.enumerated() {
            try append(element, shape, dimensions.dropFirst(), "\(name)[\(index)]", to: &values)
        }
    }

    private func isFlat(_ elements: [Node], _ dimensions: ArraySlice<Int>) -> Bool {
        dimensions.count > 1
            && elements.allSatisfy { if case .array = $0 { false } else { true } }
    }

    private func appendElement(
        _ node: Node, _ shape: WitnessProgram.InputShape, _ name: String, to values: inout [Fr]
    ) throws(WitnessError) {
        if shape.fields.isEmpty {
            switch node {
            case .number(let value): values.append(value)
            case .array, .object: throw mismatch(shape, [], name)
            case .other: throw .inputNotANumber(name: name)
            }
            return
        }
        guard case .object(let members) = node else { throw mismatch(shape, [], name) }
        for field in shape.fields {
            guard let member = members[field.name] else { throw .inputMissing("\(name).\(field.name)") }
            try append(member, field.shape, field.shape.dimensions[...], "\(name).\(field.name)", to: &values)
        }
        for key in members.keys.sorted() where !shape.fields.contains(where: { $0.name == key }) {
            throw .inputUnknown("\(name).\(key)")
        }
    }

    /// What a part of an input must be, of which some dimensions are left.
    private func mismatch(
        _ shape: WitnessProgram.InputShape, _ dimensions: ArraySlice<Int>, _ name: String
    ) -> WitnessError {
        let element =
            shape.fields.isEmpty ? "number" : "object with \(shape.fields.map(\.name).joined(separator: ", "))"
        let expected =
            dimensions.isEmpty
            ? "one \(element)" : "an array of \(dimensions.map(String.init).joined(separator: " x ")) \(element)s"
        return .inputShape(name: name, expected: expected)
    }
}

extension InputDocument {
    /// A reader of the part of JSON that inputs use; texts are numbers, so escapes are not decoded but kept.
    private struct Reader {
        let bytes: [UInt8]
        var offset = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func document() throws(WitnessError) -> Node {
            let node = try value(depth: 0)
            skipBlanks()
            guard offset == bytes.count else { throw .inputNotJSON(offset: offset) }
            return node
        }

        private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

        private mutating func skipBlanks() {
            while offset < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[offset]) { offset += 1 }
        }

        private mutating func expect(_ letter: Unicode.Scalar) throws(WitnessError) {
            skipBlanks()
            guard byte == UInt8(ascii: letter), offset < bytes.count else { throw .inputNotJSON(offset: offset) }
            offset += 1
        }

        private mutating func accept(_ letter: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard offset < bytes.count, byte == UInt8(ascii: letter) else { return false }
            offset += 1
            return true
        }

        private mutating func value(depth: Int) throws(WitnessError) -> Node {
            guard depth < InputDocument.depthMax else { throw .inputNotJSON(offset: offset) }
            skipBlanks()
            switch byte {
            case UInt8(ascii: "{"): return try object(depth: depth)
            case UInt8(ascii: "["): return try array(depth: depth)
            case UInt8(ascii: "\""): return InputDocument.number(try text()).map { .number($0) } ?? .other
            default: return try plain()
            }
        }

        private mutating func object(depth: Int) throws(WitnessError) -> Node {
            try expect("{")
            var members: [String: Node] = [:]
            guard !accept("}") else { return .object(members) }
            repeat {
                skipBlanks()
                let start = offset
                let name = String(decoding: try text(), as: UTF8.self)
                try expect(":")
                guard members.updateValue(try value(depth: depth + 1), forKey: name) == nil else {
                    throw .inputTwice(name: name, offset: start)
                }
            } while accept(",")
            try expect("}")
            return .object(members)
        }

        private mutating func array(depth: Int) throws(WitnessError) -> Node {
            try expect("[")
            var elements: [Node] = []
            guard !accept("]") else { return .array(elements) }
            repeat { elements.append(try value(depth: depth + 1)) } while accept(",")
            try expect("]")
            return .array(elements)
        }

        private mutating func text() throws(WitnessError) -> ArraySlice<UInt8> {
            try expect("\"")
            let start = offset
            while offset < bytes.count, byte != UInt8(ascii: "\"") {
                guard byte != UInt8(ascii: "\\"), byte >= 0x20 else { throw .inputNotJSON(offset: offset) }
                offset += 1
            }
            try expect("\"")
            return bytes[start..<offset - 1]
        }

        /// A number, or a word such as `true`.
        private mutating func plain() throws(WitnessError) -> Node {
            let start = offset
            while offset < bytes.count, ![0x20, 0x09, 0x0a, 0x0d].contains(byte),
                ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte)
            {
                offset += 1
            }
            guard offset > start else { throw .inputNotJSON(offset: offset) }
            let word = bytes[start..<offset]
            if ["true", "false", "null"].contains(String(decoding: word, as: UTF8.self)) { return .other }
            let first = word.first ?? 0
            guard first == UInt8(ascii: "-") || Self.isDigit(first) else { throw .inputNotJSON(offset: start) }
            guard Self.isNumber(word) else { throw .inputNumberNotJSON(offset: start) }
            return InputDocument.number(word).map { .number($0) } ?? .other
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

        /// Whether a word is a number of RFC 8259, section 6: no leading zero, no base but ten.
        private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
            var rest = word
            func digits() -> ArraySlice<UInt8> {
                let digits = rest.prefix(while: isDigit)
                rest = rest.dropFirst(digits.count)
                return digits
            }
            if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            let whole = digits()
            guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
            if rest.first == UInt8(ascii: ".") {
                rest = rest.dropFirst()
                guard !digits().isEmpty else { return false }
            }
            if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
                rest = rest.dropFirst()
                if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
                guard !digits().isEmpty else { return false }
            }
            return rest.isEmpty
        }
    }

    /// A whole number in decimal or with 0x, with an optional minus, reduced modulo the prime.
    static func number(_ text: ArraySlice<UInt8>) -> Fr? {
        var digits = text
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        var base: UInt64 = 10
        if digits.starts(with: "0x".utf8) || digits.starts(with: "0X".utf8) {
            base = 16
            digits = digits.dropFirst(2)
        }
        guard !digits.isEmpty, digits.count <= 4_096 else { return nil }
        let radix = Fr(base)
        var value = Fr.zero
        for digit in digits {
            guard let number = Character(Unicode.Scalar(digit)).hexDigitValue, number < Int(base) else { return nil }
            value = value * radix + Fr(UInt64(number))
        }
        return isNegative ? -value : value
    }
}
