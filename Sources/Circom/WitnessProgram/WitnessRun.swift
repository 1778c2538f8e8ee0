package import FiniteFields

/// One run of a witness program.
package struct WitnessRun {
    private let program: WitnessProgram
    private let limits: WitnessLimits
    /// Constants, then signals by label, then frames.
    private var memory: [Fr]
    private let signalStart: Int
    private let frameStart: Int
    private var calls: [Call] = []
    private var operationsLeft: Int
    /// What `log` printed.
    package private(set) var logLines: [String] = []
    private var logLine = ""

    private struct Call {
        var returnTo: Int
        var signals: Int
        var frame: Int
        var block: Int
        /// The cell that takes a function's results, -1 for a component.
        var window: Int
    }

    package struct WitnessLimits: Sendable {
        package var operationsMax = 1 << 40
        package var callDepthMax = 10_000
        package var cellsMax = 1 << 27
        package var logLinesMax = 100_000

        package init() {}
    }

    package init(_ program: WitnessProgram, limits: WitnessLimits = WitnessLimits()) {
        self.program = program
        self.limits = limits
        signalStart = program.constants.count
        frameStart = signalStart + program.labelCount
        memory = program.constants
        memory.append(contentsOf: repeatElement(.zero, count: program.labelCount))
        memory[signalStart] = .one
        operationsLeft = limits.operationsMax
    }

    /// The number of instructions that ran.
    package var operationCount: Int { limits.operationsMax - operationsLeft }

    /// Computes the values of all wires.
    ///
    /// - Parameter inputs: The values of the main component's inputs in the order of their labels.
    package mutating func wires(inputs: [Fr]) throws(WitnessError) -> [Fr] {
        if let first = program.inputs.first {
            for (index, value) in inputs.enumerated() { memory[signalStart + first.label + index] = value }
        }
        try execute()
        return program.wireLabels.map { memory[signalStart + Int($0)] }
    }

    // MARK: Execution

    /// Where execution is: the next instruction, and the bases of the block's addresses.
    private struct Cursor {
        var counter: Int
        var signals: Int
        var frame: Int
        var block: Int

        /// The memory index that an address means.
        @inline(__always)
        func place(_ address: UInt32) -> Int {
            let index = Int(address & UInt32(Operand.indexMax))
            let kind = address >> Operand.indexBits
            return index &+ (kind == 0 ? 0 : kind == 1 ? signals : frame)
        }
    }

    private mutating func execute() throws(WitnessError) {
        let block = program.instanceCount - 1
        var cursor = Cursor(
            counter: Int(program.blocks[block].start), signals: signalStart, frame: frameStart, block: block)
        var condition = false
        try makeRoom(frameStart + Int(program.blocks[block].frameSize), cursor)
        let instructions = program.instructions
        while true {
            let instruction = instructions[cursor.counter]
            cursor.counter += 1
            operationsLeft -= 1
            guard operationsLeft >= 0 else {
                throw failed("the program takes more than \(limits.operationsMax) operations", cursor)
            }
            let operation = Operation(rawValue: UInt8(truncatingIfNeeded: instruction.code)) ?? .end
            switch operation {
            case .add:
                memory[cursor.place(instruction.destination)] =
                    memory[cursor.place(instruction.left)] + memory[cursor.place(instruction.right)]
            case .subtract:
                memory[cursor.place(instruction.destination)] =
                    memory[cursor.place(instruction.left)] - memory[cursor.place(instruction.right)]
            case .multiply:
                memory[cursor.place(instruction.destination)] =
                    memory[cursor.place(instruction.left)] * memory[cursor.place(instruction.right)]
            case .negate: memory[cursor.place(instruction.destination)] = -memory[cursor.place(instruction.left)]
            case .copy: memory[cursor.place(instruction.destination)] = memory[cursor.place(instruction.left)]
            case .condition: condition = !memory[cursor.place(instruction.left)].isZero
            case .select:
                memory[cursor.place(instruction.destination)] =
                    memory[cursor.place(condition ? instruction.left : instruction.right)]
            case .branchIfZero:
                if memory[cursor.place(instruction.right)].isZero { cursor.counter = Int(instruction.left) }
            case .jump: cursor.counter = Int(instruction.left)
            case .run: try enterChild(instruction, &cursor)
            case .call: try enterFunction(instruction, &cursor)
            case .end: if !leave(&cursor) { return }
            default: try perform(operation, instruction, cursor)
            }
        }
    }

    /// The operations that are rare or can fail.
    private mutating func perform(
        _ operation: Operation, _ instruction: Instruction, _ cursor: Cursor
    ) throws(WitnessError) {
        switch operation {
        case .assert:
            if memory[cursor.place(instruction.left)].isZero { throw check("an assertion is false", cursor) }
        case .constrain:
            let (left, right) = (memory[cursor.place(instruction.left)], memory[cursor.place(instruction.right)])
            if left != right { throw check("\(left.decimal) === \(right.decimal) does not hold", cursor) }
        case .load:
            let index = try element(memory[cursor.place(instruction.right)], instruction, cursor)
            memory[cursor.place(instruction.destination)] = memory[cursor.place(instruction.left) + index]
        case .store:
            let index = try element(memory[cursor.place(instruction.right)], instruction, cursor)
            memory[cursor.place(instruction.destination) + index] = memory[cursor.place(instruction.left)]
        case .logValue: log(memory[cursor.place(instruction.left)].decimal, instruction)
        case .logText: log(program.strings[Int(instruction.left & UInt32(Operand.indexMax))], instruction)
        case .logEnd:
            if logLines.count < limits.logLinesMax { logLines.append(logLine) }
            logLine = ""
        default:
            guard
                let result = FieldSemantics.apply(
                    operation, memory[cursor.place(instruction.left)], memory[cursor.place(instruction.right)])
            else { throw failed("division by zero", cursor) }
            memory[cursor.place(instruction.destination)] = result
        }
    }

    private mutating func enterChild(_ instruction: Instruction, _ cursor: inout Cursor) throws(WitnessError) {
        push(cursor, window: -1)
        let number = Int(program.blocks[cursor.block].resultCount) + Int(instruction.left & UInt32(Operand.indexMax))
        let child = program.children[number]
        cursor.frame += Int(program.blocks[cursor.block].frameSize)
        cursor.signals += Int(child.offset)
        cursor.block = Int(child.block)
        cursor.counter = Int(program.blocks[cursor.block].start)
        try makeRoom(cursor.frame + Int(program.blocks[cursor.block].frameSize), cursor)
    }

    private mutating func enterFunction(_ instruction: Instruction, _ cursor: inout Cursor) throws(WitnessError) {
        let window = cursor.place(instruction.right)
        push(cursor, window: window)
        cursor.frame += Int(program.blocks[cursor.block].frameSize)
        cursor.block = program.instanceCount + Int(instruction.left & UInt32(Operand.indexMax))
        try makeRoom(cursor.frame + Int(program.blocks[cursor.block].frameSize), cursor)
        for index in 0..<Int(program.blocks[cursor.block].argumentCount) {
            memory[cursor.frame + index] = memory[window + index]
        }
        cursor.counter = Int(program.blocks[cursor.block].start)
    }

    private mutating func push(_ cursor: Cursor, window: Int) {
        calls.append(
            Call(
                returnTo: cursor.counter, signals: cursor.signals, frame: cursor.frame, block: cursor.block,
                window: window))
    }

    /// Returns to the caller; false at the end of the program.
    private mutating func leave(_ cursor: inout Cursor) -> Bool {
        guard let call = calls.popLast() else { return false }
        if call.window >= 0 {
            for index in 0..<Int(program.blocks[cursor.block].resultCount) {
                memory[call.window + index] = memory[cursor.frame + index]
            }
        }
        cursor = Cursor(counter: call.returnTo, signals: call.signals, frame: call.frame, block: call.block)
        return true
    }

    private mutating func log(_ text: String, _ instruction: Instruction) {
        logLine += (instruction.right & 1 == 1 ? "" : " ") + text
    }

    private func element(
        _ index: Fr, _ instruction: Instruction, _ cursor: Cursor
    ) throws(WitnessError) -> Int {
        let count = Int(instruction.code >> 8)
        guard let number = index.smallInteger, number < count else {
            throw failed("index \(index.decimal) is outside an array of \(count) elements", cursor)
        }
        return number
    }

    /// Grows the memory for a frame.
    private mutating func makeRoom(_ end: Int, _ cursor: Cursor) throws(WitnessError) {
        guard calls.count <= limits.callDepthMax, end - frameStart <= limits.cellsMax else {
            throw failed("the recursion is too deep", cursor)
        }
        if memory.count < end {
            memory.append(contentsOf: repeatElement(.zero, count: max(end - memory.count, memory.count / 8)))
        }
    }

    // MARK: Failures

    private func place(_ instruction: Int) -> String {
        guard let place = program.places.first(where: { Int($0.instruction) == instruction }) else { return "?" }
        return "\(program.strings[Int(place.path)]):\(place.line)"
    }

    private func check(_ detail: String, _ cursor: Cursor) -> WitnessError {
        .checkFailed(
            template: program.strings[Int(program.blocks[cursor.block].title)], place: place(cursor.counter - 1),
            detail: detail)
    }

    private func failed(_ detail: String, _ cursor: Cursor) -> WitnessError {
        .executionFailed(
            template: program.strings[Int(program.blocks[cursor.block].title)], place: place(cursor.counter - 1),
            detail: detail)
    }
}
