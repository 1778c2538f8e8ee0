import ChainNode
import Foundation
import RightsLedger
import Signatures
import StateStore
import Testing

/// Homes, backups, pruning and replay on a real database.
@Suite struct MaintenanceTests {
    /// Runs a chain of some blocks in a home and stops it.
    static func runChain(_ chain: TestChain, in directory: String, blocks: Int = 6) async throws -> ChainHead {
        let node = try await Node.open(
            genesis: chain.genesis, operatorKey: chain.operatorKey,
            configuration: NodeConfiguration(dataDirectory: directory), mode: .step, logger: TestChain.logger)
        if node.head.height == 0 { _ = await node.submit(try chain.opening()) }
        for _ in 0..<blocks {
            let height = node.head.height
            if height > 0 {
                _ = await node.submit((0..<4).map { chain.transfer(from: $0, to: 5, nonce: height - 1).encoded() })
            }
            _ = try await node.produceBlock(time: TestChain.time + Int64(height))
        }
        await node.shutDown()
        return node.head
    }

    @Test func aHomeIsMadeOnceAndItsNodeStarts() async throws {
        let directory = try TemporaryDirectory()
        let chain = try TestChain()
        let home = NodeHome(directory: directory.file("home"))
        let options = NodeHome.ChainOptions(chainID: "mine", time: TestChain.time, accounts: chain.genesis.accounts)
        let genesis = try home.create(options)
        #expect(try Genesis.load(file: home.genesisFile) == genesis)
        let key = try OperatorKeyFile.load(home.operatorKeyFile)
        #expect(key.publicKey == genesis.operatorKey)
        #expect(throws: NodeError.self) { try home.create(options) }

        let configuration = try home.configuration()
        #expect(configuration.dataDirectory == home.dataDirectory)
        let node = try await Node.open(configuration: configuration, mode: .step, logger: TestChain.logger)
        #expect(node.chainID == "mine")
        await node.shutDown()
    }

    @Test func aHomeWithoutARegulatorIsRefusedAndLeavesNothing() throws {
        let directory = try TemporaryDirectory()
        let home = NodeHome(directory: directory.file("home"))
        #expect(throws: NodeError.self) { try home.create(NodeHome.ChainOptions(chainID: "x", accounts: [])) }
        #expect(throws: NodeError.self) {
            try home.create(
                NodeHome.ChainOptions(chainID: "not allowed", accounts: try TestChain().genesis.accounts))
        }
        #expect(!FileManager.default.fileExists(atPath: home.directory))
    }

    @Test func theOperatorKeyFileMustBePrivateAndWhole() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("operator.key")
        let publicKey = try OperatorKeyFile.create(path)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try OperatorKeyFile.load(path).publicKey == publicKey)
        #expect(throws: NodeError.self) { try OperatorKeyFile.create(path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let open = #expect(throws: NodeError.self) { try OperatorKeyFile.load(path) }
        #expect(open?.description.contains("chmod 600") == true)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(open?.description.contains(text.dropFirst(30).prefix(20)) == false)
        let other = try directory.write(String(text.dropLast(9)), to: "short.key")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: other)
        #expect(throws: NodeError.file(path: other, reason: "this is not an operator key file")) {
            try OperatorKeyFile.load(other)
        }
    }

    @Test func restartsKeepTheChain() async throws {
        let directory = try TemporaryDirectory()
        let chain = try TestChain()
        let first = try await Self.runChain(chain, in: directory.file("data"))
        let status = try NodeMaintenance.status(dataDirectory: directory.file("data"))
        #expect(status.head == first && status.genesis == chain.genesis && status.keyCount > 0)
        let second = try await Self.runChain(chain, in: directory.file("data"))
        #expect(second.height == first.height + 6)
        let replay = try NodeMaintenance.replay(
            dataDirectory: directory.file("data"), into: directory.file("replay"))
        #expect(replay.head == second && replay.blocks == second.height)
        #expect(try NodeMaintenance.status(dataDirectory: directory.file("replay")).head == second)
    }

    @Test func aBackupOfARunningNodeIsRestoredWhole() async throws {
        let directory = try TemporaryDirectory()
        let chain = try TestChain()
        _ = try await Self.runChain(chain, in: directory.file("data"))
        let node = try await Node.open(
            genesis: chain.genesis, operatorKey: chain.operatorKey,
            configuration: NodeConfiguration(dataDirectory: directory.file("data")), mode: .step,
            logger: TestChain.logger)
        let summary = try await node.backup(to: directory.file("backup"))
        #expect(summary.head == node.head)
        _ = try await node.produceBlock(time: TestChain.time + 100)
        #expect(throws: NodeError.store(StoreError(.locked, ""))) {
            try NodeMaintenance.status(dataDirectory: directory.file("data"))
        }
        await #expect(throws: NodeError.self) { try await node.backup(to: directory.file("backup")) }
        await node.shutDown()

        #expect(throws: NodeError.self) {
            try NodeMaintenance.restore(from: directory.file("backup"), to: directory.file("data"))
        }
        let restored = try NodeMaintenance.restore(from: directory.file("backup"), to: directory.file("again"))
        #expect(restored.head == summary.head && restored.keyCount == summary.keyCount)
        #expect(try Genesis.load(file: directory.file("backup") + "/genesis.yaml") == chain.genesis)
        let head = try await Self.runChain(chain, in: directory.file("again"), blocks: 1)
        #expect(head.height == summary.head.height + 1)
    }

    @Test func aDamagedBackupIsRefusedAndLeavesNothing() async throws {
        let directory = try TemporaryDirectory()
        let chain = try TestChain()
        _ = try await Self.runChain(chain, in: directory.file("data"))
        let summary = try NodeMaintenance.backup(dataDirectory: directory.file("data"), to: directory.file("backup"))
        let description = directory.file("backup") + "/backup.yaml"
        let text = try String(contentsOfFile: description, encoding: .utf8)
        for changed in [
            text.replacing("height: \(summary.head.height)", with: "height: 1"),
            text.replacing(summary.head.appHash.hex, with: String(repeating: "0", count: 64)), "", "format: 2\n",
            text + "extra: 1\n",
        ] {
            try changed.write(toFile: description, atomically: true, encoding: .utf8)
            #expect(throws: NodeError.self) {
                try NodeMaintenance.restore(from: directory.file("backup"), to: directory.file("again"))
            }
            #expect(!FileManager.default.fileExists(atPath: directory.file("again")))
        }
    }

    @Test func oldStatesGoWhenTheyAreOutsideTheWindow() async throws {
        let directory = try TemporaryDirectory()
        let chain = try TestChain()
        let head = try await Self.runChain(chain, in: directory.file("data"), blocks: 20)
        let pruned = try NodeMaintenance.prune(dataDirectory: directory.file("data"), heightsKept: 5)
        #expect(pruned.oldestHeight == head.height - 5 && pruned.recordsRemoved > 0)
        let node = try await Node.open(
            genesis: chain.genesis, operatorKey: chain.operatorKey,
            configuration: NodeConfiguration(dataDirectory: directory.file("data")), mode: .step,
            logger: TestChain.logger)
        let key = StateKey.account(chain.account(0)).bytes
        let view = try node.view()
        #expect(throws: Never.self) { try view.stateProof(forKey: key, height: head.height - 5) }
        #expect(throws: NodeError.store(StoreError(.heightPruned, ""))) {
            try view.stateProof(forKey: key, height: head.height - 6)
        }
        #expect(try await node.prune(heightsKept: 2) > 0)
        #expect(throws: NodeError.store(StoreError(.heightPruned, ""))) {
            try node.view().stateProof(forKey: key, height: head.height - 3)
        }
        // Blocks stay, so the chain can still be executed again.
        #expect(try await node.replay().head == head)
        await node.shutDown()
    }

    @Test func aRunningNodeForgetsByItself() async throws {
        let directory = try TemporaryDirectory()
        let chain = try TestChain()
        var configuration = NodeConfiguration(dataDirectory: directory.file("data"))
        configuration.stateHeightsKept = 4
        let node = try await Node.open(
            genesis: chain.genesis, operatorKey: chain.operatorKey, configuration: configuration, mode: .step,
            logger: TestChain.logger)
        _ = await node.submit(try chain.opening())
        for step in 1...30 { _ = try await node.produceBlock(time: TestChain.time + Int64(step)) }
        await node.shutDown()
        let status = try NodeMaintenance.status(dataDirectory: directory.file("data"))
        #expect(status.oldestHeight > 10 && status.oldestHeight <= 26)
    }

    @Test func directoriesWithoutAChainAreNamed() throws {
        let directory = try TemporaryDirectory()
        for path in [directory.file("nothing"), directory.path] {
            #expect(throws: NodeError.noChain(path: path)) { try NodeMaintenance.status(dataDirectory: path) }
        }
        #expect(throws: NodeError.self) {
            try NodeMaintenance.restore(from: directory.file("nothing"), to: directory.file("data"))
        }
    }
}
