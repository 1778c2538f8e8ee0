/// A JSON value that is written as snarkjs writes it: members in a given order, one blank per level.
enum IndentedJSON {
    case string(String)
    case number(Int)
    case array([IndentedJSON])
    case object([(name: String, value: IndentedJSON)])

    /// The text, without a line feed at the end.
    var text: String {
        var text = ""
        append(to: &text, level: 0)
        return text
    }

    private func append(to text: inout String, level: Int) {
        switch self {
        case .string(let value): text += "\"\(value)\""
        case .number(let value): text += String(value)
        case .array(let elements):
            IndentedJSON.append(elements.map { (nil, $0) }, brackets: ("[", "]"), to: &text, level: level)
        case .object(let members):
            IndentedJSON.append(members.map { ($0.name, $0.value) }, brackets: ("{", "}"), to: &text, level: level)
        }
    }

    private static func append(
        _ members: [(name: String?, value: IndentedJSON)], brackets: (String, String), to text: inout String, level: Int
    ) {
        text += brackets.0
        for (index, member) in members.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            text += String(repeating: " ", count: level + 1)
            if let name = member.name { text += "\"\(name)\": " }
            member.value.append(to: &text, level: level + 1)
        }
        if !members.isEmpty { text += "\n" + String(repeating: " ", count: level) }
        text += brackets.1
    }
}
