internal import FiniteFields

/// Checks a program that was read from a file: every address, jump, child and call stays in its bounds.
struct ProgramCheck {
    private let program: WitnessProgram
    /// The signals of each instance with those of its children.
    private var signalCounts: [Int] = []

    init(_ program: WitnessProgram) { self.program = program }

    private static let cellsMax = 1 << 27
    private static let labelsMax = 1 << 28

    mutating func run() throws(WitnessError) {
        let blocks = program.blocks
        guard program.instanceCount > 0, program.instanceCount <= blocks.count else { throw wrong("block count") }
        guard program.labelCount > 0, program.labelCount <= Self.labelsMax else { throw wrong("signal count") }
        for (number, block) in blocks.enumerated() {
            let end = number + 1 < blocks.count ? Int(blocks[number + 1].start) : program.instructions.count
            guard block.start < end, end <= program.instructions.count, block.frameSize <= Self.cellsMax,
                Int(block.title) < program.strings.count
            else { throw wrong("block \(number)") }
            if number < program.instanceCount {
                try countSignals(of: block, number)
            } else {
                guard max(block.argumentCount, block.resultCount) <= block.frameSize else {
                    throw wrong("frame of function \(number)")
                }
            }
            try check(block, number, Int(block.start)..<end)
        }
        guard signalCounts[program.instanceCount - 1] + 1 == program.labelCount else { throw wrong("signal count") }
        try checkTables()
    }

    private func wrong(_ what: String) -> WitnessError { .programUnreadable("its \(what) is out of bounds") }

    private func checkTables() throws(WitnessError) {
        for place in program.places where Int(place.path) >= program.strings.count { throw wrong("table of places") }
        for label in program.wireLabels where Int(label) >= program.labelCount { throw wrong("table of wires") }
        var next = program.inputs.first?.label ?? 1
        for input in program.inputs {
            guard input.label == next, let count = count(input.shape, atMost: program.labelCount - next) else {
                throw wrong("table of inputs")
            }
            next += count
        }
    }

    /// The signals of a shape, nil where they are more than a bound.
    private func count(_ shape: WitnessProgram.InputShape, atMost bound: Int) -> Int? {
        var element = shape.fields.isEmpty ? 1 : 0
        for field in shape.fields {
            guard let count = count(field.shape, atMost: bound) else { return nil }
            element += count
            guard element <= bound else { return nil }
        }
        for dimension in shape.dimensions {
            let (product, overflow) = element.multipliedReportingOverflow(by: dimension)
            guard !overflow, product <= bound else { return nil }
            element = product
        }
        return element <= bound ? element : nil
    }

    private func childRange(_ number: Int) -> Range<Int> {
        let start = Int(program.blocks[number].resultCount)
        let next =
            number + 1 < program.instanceCount ? Int(program.blocks[number + 1].resultCount) : program.children.count
        return start..<max(start, next)
    }

    /// Children come before their parents, so there is no cycle.
    private mutating func countSignals(of block: CodeBlock, _ number: Int) throws(WitnessError) {
        var total = Int(block.argumentCount)
        let range = childRange(number)
        guard range.upperBound <= program.children.count else { throw wrong("table of children") }
        for child in program.children[range] {
            guard child.block < number else { throw wrong("table of children") }
            total = max(total, Int(child.offset) + signalCounts[Int(child.block)])
        }
        guard total < program.labelCount else { throw wrong("signal count") }
        signalCounts.append(total)
    }

    private func check(_ block: CodeBlock, _ number: Int, _ range: Range<Int>) throws(WitnessError) {
        let last = UInt8(truncatingIfNeeded: program.instructions[range.upperBound - 1].code)
        guard last == Operation.end.rawValue else { throw wrong("end of block \(number)") }
        for index in range {
            let instruction = program.instructions[index]
            guard let operation = Operation(rawValue: UInt8(truncatingIfNeeded: instruction.code)) else {
                throw wrong("instruction \(index)")
            }
            let isRight = isInBounds(operation, instruction, block, number, range)
            guard isRight else { throw wrong("instruction \(index)") }
        }
    }

    private func isInBounds(
        _ operation: Operation, _ instruction: Instruction, _ block: CodeBlock, _ number: Int, _ range: Range<Int>
    ) -> Bool {
        func readable(_ address: UInt32, count: Int = 1) -> Bool {
            let end = Int(address & UInt32(Operand.indexMax)) + count
            switch address >> Operand.indexBits {
            case Operand.Kind.constant.rawValue: return end <= program.constants.count
            case Operand.Kind.signal.rawValue:
                return number < program.instanceCount && end <= signalCounts[number] + 1
            case Operand.Kind.cell.rawValue: return end <= Int(block.frameSize)
            default: return false
            }
        }
        func writable(_ address: UInt32, count: Int = 1) -> Bool {
            address >> Operand.indexBits != Operand.Kind.constant.rawValue && readable(address, count: count)
                && (address >> Operand.indexBits != Operand.Kind.signal.rawValue
                    || address & UInt32(Operand.indexMax) > 0)
        }
        let count = Int(instruction.code >> 8)
        switch operation {
        case .end, .logEnd: return true
        case .jump: return range.contains(Int(instruction.left))
        case .branchIfZero: return range.contains(Int(instruction.left)) && readable(instruction.right)
        case .run:
            return number < program.instanceCount
                && childRange(number).count > Int(instruction.left & UInt32(Operand.indexMax))
        case .call:
            let function = program.instanceCount + Int(instruction.left & UInt32(Operand.indexMax))
            guard function < program.blocks.count else { return false }
            let callee = program.blocks[function]
            return writable(instruction.right, count: Int(max(callee.argumentCount, callee.resultCount, 1)))
                && instruction.right >> Operand.indexBits == Operand.Kind.cell.rawValue
        case .assert, .logValue, .condition: return readable(instruction.left)
        case .constrain: return readable(instruction.left) && readable(instruction.right)
        case .logText: return Int(instruction.left & UInt32(Operand.indexMax)) < program.strings.count
        case .load:
            return readable(instruction.left, count: max(count, 1)) && readable(instruction.right)
                && writable(instruction.destination)
        case .store:
            return readable(instruction.left) && readable(instruction.right)
                && writable(instruction.destination, count: max(count, 1))
        case .copy: return readable(instruction.left) && writable(instruction.destination)
        default:
            return readable(instruction.left) && readable(instruction.right) && writable(instruction.destination)
        }
    }
}
