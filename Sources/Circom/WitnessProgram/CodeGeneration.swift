internal import FiniteFields

/// Turns a trace into instructions: drops what nothing reads and gives results places that are used again.
struct CodeGeneration {
    private let trace: Trace
    private var isNeeded: [Bool]
    /// The last operation that reads the result of each operation.
    private var lastUse: [Int32]
    /// The signal that takes a result directly, where its only use is a copy into it.
    private var direct: [Operand]

    private(set) var instructions: [Instruction] = []
    private(set) var frameSize = 0
    /// The place in the source of instructions that can fail.
    private(set) var places: [(instruction: Int, place: SourceRange)] = []

    init(_ trace: Trace) {
        self.trace = trace
        let count = trace.operations.count
        isNeeded = Array(repeating: false, count: count)
        lastUse = Array(repeating: -1, count: count)
        direct = Array(repeating: .none, count: count)
    }

    /// The instructions of a trace, with addresses of jumps relative to the first.
    static func generate(_ trace: Trace) -> CodeGeneration {
        var generation = CodeGeneration(trace)
        generation.markNeeded()
        generation.findDirectTargets()
        generation.emit()
        return generation
    }

    private static func hasDestination(_ operation: TraceOperation) -> Bool { operation.destination != .none }

    /// Goes through the operations backwards: one is needed when it acts, or when a needed one reads its result.
    private mutating func markNeeded() {
        for index in trace.operations.indices.reversed() {
            let operation = trace.operations[index]
            if !operation.operation.isPure || Self.hasDestination(operation) { isNeeded[index] = true }
            if operation.operation == .condition { isNeeded[index] = index + 1 < isNeeded.count && isNeeded[index + 1] }
            guard isNeeded[index] else { continue }
            use(operation.left, at: index, operation)
            use(operation.right, at: index, operation)
        }
    }

    private mutating func use(_ operand: Operand, at index: Int, _ operation: TraceOperation) {
        guard operand != .none, operand.kind == .result else { return }
        isNeeded[operand.index] = true
        lastUse[operand.index] = max(lastUse[operand.index], Int32(index))
    }

    /// A result whose last and only reader is the copy right after it goes straight to the copy's destination.
    private mutating func findDirectTargets() {
        guard trace.operations.count > 1 else { return }
        let targets = jumpTargets()
        for index in 1..<trace.operations.count {
            let copy = trace.operations[index]
            let before = index - 1
            guard copy.operation == .copy, copy.left == Operand(.result, before), Int(lastUse[before]) == index,
                trace.operations[before].operation.isPure, !targets.contains(index)
            else { continue }
            direct[before] = copy.destination
        }
    }

    /// The jump targets, which direct results must not cross: a branch to the copy would miss the operation.
    private func jumpTargets() -> Set<Int> {
        var targets: Set<Int> = []
        for operation in trace.operations where operation.operation == .branchIfZero || operation.operation == .jump {
            targets.insert(operation.left.index)
        }
        return targets
    }

    private mutating func emit() {
        let targets = jumpTargets()
        var register = Array(repeating: UInt32(0), count: trace.operations.count)
        var free: [UInt32] = []
        var next = UInt32(trace.cellCountMax)
        // Where each operation's instruction starts, for the jumps.
        var firstInstruction = Array(repeating: Int32(0), count: targets.isEmpty ? 0 : trace.operations.count + 1)
        var place = 0
        func address(_ operand: Operand) -> UInt32 {
            guard operand != .none, operand.kind == .result else { return operand.bits }
            return direct[operand.index] == .none
                ? Operand(.cell, Int(register[operand.index])).bits : direct[operand.index].bits
        }
        for index in trace.operations.indices {
            if !targets.isEmpty { firstInstruction[index] = Int32(instructions.count) }
            guard isNeeded[index] else { continue }
            let operation = trace.operations[index]
            // The operation before has written the copy's destination.
            if index > 0, direct[index - 1] != .none { continue }
            let (left, right) = (address(operation.left), address(operation.right))
            // A place whose last reader is this operation can take its result.
            for operand in [operation.left, operation.right] where operand != .none && operand.kind == .result {
                guard Int(lastUse[operand.index]) == index, direct[operand.index] == .none else { continue }
                if operand == operation.right, operation.left == operation.right { continue }
                free.append(register[operand.index])
            }
            var destination = operation.destination.bits
            if operation.destination == .none, operation.operation.isPure, operation.operation != .condition {
                if direct[index] != .none {
                    destination = direct[index].bits
                } else {
                    let cell = free.popLast() ?? next
                    if cell == next { next += 1 }
                    register[index] = cell
                    destination = Operand(.cell, Int(cell)).bits
                }
            }
            while place < trace.places.count, trace.places[place].operation < index { place += 1 }
            if place < trace.places.count, trace.places[place].operation == index {
                places.append((instructions.count, trace.places[place].place))
            }
            instructions.append(
                Instruction(
                    operation.operation, destination: destination, left: left, right: right,
                    count: UInt32(operation.count)))
        }
        if !targets.isEmpty {
            firstInstruction[trace.operations.count] = Int32(instructions.count)
            for index in instructions.indices {
                let operation = UInt8(truncatingIfNeeded: instructions[index].code)
                guard operation == Operation.branchIfZero.rawValue || operation == Operation.jump.rawValue else {
                    continue
                }
                let target = Operand(bits: instructions[index].left).index
                instructions[index].left = UInt32(firstInstruction[target])
            }
        }
        instructions.append(
            Instruction(.end, destination: 0, left: 0, right: 0))
        frameSize = Int(next)
    }
}
