// Whoever imports the SDK sees the JSON values that it answers with.
@_exported public import JSONNodes

extension JSONNode {
    /// The value of a member that must be there.
    public func member(_ name: String) throws(ClientError) -> JSONNode {
        guard let value = self[name] else { throw .answerMalformed(reason: "the member \(name) is missing") }
        return value
    }

    /// The text of a member.
    public func text(_ name: String) throws(ClientError) -> String {
        guard case .string(let text) = try member(name) else { throw JSONNode.mismatch(name, "a text") }
        return text
    }

    /// The truth value of a member.
    public func boolean(_ name: String) throws(ClientError) -> Bool {
        guard case .boolean(let value) = try member(name) else { throw JSONNode.mismatch(name, "true or false") }
        return value
    }

    /// The number of a member.
    public func number<Number: FixedWidthInteger>(_ name: String) throws(ClientError) -> Number {
        guard case .integer(let value) = try member(name), let number = Number(exactly: value) else {
            throw JSONNode.mismatch(name, "a whole number in range")
        }
        return number
    }

    /// The quantity of a member, which stands in the text as a string of digits.
    public func quantity<Number: FixedWidthInteger>(_ name: String) throws(ClientError) -> Number {
        guard case .string(let digits) = try member(name), let number = Number(digits) else {
            throw JSONNode.mismatch(name, "a string of digits in range")
        }
        return number
    }

    /// The elements of a member that is a list.
    public func list(_ name: String) throws(ClientError) -> [JSONNode] {
        guard case .array(let elements) = try member(name) else { throw JSONNode.mismatch(name, "a list") }
        return elements
    }

    /// The value that a text member stands for.
    func parsed<Value>(_ name: String, _ parse: (String) -> Value?) throws(ClientError) -> Value {
        let text = try text(name)
        guard let value = parse(text) else { throw JSONNode.mismatch(name, "a \(Value.self)") }
        return value
    }

    /// The elements of a list member, each read in turn.
    func elements<Value>(
        _ name: String, _ read: (JSONNode) throws(ClientError) -> Value
    ) throws(ClientError) -> [Value] {
        var values: [Value] = []
        for element in try list(name) { values.append(try read(element)) }
        return values
    }

    private static func mismatch(_ name: String, _ expected: String) -> ClientError {
        .answerMalformed(reason: "the member \(name) is not \(expected)")
    }
}
