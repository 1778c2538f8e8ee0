internal import FiniteFields

extension WitnessProgram {
    /// The first bytes of a `.wprog` file.
    static let letters = Array("wprg".utf8)
    static let version: UInt32 = 1

    /// The `.wprog` file: letters, version, prime, tables each after its count; all numbers little-endian.
    package func bytes() -> [UInt8] {
        var writer = ProgramWriter()
        writer.bytes.append(contentsOf: Self.letters)
        writer.append(Self.version)
        writer.append(Fr.modulusWords)
        writer.append(UInt32(labelCount))
        writer.append(UInt32(instanceCount))
        writer.append(UInt32(constants.count))
        for constant in constants { writer.append(constant.canonicalWords) }
        writer.append(UInt32(strings.count))
        for string in strings { writer.append(string) }
        writer.append(UInt32(instructions.count))
        for instruction in instructions {
            for word in [instruction.code, instruction.destination, instruction.left, instruction.right] {
                writer.append(word)
            }
        }
        writer.append(UInt32(blocks.count))
        for block in blocks {
            for word in [block.start, block.frameSize, block.argumentCount, block.resultCount, block.title] {
                writer.append(word)
            }
        }
        writer.append(UInt32(children.count))
        for child in children {
            writer.append(child.block)
            writer.append(child.offset)
        }
        writer.append(UInt32(places.count))
        for place in places {
            for word in [place.instruction, place.path, place.line] { writer.append(word) }
        }
        writer.append(UInt32(inputs.count))
        for input in inputs {
            writer.append(input.name)
            writer.append(UInt32(input.label))
            writer.append(input.shape)
        }
        writer.append(UInt32(wireLabels.count))
        for label in wireLabels { writer.append(label) }
        return writer.bytes
    }
}

/// Collects the bytes of a program.
private struct ProgramWriter {
    var bytes: [UInt8] = []

    mutating func append(_ word: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    mutating func append(_ words: FourWords) {
        for word in words.array {
            append(UInt32(truncatingIfNeeded: word))
            append(UInt32(truncatingIfNeeded: word >> 32))
        }
    }

    mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ shape: WitnessProgram.InputShape) {
        append(UInt32(shape.dimensions.count))
        for dimension in shape.dimensions { append(UInt32(dimension)) }
        append(UInt32(shape.fields.count))
        for field in shape.fields {
            append(field.name)
            append(field.shape)
        }
    }
}
