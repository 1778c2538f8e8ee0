/// One instruction of a witness program: 16 bytes.
///
/// An address names a constant, a signal of the running instance or a cell of its frame by the two highest bits
/// (``Operand/Kind``) and a number.
struct Instruction: Sendable, Equatable {
    /// The operation in the lowest eight bits, the count of an indexed array above.
    var code: UInt32
    var destination: UInt32
    var left: UInt32
    var right: UInt32

    init(_ operation: Operation, destination: UInt32, left: UInt32, right: UInt32, count: UInt32 = 0) {
        code = UInt32(operation.rawValue) | count << 8
        self.destination = destination
        self.left = left
        self.right = right
    }

    init(code: UInt32, destination: UInt32, left: UInt32, right: UInt32) {
        self.code = code
        self.destination = destination
        self.left = left
        self.right = right
    }

    static let countMax = 1 << 24
}

/// A run of instructions that a template instance or a function consists of.
struct CodeBlock: Sendable, Equatable {
    /// The first instruction, in the program's table.
    var start: UInt32
    /// The cells of the frame.
    var frameSize: UInt32
    /// The arguments of a function; of an instance the number of its own signals.
    var argumentCount: UInt32
    /// The results of a function; of an instance the first of its children in the program's table.
    var resultCount: UInt32
    /// The title for messages, in the program's strings.
    var title: UInt32
}
