/// A JSON value whose objects keep the order in which their members were written.
///
/// The node builds its answers from these, so that the same state always gives the same bytes.
package enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// The value of a member of an object; `nil` where there is none or this is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

/// One member of a JSON object.
package struct JSONMember: Sendable, Equatable {
    package let name: String
    package let value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { JSONMember($0.0, $0.1) })
    }

    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    package init(stringLiteral value: String) { self = .string(value) }

    package init(booleanLiteral value: Bool) { self = .boolean(value) }

    package init(integerLiteral value: Int64) { self = .integer(value) }

    package init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
    /// A quantity that may use all 64 bits, as decimal digits in a string.
    ///
    /// Readers that keep JSON numbers as binary floating point would lose digits above 2^53.
    package static func quantity(_ value: some FixedWidthInteger) -> JSONValue { .string(String(value)) }

    /// A number that stays below 2^53: a height, an id that counts up from 1, a time in seconds.
    package static func number(_ value: some FixedWidthInteger) -> JSONValue {
        .integer(Int64(clamping: value))
    }

    /// The text of a value, such as an id; `null` where there is none.
    package static func text(_ value: (some CustomStringConvertible)?) -> JSONValue {
        value.map { .string($0.description) } ?? .null
    }

    /// The same object with further members at its end.
    ///
    /// - Precondition: This is an object.
    package func adding(_ members: [JSONMember]) -> JSONValue {
        guard case .object(let present) = self else { preconditionFailure("only an object has members") }
        return .object(present + members)
    }
}
