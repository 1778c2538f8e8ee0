/// Why a witness program cannot be read or ends without a witness.
package enum WitnessError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The bytes are no witness program of this version.
    case programUnreadable(String)
    /// A C++ function computes the outputs of this template, which no witness program has.
    case foreignTemplate(String)
    /// The input is no JSON document.
    case inputNotJSON(offset: Int)
    /// A number outside quotes that JSON does not have, such as 007 or 0x1f.
    case inputNumberNotJSON(offset: Int)
    /// An object has two members of this name.
    case inputTwice(name: String, offset: Int)
    case inputMissing(String)
    case inputUnknown(String)
    /// An input does not have the shape that the circuit declares.
    case inputShape(name: String, expected: String)
    case inputNotANumber(name: String)
    /// An `assert` or `===` of the source does not hold for these inputs.
    case checkFailed(template: String, place: String, detail: String)
    /// A division by zero, an index outside an array, or a recursion without end.
    case executionFailed(template: String, place: String, detail: String)

    package var description: String {
        switch self {
        case .programUnreadable(let reason): "the file is no witness program: \(reason)"
        case .foreignTemplate(let title):
            "\(title) is extern_c: a C++ function computes it, so there is no witness program of this circuit"
        case .inputNotJSON(let offset): "the input is not JSON: error at byte \(offset)"
        case .inputNumberNotJSON(let offset):
            "the number at byte \(offset) is not one of JSON: a hexadecimal one goes in quotes, as \"0x1f\", and a decimal one "
                + "has no leading zeros"
        case .inputTwice(let name, let offset): "the name \(name) is there twice in one object, again at byte \(offset)"
        case .inputMissing(let name): "input \(name) is missing"
        case .inputUnknown(let name): "the circuit has no input \(name)"
        case .inputShape(let name, let expected): "input \(name) must be \(expected)"
        case .inputNotANumber(let name):
            "input \(name) must hold whole numbers, as decimal or 0x texts or as JSON integers"
        case .checkFailed(let template, let place, let detail): "\(detail), in \(template) at \(place)"
        case .executionFailed(let template, let place, let detail): "\(detail), in \(template) at \(place)"
        }
    }
}
