/// What the names of one running template or function stand for.
struct Frame {
    enum Binding: UInt8 {
        case nothing
        case scalar
        case array
        /// A block of signals.
        case wires
        case components
        /// A bus that is declared and has no type yet.
        case busWithoutType
    }

    var bindings: [Binding]
    var scalars: [Value]
    var arrays: [[Value]]
    /// The dimensions of arrays of variables, signals and components.
    var dimensions: [[Int]]
    /// The block of signals or the group of components.
    var indices: [Int32]
    /// The tags that variables carry from the signals that were assigned to them as a whole.
    var variableTags: [Int: TagSet] = [:]

    init(slotCount: Int) {
        bindings = Array(repeating: .nothing, count: slotCount)
        scalars = Array(repeating: .zero, count: slotCount)
        arrays = Array(repeating: [], count: slotCount)
        dimensions = Array(repeating: [], count: slotCount)
        indices = Array(repeating: -1, count: slotCount)
    }

    /// Gives the parameters, which have the first places, their values.
    mutating func bind(_ arguments: [InstanceBuilder.Argument]) {
        for (slot, argument) in arguments.enumerated() {
            if argument.dimensions.isEmpty {
                bindings[slot] = .scalar
                scalars[slot] = Value(number: argument.values[0])
            } else {
                bindings[slot] = .array
                arrays[slot] = argument.values.map { Value(number: $0) }
                dimensions[slot] = argument.dimensions
            }
        }
    }
}

/// The value of an expression.
enum Evaluated {
    case scalar(Value)
    case array([Value], [Int])
    /// Signals or buses in one run of numbers.
    case wires(WireSlice)

    /// A run of signals: the elements of an array, or one bus.
    struct WireSlice {
        var base: Int
        var dimensions: [Int]
        var bus: Int32
        var count: Int
    }
}

/// What a statement ends with.
enum Flow {
    case next
    case returned(Evaluated)
}
