package import JSONNodes

/// A JSON value as indented lines of names and values, for people.
package enum Listing {
    /// The lines.
    package static func text(of node: JSONNode) -> String {
        var lines: [String] = []
        append(node, indentation: 0, to: &lines)
        return lines.joined(separator: "\n")
    }

    private static func append(_ node: JSONNode, indentation: Int, to lines: inout [String]) {
        let blanks = String(repeating: " ", count: indentation)
        switch node {
        case .object(let members):
            for member in members {
                if let scalar = scalar(member.value) {
                    lines.append("\(blanks)\(member.name): \(scalar)")
                } else {
                    lines.append("\(blanks)\(member.name):")
                    append(member.value, indentation: indentation + 2, to: &lines)
                }
            }
        case .array(let elements):
            for element in elements {
                var inner: [String] = []
                append(element, indentation: indentation + 2, to: &inner)
                guard let first = inner.first else { continue }
                lines.append("\(blanks)- \(first.dropFirst(indentation + 2))")
                lines.append(contentsOf: inner.dropFirst())
            }
        default: lines.append("\(blanks)\(scalar(node) ?? "")")
        }
    }

    private static func scalar(_ node: JSONNode) -> String? {
        switch node {
        case .null: "-"
        case .boolean(let value): value ? "yes" : "no"
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .string(let value): Console.visible(value)
        case .array(let elements):
            elements.isEmpty
                ? "none" : elements.allSatisfy(\.isScalar) ? elements.compactMap(scalar).joined(separator: ", ") : nil
        case .object(let members): members.isEmpty ? "none" : nil
        }
    }
}

extension JSONNode {
    fileprivate var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}
