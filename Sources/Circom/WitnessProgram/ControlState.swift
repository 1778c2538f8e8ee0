internal import FiniteFields

/// Code with control flow that is being compiled for run time: a function, or a statement of a template whose condition
/// only the witness knows.
struct ControlState {
    /// Where a name is found at run time.
    enum Location {
        case nothing
        case constant(Value)
        /// Cells from a first one on, row by row.
        case cells(Int, [Int])
        /// A block of signals of the template (regions only).
        case wires(Int)
        /// A group of components (regions only).
        case components
    }

    var locations: [Location] = []
    var trace = Trace()
    /// The function that is being compiled, -1 in a region.
    var function = -1
    /// Whether a `return` has fixed the result's dimensions.
    var hasResult = false
    /// Signals that the current path of a region has assigned.
    var assigned: Set<Int> = []
    var isInsideLoop = false
}

/// A value in compiled code: an operand, or an array in consecutive cells.
struct ControlValue {
    var operand: Operand
    var dimensions: [Int]

    var count: Int { dimensions.reduce(1, *) }

    /// Element `index` of an array, or the value itself.
    func element(_ index: Int) -> Operand { Operand(operand.kind, operand.index + index) }
}
