import SymbolonClient

/// Checks a JSON value against the part of JSON Schema 2020-12 that the document uses; other keywords are refused.
struct SchemaChecker {
    let document: DocumentReader

    /// What is wrong with a value, each with its place; empty where it fits.
    func problems(of value: JSONNode, against schema: JSONNode, at place: String = "$") throws -> [String] {
        guard case .object(let keywords) = schema else { throw TestFailure("a schema is not an object") }
        var problems: [String] = []
        for keyword in keywords {
            problems += try check(value, keyword.name, keyword.value, schema, place)
        }
        return problems
    }

    private func check(
        _ value: JSONNode, _ keyword: String, _ rule: JSONNode, _ schema: JSONNode, _ place: String
    ) throws -> [String] {
        switch keyword {
        case "description", "default", "example", "format", "title": return []
        case "$ref": return try problems(of: value, against: try document.resolved(schema), at: place)
        case "type":
            let types = rule.elements ?? [rule]
            return types.contains(where: value.isType) ? [] : ["\(place): not of type \(rule.text)"]
        case "const": return value == rule ? [] : ["\(place): not \(rule.text)"]
        case "enum": return rule.elements?.contains(value) == true ? [] : ["\(place): not one of \(rule.text)"]
        case "pattern":
            guard case .string(let text) = value, case .string(let pattern) = rule else { return [] }
            return try text.contains(Regex(pattern)) ? [] : ["\(place): \"\(text)\" does not match \(pattern)"]
        case "minimum", "maximum":
            guard case .integer(let number) = value, case .integer(let bound) = rule else { return [] }
            let isIn = keyword == "minimum" ? number >= bound : number <= bound
            return isIn ? [] : ["\(place): \(number) breaks \(keyword) \(bound)"]
        case "minLength", "maxLength":
            guard case .string(let text) = value, case .integer(let bound) = rule else { return [] }
            let isIn = keyword == "minLength" ? text.count >= bound : text.count <= bound
            return isIn ? [] : ["\(place): \(text.count) characters break \(keyword) \(bound)"]
        case "minItems", "maxItems":
            guard let elements = value.elements, case .integer(let bound) = rule else { return [] }
            let isIn = keyword == "minItems" ? elements.count >= bound : elements.count <= bound
            return isIn ? [] : ["\(place): \(elements.count) elements break \(keyword) \(bound)"]
        case "items":
            return try (value.elements ?? []).enumerated().flatMap { index, element in
                try problems(of: element, against: rule, at: "\(place)[\(index)]")
            }
        case "required":
            guard let members = value.members else { return [] }
            return (rule.elements ?? []).compactMap { name in
                guard case .string(let text) = name, !members.contains(where: { $0.name == text }) else { return nil }
                return "\(place): \(text) is missing"
            }
        case "properties":
            return try (value.members ?? []).flatMap { member -> [String] in
                guard let inner = rule[member.name] else { return [] }
                return try problems(of: member.value, against: inner, at: "\(place).\(member.name)")
            }
        case "additionalProperties":
            let extra = (value.members ?? []).filter { schema["properties"]?[$0.name] == nil }
            if rule == .boolean(false) { return extra.map { "\(place): \($0.name) is unknown" } }
            return try extra.flatMap { try problems(of: $0.value, against: rule, at: "\(place).\($0.name)") }
        case "oneOf":
            let attempts = try (rule.elements ?? []).map { try problems(of: value, against: $0, at: place) }
            let fitting = attempts.filter(\.isEmpty).count
            if fitting == 1 { return [] }
            return fitting > 1
                ? ["\(place): fits \(fitting) alternatives"]
                : ["\(place): fits no alternative"] + (attempts.min { $0.count < $1.count } ?? [])
        default: throw TestFailure("the checker does not know the keyword \(keyword)")
        }
    }
}

extension JSONNode {
    var elements: [JSONNode]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    fileprivate func isType(_ type: JSONNode) -> Bool {
        switch (type, self) {
        case (.string("null"), .null), (.string("boolean"), .boolean), (.string("integer"), .integer),
            (.string("number"), .integer), (.string("number"), .real), (.string("string"), .string),
            (.string("array"), .array), (.string("object"), .object):
            true
        default: false
        }
    }
}
