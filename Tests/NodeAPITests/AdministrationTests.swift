import ChainNode
import Foundation
import NodeAPI
import SymbolonClient
import Testing

@Suite struct AdministrationTests {
    @Test func keyIsNeeded() async throws {
        try await ServedNode.run { served async throws in
            let missing = try await served.http.post("/v1/admin/prune", json: "{\"heightsKept\": 5}")
            #expect(missing.status == 401)
            #expect(missing.header("WWW-Authenticate") == "Bearer")
            #expect(try missing.json().text("code") == "apiKeyMissing")
            for wrong in ["", "x", ServedNode.apiKey + "x", String(ServedNode.apiKey.dropLast())] {
                let answer = try await served.http.post(
                    "/v1/admin/prune", json: "{\"heightsKept\": 5}", bearer: wrong)
                #expect(answer.status == 401, "\(wrong)")
            }
            let basic = try await served.http.send(
                "POST", "/v1/admin/prune", body: Array("{}".utf8),
                headers: ["Authorization": "Basic \(ServedNode.apiKey)", "Content-Type": "application/json"])
            #expect(basic.status == 401)
            #expect(try basic.json().text("code") == "apiKeyWrong")
        }
    }

    @Test func keyOpensAdministration() async throws {
        try await ServedNode.run { served async throws in
            let answer = try await served.http.post(
                "/v1/admin/prune", json: "{\"heightsKept\": 5}", bearer: ServedNode.apiKey)
            #expect(answer.status == 200)
            #expect(try answer.json().number("recordsRemoved") as Int >= 0)
            let viaClient = try await served.client.administer("/v1/admin/prune", "{\"heightsKept\": 5}")
            #expect(try viaClient.number("recordsRemoved") as Int >= 0)
        }
    }

    @Test func withoutAKeyAdministrationIsOff() async throws {
        try await ServedNode.run(apiKey: nil) { served in
            let answer = try await served.http.post(
                "/v1/admin/prune", json: "{\"heightsKept\": 5}", bearer: ServedNode.apiKey)
            #expect(answer.status == 403)
            #expect(try answer.json().text("code") == "administrationDisabled")
        }
    }

    @Test func requestsAreClosed() async throws {
        try await ServedNode.run { served async throws in
            let rows = [
                ("/v1/admin/prune", "{\"heightsKept\": 0}"), ("/v1/admin/prune", "{\"heightsKept\": -1}"),
                ("/v1/admin/prune", "{\"heightsKept\": 1, \"more\": 2}"), ("/v1/admin/prune", "{}"),
                ("/v1/admin/backup", "{\"path\": \"relative\"}"), ("/v1/admin/backup", "{\"path\": \"/a\\u0000b\"}"),
                ("/v1/admin/backup", "{\"path\": 5}"), ("/v1/admin/backup", "[]"),
            ]
            for (path, body) in rows {
                let answer = try await served.http.post(path, json: body, bearer: ServedNode.apiKey)
                #expect(answer.status == 400, "\(path) \(body)")
            }
        }
    }

    @Test func keyFileMustBePrivateAndWellFormed() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("symbolon-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        func file(_ name: String, _ text: String, _ permissions: Int) -> String {
            let path = directory.appendingPathComponent(name).path
            _ = FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: permissions])
            return path
        }
        let text = AdministrationKey.makeText()
        let good = file("good", text + "\n", 0o600)
        let key = try AdministrationKey(file: good)
        #expect(key.matches(text))
        #expect(!key.matches(text + "\n"))
        let open = file("open", text, 0o644)
        #expect(throws: AdministrationKeyError.fileReadableByOthers(path: open)) { try AdministrationKey(file: open) }
        for (name, content) in [
            ("empty", ""), ("short", "abc"), ("blank", "a key with blanks in it"),
            ("long", String(repeating: "a", count: 2_000)),
        ] {
            let path = file(name, content, 0o600)
            #expect(throws: AdministrationKeyError.keyMalformed(path: path)) { try AdministrationKey(file: path) }
        }
        let missing = directory.appendingPathComponent("missing").path
        #expect(throws: AdministrationKeyError.fileUnreadable(path: missing)) { try AdministrationKey(file: missing) }
    }
}
