internal import FiniteFields

/// Where the witness program finds a value: a constant, a signal, the result of an operation, or a cell.
struct Operand: Hashable, Sendable {
    var bits: UInt32

    enum Kind: UInt32 {
        case constant = 0
        /// A signal of the template instance.
        case signal = 1
        /// A cell of the frame: memory that can be written more than once.
        case cell = 2
        /// The result of an operation of the trace, written once.
        case result = 3
    }

    static let indexBits: UInt32 = 30
    static let indexMax = (1 << 30) - 1

    @inline(__always)
    init(_ kind: Kind, _ index: Int) { bits = kind.rawValue << Self.indexBits | UInt32(truncatingIfNeeded: index) }

    /// Nothing: the destination of an operation that has none.
    static let none = Operand(bits: .max)

    init(bits: UInt32) { self.bits = bits }

    @inline(__always)
    var kind: Kind { Kind(rawValue: bits >> Self.indexBits) ?? .constant }

    @inline(__always)
    var index: Int { Int(bits & UInt32(Self.indexMax)) }
}

/// What kind of expression over signals a value is: constraints accept up to quadratic ones.
///
/// The classes and how operations combine them are those of the official compiler (`circom_algebra/src/algebra.rs`).
enum Degree: UInt8, Comparable, Sendable {
    case number
    case signal
    case linear
    case quadratic
    case nonQuadratic

    static func < (left: Degree, right: Degree) -> Bool { left.rawValue < right.rawValue }
}

/// A value during elaboration: a number, or an expression over signals that the witness program computes.
struct Value: Sendable {
    /// The number, where the degree is ``Degree/number``.
    var number: Fr
    var operand: Operand
    var degree: Degree

    @inline(__always)
    init(number: Fr) {
        self.number = number
        operand = .none
        degree = .number
    }

    @inline(__always)
    init(_ operand: Operand, _ degree: Degree) {
        number = .zero
        self.operand = operand
        self.degree = degree
    }

    static let zero = Value(number: .zero)

    @inline(__always)
    var isNumber: Bool { degree == .number }
}
