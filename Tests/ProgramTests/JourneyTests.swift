import Foundation
import Testing

/// The way of an operator and a brand through the program's commands, from keys to a restored node.
@Suite(.serialized) struct JourneyTests {
    /// The program in a folder of its own, with keys and a passphrase.
    private struct Desk {
        let folder: ScratchFolder
        let environment: [String: String]

        init() throws {
            folder = try ScratchFolder()
            environment = ["SYMBOLON_KEYS": folder.path("keys"), "SYMBOLON_PASSPHRASE": "correct horse"]
        }

        /// Runs a command that must succeed, and returns its JSON.
        @discardableResult
        func run(
            _ arguments: String..., node: RunningNode? = nil, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws -> [String: Any] {
            let result = try await raw(arguments, node: node)
            #expect(
                result.status == 0, "\(arguments.joined(separator: " ")): \(result.errors)",
                sourceLocation: sourceLocation)
            return try result.object(sourceLocation: sourceLocation)
        }

        /// Runs a command, whatever comes of it.
        func raw(_ arguments: [String], node: RunningNode? = nil) async throws -> Program.Result {
            let address = node.map { ["--node", $0.address] } ?? []
            return try await Program.run(
                arguments + address + ["--json"], in: folder.url, environment: environment)
        }

        /// Makes keys for everyone and the home of a chain.
        func makeChain() async throws -> (home: String, operatorKey: String) {
            for name in ["regulator", "brand", "alice", "bob"] {
                try await run("keys", "create", name, "--strength", "interactive")
            }
            let home = folder.path("chain")
            let made = try await run(
                "node", "init", home, "--chain-id", "journey", "--account", "regulator:regulator", "--account",
                "brand:issuer")
            return (home, try #require(made["operatorKey"] as? String))
        }

        /// Creates a class and moves some units.
        func trade(_ node: RunningNode) async throws {
            try await run(
                "tx", "create-class", "--key", "brand", "--kind", "points", "--symbol", "COFFEE", "--name",
                "Coffee points", "--currency", "EUR", "--face-value", "1/10", "--transferability", "free", node: node)
            try await run(
                "tx", "grant-points", "--key", "brand", "--class", "COFFEE", "--recipient", "alice", "--amount", "100",
                node: node)
            let moved = try await run(
                "tx", "transfer", "--key", "alice", "--class", "COFFEE", "--amount", "30", "--recipient", "bob",
                node: node)
            #expect(moved["status"] as? String == "applied")
            #expect((moved["events"] as? [[String: Any]])?.map { $0["type"] as? String } == ["transferred"])
        }
    }

    @Test func keysNodeTransactionsQueriesAndProofs() async throws {
        let desk = try Desk()
        let (home, operatorKey) = try await desk.makeChain()
        let node = try await RunningNode(home: home, in: desk.folder)
        try await desk.trade(node)

        let holdings = try await desk.run("query", "holdings", "bob", node: node)
        let items = try #require(holdings["items"] as? [[String: Any]])
        #expect(items.count == 1)
        let supply = try await desk.run("query", "supply", "COFFEE", node: node)
        #expect(supply["minted"] as? String == "100")
        #expect(supply["circulating"] as? String == "100")

        // The light client trusts the operator's key alone.
        let proven = try await desk.run(
            "query", "state", "balance:bob/COFFEE", "--prove", "--operator-key", operatorKey, node: node)
        #expect(proven["verified"] as? Bool == true)
        #expect(proven["operatorKeyGiven"] as? Bool == true)
        let otherKey = String(repeating: "0", count: 63) + "1"
        let unproven = try await desk.raw(
            ["query", "state", "balance:bob/COFFEE", "--prove", "--operator-key", otherKey], node: node)
        #expect(unproven.status == 1)
        #expect(unproven.output.isEmpty)

        let refused = try await desk.raw(
            ["tx", "transfer", "--key", "bob", "--class", "COFFEE", "--amount", "31", "--recipient", "alice"],
            node: node)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("balanceTooLow"))
        #expect(try await node.stop() == 0)
        let replayed = try await desk.run("node", "replay", "--home", home)
        #expect(replayed["equal"] as? Bool == true)
    }

    @Test func backupRestoreExportAndImportKeepTheState() async throws {
        let desk = try Desk()
        let (home, _) = try await desk.makeChain()
        let node = try await RunningNode(home: home, in: desk.folder)
        try await desk.trade(node)
        let status = try await desk.run("node", "status", node: node)
        let appHash = try #require(status["appHash"] as? String)
        let height = try #require(status["height"] as? Int)

        let backup = try await desk.run(
            "node", "backup", desk.folder.path("backup"), "--api-key-file", "\(home)/api.key", node: node)
        #expect(backup["appHash"] as? String == appHash)
        #expect(try await node.stop() == 0)
        let export = try await desk.run("node", "export", desk.folder.path("export"), "--home", home)
        #expect(export["appHash"] as? String == appHash)

        for (command, source) in [("restore", "backup"), ("import", "export")] {
            let copy = try copyWithoutDatabase(of: home, to: desk.folder.path(command))
            let made = try await desk.run("node", command, desk.folder.path(source), "--home", copy)
            #expect(made["appHash"] as? String == appHash)
            let again = try await RunningNode(home: copy, in: desk.folder)
            let restored = try await desk.run("node", "status", node: again)
            #expect(restored["appHash"] as? String == appHash)
            #expect(restored["height"] as? Int == height)
            try await desk.run(
                "tx", "transfer", "--key", "bob", "--class", "COFFEE", "--amount", "30", "--recipient", "alice",
                node: again)
            #expect(try await again.stop() == 0)
        }
    }

    /// The same node without its database: configuration, genesis and keys.
    private func copyWithoutDatabase(of home: String, to copy: String) throws -> String {
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        for name in ["config.yaml", "genesis.yaml", "operator.key", "api.key"] {
            try FileManager.default.copyItem(atPath: "\(home)/\(name)", toPath: "\(copy)/\(name)")
        }
        return copy
    }

    @Test func wrongPassphraseAndMissingKeyAreTheInputsFault() async throws {
        let desk = try Desk()
        try await desk.run("keys", "create", "alice", "--strength", "interactive")
        var environment = desk.environment
        environment["SYMBOLON_PASSPHRASE"] = "wrong"
        let arguments = [
            "tx", "burn", "--class", "1", "--amount", "1", "--offline", "--chain-id", "journey", "--nonce", "0",
            "--expiry-height", "10",
        ]
        let wrong = try await Program.run(
            arguments + ["--key", "alice"], in: desk.folder.url, environment: environment)
        #expect(wrong.status == 2)
        #expect(wrong.output.isEmpty)
        let missing = try await Program.run(
            arguments + ["--key", "nobody"], in: desk.folder.url, environment: desk.environment)
        #expect(missing.status == 2)
        let right = try await Program.run(
            arguments + ["--key", "alice"], in: desk.folder.url, environment: desk.environment)
        #expect(right.status == 0)
        #expect(right.output.count > 200)
    }
}
