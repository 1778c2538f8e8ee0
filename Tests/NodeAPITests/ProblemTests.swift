import ChainNode
import NodeAPI
import RightsLedger
import Signatures
import SymbolonClient
import Testing

@Suite struct ProblemTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var method = "GET"
        var target: String
        var status: Int
        var code: String
        var testDescription: String { "\(method) \(target.prefix(60)) gives \(status) \(code)" }
    }

    static let digest = String(repeating: "ab", count: 32)

    static let rows = [
        Row(target: "/", status: 404, code: "routeNotFound"),
        Row(target: "/v1", status: 404, code: "routeNotFound"),
        Row(target: "/v1/unknown", status: 404, code: "routeNotFound"),
        Row(target: "/v1/status/", status: 404, code: "routeNotFound"),
        Row(target: "//v1/status", status: 404, code: "routeNotFound"),
        Row(target: "/v1/accounts//holdings", status: 404, code: "routeNotFound"),
        Row(method: "DELETE", target: "/v1/status", status: 405, code: "methodNotAllowed"),
        Row(method: "PUT", target: "/v1/transactions", status: 405, code: "methodNotAllowed"),
        Row(method: "POST", target: "/v1/blocks/latest", status: 405, code: "methodNotAllowed"),
        Row(target: "/v1/transactions", status: 405, code: "methodNotAllowed"),
        Row(target: "/v1/admin/backup", status: 405, code: "methodNotAllowed"),
        Row(method: "TRACE", target: "/v1/status", status: 405, code: "methodNotAllowed"),
        Row(target: "/v1/status?verbose=true", status: 400, code: "unknownParameter"),
        Row(target: "/v1/classes?limit=5&limit=6", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?limit=0", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?limit=101", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?limit=+5", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?limit=05", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?limit=99999999999999999999999", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?limit", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?cursor=", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?cursor=AAAA", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?cursor=\(digest)", status: 400, code: "invalidParameter"),
        Row(target: "/v1/classes?%FF=1", status: 400, code: "malformedRequest"),
        Row(target: "/v1/classes?symbol=%FF", status: 400, code: "malformedRequest"),
        Row(target: "/v1/events?type=nonsense", status: 400, code: "invalidParameter"),
        Row(target: "/v1/events?account=12", status: 400, code: "invalidParameter"),
        Row(target: "/v1/events?class=-1", status: 400, code: "invalidParameter"),
        Row(target: "/v1/positions?epoch=x", status: 400, code: "invalidParameter"),
        Row(target: "/v1/state/00?proof=yes", status: 400, code: "invalidParameter"),
        Row(target: "/v1/accounts/abc", status: 400, code: "malformedIdentifier"),
        Row(target: "/v1/accounts/\(digest)0", status: 400, code: "malformedIdentifier"),
        Row(target: "/v1/accounts/%00", status: 400, code: "malformedIdentifier"),
        Row(target: "/v1/transactions/\(String(repeating: "zz", count: 32))", status: 400, code: "malformedIdentifier"),
        Row(target: "/v1/blocks/-1", status: 400, code: "malformedIdentifier"),
        Row(target: "/v1/blocks/18446744073709551616", status: 400, code: "malformedIdentifier"),
        Row(target: "/v1/classes/4294967296", status: 400, code: "malformedIdentifier"),
        Row(target: "/v1/state/0", status: 400, code: "malformedIdentifier"),
        Row(target: "/v1/state/xy", status: 400, code: "malformedIdentifier"),
        Row(target: "/v1/transactions/\(digest)", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/blocks/18446744073709551615", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/blocks/99/transactions", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/classes/77", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/classes/77/supply", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/classes/77/items/1", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/agreements/77", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/campaigns/77", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/receipts/77", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/attestations/\(digest)", status: 404, code: "resourceNotFound"),
        Row(target: "/v1/state/00?height=99", status: 404, code: "resourceNotFound"),
    ]

    @Test func everyProblemIsTyped() async throws {
        let document = try DocumentReader()
        let checker = SchemaChecker(document: document)
        let schema = try document.value(at: "#/components/schemas/Problem")
        try await ServedNode.run { served async throws in
            for row in Self.rows {
                let answer = try await served.http.send(row.method, row.target)
                #expect(answer.status == row.status, "\(row.testDescription)")
                #expect(answer.header("Content-Type") == "application/problem+json", "\(row.testDescription)")
                let problem = try answer.json()
                #expect(try problem.text("code") == row.code, "\(row.testDescription)")
                #expect(try problem.number("status") as Int == row.status, "\(row.testDescription)")
                #expect(try checker.problems(of: problem, against: schema) == [], "\(row.testDescription)")
                #expect(answer.header("Symbolon-Height") == "0", "\(row.testDescription)")
            }
        }
    }

    @Test func methodNotAllowedNamesTheMethods() async throws {
        try await ServedNode.run { served async throws in
            #expect(try await served.http.send("POST", "/v1/status").header("Allow") == "GET")
            #expect(try await served.http.send("GET", "/v1/transactions").header("Allow") == "POST")
        }
    }

    @Test func codesAndNumbersAreFixed() {
        let codes = ProblemCode.allCases.map { "\($0.rawValue) \($0.name)" }
        #expect(
            codes == [
                "1001 malformedRequest", "1002 unknownParameter", "1003 invalidParameter", "1004 malformedIdentifier",
                "1005 malformedBody", "1006 bodyTooLarge", "1007 unsupportedContentType", "1008 notAcceptable",
                "1009 routeNotFound", "1010 methodNotAllowed", "1011 resourceNotFound", "1012 heightNotAvailable",
                "1013 apiKeyMissing", "1014 apiKeyWrong", "1015 requestTimeout", "1016 answerTimeout",
                "1017 nodeStopping", "1018 internalFailure", "1019 administrationDisabled", "1020 administrationFailed",
            ])
        let ledger = Set(RefusalCode.allCases.map(\.rawValue))
        #expect(ledger.isDisjoint(with: ProblemCode.allCases.map(\.rawValue)))
    }

    @Test func contentTypesAreChecked() async throws {
        try await ServedNode.run { served async throws in
            let http = served.http
            let text = try await http.send(
                "POST", "/v1/transactions", body: [1], headers: ["Content-Type": "text/plain"])
            #expect(text.status == 415)
            #expect(try text.json().text("code") == "unsupportedContentType")
            let json = try await http.send(
                "POST", "/v1/transactions/batch", body: [1], headers: ["Content-Type": "application/json"])
            #expect(json.status == 415)
            let withParameter = try await http.send(
                "POST", "/v1/transactions", body: Array("{}".utf8),
                headers: ["Content-Type": "Application/JSON; charset=utf-8"])
            #expect(withParameter.status == 400)
            let image = try await http.post("/v1/transactions/batch", protobuf: [], accept: "image/png")
            #expect(image.status == 406)
            let preferred = try await http.post(
                "/v1/transactions/batch", protobuf: [], accept: "text/html, application/json;q=0.9")
            #expect(preferred.header("Content-Type") == "application/json")
        }
    }

    @Test func bodiesHaveALimit() async throws {
        try await ServedNode.run { served async throws in
            let large = try await served.http.post(
                "/v1/transactions", protobuf: Array(repeating: 0, count: (128 << 10) + 1))
            #expect(large.status == 413)
            #expect(try large.json().text("code") == "bodyTooLarge")
            #expect(large.header("Connection")?.lowercased() == "close")
            // Within the limit of bodies, but over the ledger's for one transaction.
            let transaction = try await served.http.post(
                "/v1/transactions", protobuf: Array(repeating: 0, count: 65_537))
            #expect(transaction.status == 413 || transaction.status == 400)
        }
    }

    @Test func jsonBodiesAreClosed() async throws {
        try await ServedNode.run { served async throws in
            let bodies = [
                "", "{}", "[]", "null", "{\"transaction\": 5}", "{\"transaction\": \"???\"}",
                "{\"transaction\": \"AAAA\", \"more\": 1}", "{\"transaction\"", "\u{FEFF}{\"transaction\": \"AAAA\"}x",
                String(repeating: "[", count: 50_000), "{\"transaction\": null}",
            ]
            for body in bodies {
                let answer = try await served.http.post("/v1/transactions", json: body)
                #expect(answer.status == 400, "\(body.prefix(40))")
                #expect(try answer.json().text("code") == "malformedBody", "\(body.prefix(40))")
            }
        }
    }

    @Test func cursorBelongsToItsQuestion() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let page = try await served.http.send("GET", "/v1/classes?limit=2").json()
            let cursor = try page.text("next")
            let next = try await served.http.send("GET", "/v1/classes?limit=2&cursor=\(cursor)").json()
            #expect(try next.list("items").map { try $0.number("class") as Int } == [3, 4])
            #expect(next["next"] == .null)
            for target in ["/v1/agreements", "/v1/events", "/v1/blocks"] {
                let answer = try await served.http.send("GET", "\(target)?cursor=\(cursor)")
                #expect(answer.status == 400, "\(target)")
                #expect(try answer.json().text("pointer") == "query/cursor")
            }
            var changed = Array(cursor.utf8)
            changed[changed.count - 1] = changed[changed.count - 1] == 65 ? 66 : 65
            let text = String(decoding: changed, as: UTF8.self)
            #expect(try await served.http.send("GET", "/v1/classes?cursor=\(text)").status == 400)
        }
    }

    @Test func prunedHeightIsGone() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            _ = try await served.node.prune(heightsKept: 2)
            let key = Hex.encode(LightClient.key(ofSupply: Story.points))
            let answer = try await served.http.send("GET", "/v1/state/\(key)?height=1&proof=true")
            #expect(answer.status == 410)
            #expect(try answer.json().text("code") == "heightNotAvailable")
        }
    }
}
