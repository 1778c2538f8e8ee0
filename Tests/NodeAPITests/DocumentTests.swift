import ChainNode
import NodeAPI
import SymbolonClient
import Testing

@Suite struct DocumentTests {
    /// The names of an operation's parameters of a place, following references.
    private func names(
        _ operation: JSONNode, in place: String, _ document: DocumentReader
    ) throws -> Set<String> {
        let parameters = try (operation["parameters"]?.elements ?? []).map(document.resolved)
        return Set(
            parameters.compactMap { parameter in
                guard parameter["in"] == .string(place), case .string(let name)? = parameter["name"] else { return nil }
                return name
            })
    }

    @Test func routesAndDocumentNameTheSameOperations() async throws {
        let document = try DocumentReader()
        try await ServedNode.run { served async throws in
            let routes = NodeServer.operations(of: served.node)
            let served = Set(routes.map { "\($0.method) \($0.template)" })
            let documented = Set(document.operations.map { "\($0.method) \($0.path)" })
            #expect(served.subtracting(documented) == [])
            #expect(documented.subtracting(served) == [])
            #expect(served.count == routes.count)
            for route in routes {
                guard
                    let operation = document.operations.first(where: {
                        $0.path == route.template && $0.method == route.method
                    })?.operation
                else { continue }
                let inQuery = try names(operation, in: "query", document)
                #expect(inQuery == Set(route.parameters), "\(route.template)")
                let variables = route.template.matches(of: #/\{([a-z]+)\}/#).map { String($0.output.1) }
                let inPath = try names(operation, in: "path", document)
                #expect(inPath == Set(variables), "\(route.template)")
            }
        }
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let document = try DocumentReader()
        let references = Set(DocumentReader.references(in: document.root))
        #expect(references.count > 80)
        for reference in references { _ = try document.value(at: reference) }
    }

    @Test func everyComponentIsUsed() throws {
        let document = try DocumentReader()
        let references = Set(DocumentReader.references(in: document.root))
        for kind in ["schemas", "responses", "parameters", "headers"] {
            for member in document.root["components"]?[kind]?.members ?? [] {
                #expect(references.contains("#/components/\(kind)/\(member.name)"))
            }
        }
    }

    @Test func operationIdentifiersAreUnique() throws {
        let identifiers = try DocumentReader().operations.map { $0.operation["operationId"] }
        #expect(!identifiers.contains(nil))
        #expect(Set(identifiers).count == identifiers.count)
    }

    /// An object schema says of every member whether it is allowed.
    @Test func everyObjectIsClosed() throws {
        func open(_ schema: JSONNode, _ place: String) -> [String] {
            guard let members = schema.members else { return [] }
            var found: [String] = []
            let isData = place.hasSuffix(".data")
            if schema["type"] == "object", schema["additionalProperties"] == nil, !isData { found.append(place) }
            for member in members {
                if case .array(let elements) = member.value {
                    for (index, element) in elements.enumerated() {
                        found += open(element, "\(place).\(member.name)[\(index)]")
                    }
                } else {
                    found += open(member.value, "\(place).\(member.name)")
                }
            }
            return found
        }
        let schemas = try DocumentReader().value(at: "#/components/schemas")
        #expect(open(schemas, "schemas") == [])
    }

    @Test func examplesFitTheirSchemas() throws {
        let document = try DocumentReader()
        let checker = SchemaChecker(document: document)
        var count = 0
        for schema in try document.value(at: "#/components/schemas").members ?? [] {
            guard let example = schema.value["example"] else { continue }
            #expect(try checker.problems(of: example, against: schema.value) == [], "\(schema.name)")
            count += 1
        }
        for response in try document.value(at: "#/components/responses").members ?? [] {
            for content in response.value["content"]?.members ?? [] {
                guard let example = content.value["example"], let schema = content.value["schema"] else { continue }
                #expect(try checker.problems(of: example, against: schema) == [], "\(response.name)")
                count += 1
            }
        }
        #expect(count >= 10)
    }

    @Test func documentIsServedAsItIs() async throws {
        try await ServedNode.run { served async throws in
            let answer = try await served.http.send("GET", "/openapi.yaml")
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/yaml")
            #expect(answer.body == Array(OpenAPIDocument.text.utf8))
        }
    }

    @Test func checkerFindsPlantedViolations() throws {
        let document = try DocumentReader()
        let checker = SchemaChecker(document: document)
        let schema: JSONNode = ["$ref": "#/components/schemas/Account"]
        let digest = String(repeating: "ab", count: 32)
        let good: JSONNode = [
            "account": .string(digest), "nonce": 0, "publicKey": nil, "roles": ["person"], "frozen": false,
        ]
        #expect(try checker.problems(of: good, against: schema) == [])
        let changes: [(String, JSONNode?)] = [
            ("account", "abc"), ("nonce", -1), ("nonce", "0"), ("publicKey", 5), ("roles", ["king"]),
            ("frozen", nil), ("extra", 1),
        ]
        for (name, value) in changes {
            var members = (good.members ?? []).filter { $0.name != name }
            if let value { members.append(.init(name: name, value: value)) }
            #expect(try checker.problems(of: .object(members), against: schema) != [], "\(name)")
        }
    }
}
