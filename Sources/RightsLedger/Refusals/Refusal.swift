/// The answer that a transaction does not apply, and why.
///
/// A refused transaction changes nothing at all. The facts are public: amounts and names from the state and the
/// transaction, never a secret.
package struct Refusal: Error, Hashable, Sendable {
    /// Why.
    package var code: RefusalCode
    /// The position of the operation that was refused, from 0; `nil` where the transaction as a whole was.
    package var operationIndex: Int?
    /// What the sender needs to know to do better, in a fixed order.
    package var facts: [Fact]

    package init(_ code: RefusalCode, operationIndex: Int? = nil, facts: [Fact] = []) {
        self.code = code
        self.operationIndex = operationIndex
        self.facts = facts
    }

    /// One named value, such as `expected` and `7`.
    package struct Fact: Hashable, Sendable {
        /// What the value is.
        package var name: String
        /// The value as text.
        package var value: String

        package init(_ name: String, _ value: some CustomStringConvertible) {
            self.name = name
            self.value = value.description
        }
    }

    /// The value of a fact; `nil` where there is no fact of that name.
    package subscript(fact name: String) -> String? {
        facts.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
}

extension Refusal: CustomStringConvertible {
    /// The code's name and number, the operation and the facts.
    package var description: String {
        var text = "\(code.name) (\(code.rawValue))"
        if let operationIndex { text += " in operation \(operationIndex)" }
        if !facts.isEmpty { text += ": " + facts.map { "\($0.name) \($0.value)" }.joined(separator: ", ") }
        return text
    }
}
