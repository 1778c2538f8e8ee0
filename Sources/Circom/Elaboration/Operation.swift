/// The operations of traces and witness programs.
///
/// The raw values are part of the `.wprog` format.
enum Operation: UInt8, Sendable, CaseIterable {
    // Arithmetic, in the order of ``InfixOperator`` and ``PrefixOperator``.
    case add, subtract, multiply, divide, integerDivide, modulo, power, shiftLeft, shiftRight
    case lessOrEqual, greaterOrEqual, less, greater, equal, notEqual, or, and, bitOr, bitAnd, bitXor
    case negate, not, complement
    case copy
    /// `left` where the condition before holds, otherwise `right`.
    case select
    /// The condition of the ``select`` that follows: `left` is not zero.
    case condition
    /// Continue at instruction `left` when `right` is zero.
    case branchIfZero
    /// Continue at instruction `left`.
    case jump
    /// Runs child `left` of the instance.
    case run
    /// Calls function `left`; its arguments, and then its results, are in the cells from `right` on.
    case call
    /// Ends a function or a template.
    case end
    /// Fails unless `left` is not zero.
    case assert
    /// Fails unless `left` equals `right`.
    case constrain
    /// Reads the element with number `right` of the array that starts at `left`.
    case load
    /// Writes `left` to the element with number `right` of the array that starts at the destination.
    case store
    /// Logs value `left`; `right` is 1 for the first entry of a line.
    case logValue
    /// Logs string `left`.
    case logText
    /// Ends a line of the log.
    case logEnd

    @inline(__always)
    init(_ infix: InfixOperator) { self = Operation(rawValue: infix.rawValue) ?? .add }

    @inline(__always)
    init(_ prefix: PrefixOperator) {
        self = Operation(rawValue: Operation.negate.rawValue + prefix.rawValue) ?? .negate
    }

    /// Whether the operation only computes its destination, so that it can go when nothing reads that.
    var isPure: Bool { rawValue <= Operation.condition.rawValue || self == .load }
}
