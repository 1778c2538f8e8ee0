internal import FiniteFields

extension WitnessProgram {
    /// Reads a `.wprog` file and checks it: what it says can be run without leaving its memory.
    package init(bytes: [UInt8]) throws(WitnessError) {
        var reader = ProgramReader(bytes: bytes)
        guard try reader.take(4).elementsEqual(Self.letters) else { throw .programUnreadable("it starts differently") }
        let version = try reader.word()
        guard version == Self.version else { throw .programUnreadable("version \(version) is unknown") }
        guard try reader.words() == Fr.modulusWords else { throw .programUnreadable("it is for another prime") }
        labelCount = Int(try reader.word())
        instanceCount = Int(try reader.word())
        constants = try reader.list(elementBytesMin: 32) { reader throws(WitnessError) in
            guard let value = Fr(canonicalWords: try reader.words()) else {
                throw .programUnreadable("a constant is not below the prime")
            }
            return value
        }
        strings = try reader.list(elementBytesMin: 4) { reader throws(WitnessError) in try reader.text() }
        instructions = try reader.list(elementBytesMin: 16) { reader throws(WitnessError) in
            Instruction(
                code: try reader.word(), destination: try reader.word(), left: try reader.word(),
                right: try reader.word())
        }
        blocks = try reader.list(elementBytesMin: 20) { reader throws(WitnessError) in
            CodeBlock(
                start: try reader.word(), frameSize: try reader.word(), argumentCount: try reader.word(),
                resultCount: try reader.word(), title: try reader.word())
        }
        children = try reader.list(elementBytesMin: 8) { reader throws(WitnessError) in
            ChildReference(block: try reader.word(), offset: try reader.word())
        }
        places = try reader.list(elementBytesMin: 12) { reader throws(WitnessError) in
            Place(instruction: try reader.word(), path: try reader.word(), line: try reader.word())
        }
        inputs = try reader.list(elementBytesMin: 16) { reader throws(WitnessError) in
            let name = try reader.text()
            let label = Int(try reader.word())
            return Input(name: name, shape: try reader.shape(depth: 0), label: label)
        }
        wireLabels = try reader.list(elementBytesMin: 4) { reader throws(WitnessError) in try reader.word() }
        guard reader.isAtEnd else { throw .programUnreadable("bytes are left over") }
        var check = ProgramCheck(self)
        try check.run()
    }
}

/// Takes a program's bytes apart; counts are checked against the bytes that are left before anything is allocated.
private struct ProgramReader {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func take(_ count: Int) throws(WitnessError) -> ArraySlice<UInt8> {
        guard count <= bytes.count - offset else { throw .programUnreadable("it ends too early") }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    mutating func word() throws(WitnessError) -> UInt32 {
        try take(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func words() throws(WitnessError) -> FourWords {
        var values: [UInt64] = []
        for _ in 0..<4 {
            let low = UInt64(try word())
            values.append(low | UInt64(try word()) << 32)
        }
        return FourWords(values[0], values[1], values[2], values[3])
    }

    mutating func text() throws(WitnessError) -> String {
        String(decoding: try take(Int(try word())), as: UTF8.self)
    }

    mutating func list<Element>(
        elementBytesMin: Int, _ read: (inout ProgramReader) throws(WitnessError) -> Element
    ) throws(WitnessError) -> [Element] {
        let count = Int(try word())
        guard count <= (bytes.count - offset) / elementBytesMin else {
            throw .programUnreadable("a table is longer than the file")
        }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }

    mutating func shape(depth: Int) throws(WitnessError) -> WitnessProgram.InputShape {
        guard depth < 64 else { throw .programUnreadable("an input is nested too deeply") }
        let dimensions = try list(elementBytesMin: 4) { reader throws(WitnessError) in Int(try reader.word()) }
        let fields = try list(elementBytesMin: 8) { reader throws(WitnessError) in
            let name = try reader.text()
            return WitnessProgram.InputShape.Field(name: name, shape: try reader.shape(depth: depth + 1))
        }
        return WitnessProgram.InputShape(dimensions: dimensions, fields: fields)
    }
}
