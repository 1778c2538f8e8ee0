internal import FiniteFields

/// What computes a circuit's witness from its inputs: compact, independent of the source, versioned.
package struct WitnessProgram: Sendable, Equatable {
    /// One input signal of the main component, with its shape.
    package struct Input: Sendable, Equatable {
        package var name: String
        package var shape: InputShape
        /// The label of the first signal.
        package var label: Int
    }

    /// The shape of an input: nested arrays of single values or of buses.
    package struct InputShape: Sendable, Equatable {
        package var dimensions: [Int]
        /// The fields of a bus, none for a signal.
        package var fields: [Field]

        package struct Field: Sendable, Equatable {
            package var name: String
            package var shape: InputShape
        }

        /// The number of signals.
        package var count: Int {
            let element = fields.isEmpty ? 1 : fields.reduce(0) { $0 + $1.shape.count }
            return dimensions.reduce(element, *)
        }
    }

    struct ChildReference: Sendable, Equatable {
        var block: UInt32
        var offset: UInt32
    }

    /// Where an instruction that can fail comes from.
    struct Place: Sendable, Equatable {
        var instruction: UInt32
        /// The source's path, in the strings.
        var path: UInt32
        var line: UInt32
    }

    var constants: [Fr]
    var strings: [String]
    var instructions: [Instruction]
    /// Instances first, in the circuit's order; then functions.
    var blocks: [CodeBlock]
    var instanceCount: Int
    var children: [ChildReference]
    var places: [Place]
    package var inputs: [Input]
    /// All signals with the constant one.
    package var labelCount: Int
    /// The label of each wire.
    var wireLabels: [UInt32]

    package var wireCount: Int { wireLabels.count }
    /// The number of instructions in the program, each counted once.
    package var instructionCount: Int { instructions.count }

    /// The program of a circuit, for the wires that simplification left.
    ///
    /// - Throws: ``WitnessError/foreignTemplate(_:)``.
    package init(_ simplified: SimplifiedCircuit) throws(WitnessError) {
        let circuit = simplified.circuit
        if let foreign = circuit.foreignTemplates.first { throw .foreignTemplate(foreign) }
        constants = circuit.coefficients.values
        strings = circuit.strings
        instructions = []
        blocks = []
        children = []
        places = []
        instanceCount = circuit.instances.count
        labelCount = circuit.labelCount
        wireLabels = simplified.wireLabels
        let main = circuit.main
        inputs = main.wires.filter { $0.kind == .input }.map { block in
            Input(
                name: circuit.names[block.name], shape: Self.shape(block.dimensions, block.bus, circuit),
                label: block.base)
        }
        var pathNumbers: [Int32: UInt32] = [:]
        for instance in circuit.instances {
            let firstChild = children.count
            for child in instance.children {
                children.append(ChildReference(block: UInt32(child.instance), offset: UInt32(child.offset)))
            }
            append(
                CodeGeneration.generate(instance.trace), title: instance.title, arguments: instance.ownCount,
                results: firstChild, circuit.sources, &pathNumbers)
        }
        for function in circuit.functions {
            append(
                CodeGeneration.generate(function.trace), title: function.title, arguments: function.argumentCount,
                results: function.resultCount, circuit.sources, &pathNumbers)
        }
    }

    private static func shape(_ dimensions: [Int], _ bus: Int32, _ circuit: Circuit) -> InputShape {
        guard bus >= 0 else { return InputShape(dimensions: dimensions, fields: []) }
        let fields = circuit.buses[Int(bus)].fields.map { field in
            InputShape.Field(
                name: circuit.names[field.name], shape: shape(field.dimensions, field.bus, circuit))
        }
        return InputShape(dimensions: dimensions, fields: fields)
    }

    private mutating func append(
        _ code: CodeGeneration, title: String, arguments: Int, results: Int, _ sources: SourceMap,
        _ pathNumbers: inout [Int32: UInt32]
    ) {
        let start = UInt32(instructions.count)
        strings.append(title)
        blocks.append(
            CodeBlock(
                start: start, frameSize: UInt32(code.frameSize), argumentCount: UInt32(arguments),
                resultCount: UInt32(results), title: UInt32(strings.count - 1)))
        for (instruction, place) in code.places {
            guard let position = sources.position(of: place), let file = sources.file(place.file) else { continue }
            let path: UInt32
            if let number = pathNumbers[place.file] {
                path = number
            } else {
                strings.append(file.path)
                path = UInt32(strings.count - 1)
                pathNumbers[place.file] = path
            }
            places.append(Place(instruction: start + UInt32(instruction), path: path, line: UInt32(position.line)))
        }
        for var instruction in code.instructions {
            let operation = UInt8(truncatingIfNeeded: instruction.code)
            if operation == Operation.branchIfZero.rawValue || operation == Operation.jump.rawValue {
                instruction.left += start
            }
            instructions.append(instruction)
        }
    }
}
