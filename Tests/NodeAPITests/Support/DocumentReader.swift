import NodeAPI
import SymbolonClient
import Yams

/// The OpenAPI document as a JSON value, with its references followed.
struct DocumentReader {
    let root: JSONNode

    init() throws {
        guard let node = try Yams.compose(yaml: OpenAPIDocument.text) else {
            throw TestFailure("the document is empty")
        }
        root = try DocumentReader.json(node)
    }

    /// The value at a reference such as `#/components/schemas/Account`.
    func value(at reference: String) throws -> JSONNode {
        var value = root
        for part in reference.split(separator: "/").dropFirst() {
            guard let next = value[String(part)] else { throw TestFailure("\(reference) leads nowhere") }
            value = next
        }
        return value
    }

    /// The value itself, or what its reference leads to.
    func resolved(_ value: JSONNode) throws -> JSONNode {
        guard case .string(let reference)? = value["$ref"] else { return value }
        return try self.value(at: reference)
    }

    /// Each operation by its path and method.
    var operations: [(path: String, method: String, operation: JSONNode)] {
        guard case .object(let paths)? = root["paths"] else { return [] }
        return paths.flatMap { path in
            guard case .object(let methods) = path.value else { return [(String, String, JSONNode)]() }
            return methods.map { (path.name, $0.name.uppercased(), $0.value) }
        }
    }

    /// The schema of an operation's JSON answer with a status.
    func answerSchema(path: String, method: String, status: Int) throws -> JSONNode {
        let matching = operations.first { $0.path == path && $0.method == method }
        guard let operation = matching?.operation, let response = operation["responses"]?[String(status)],
            let content = try resolved(response)["content"],
            let schema = (content["application/json"] ?? content["application/problem+json"])?["schema"]
        else { throw TestFailure("\(method) \(path) has no schema for status \(status)") }
        return schema
    }

    /// Every reference in a value.
    static func references(in value: JSONNode) -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { member -> [String] in
                if member.name == "$ref", case .string(let reference) = member.value { return [reference] }
                return references(in: member.value)
            }
        case .array(let elements): elements.flatMap(references)
        default: []
        }
    }

    private static func json(_ node: Yams.Node) throws -> JSONNode {
        switch node {
        case .mapping(let mapping):
            var members: [JSONNode.Member] = []
            for (key, value) in mapping {
                members.append(.init(name: key.scalar?.string ?? "", value: try json(value)))
            }
            return .object(members)
        case .sequence(let sequence): return .array(try sequence.map(json))
        case .scalar(let scalar):
            if scalar.style != .plain { return .string(scalar.string) }
            if let value = node.bool { return .boolean(value) }
            if let value = node.int { return .integer(Int64(value)) }
            return node.null == nil ? .string(scalar.string) : .null
        default: throw TestFailure("the document has an alias")
        }
    }
}
