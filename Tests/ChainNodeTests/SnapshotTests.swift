import ChainNode
import Foundation
import RightsLedger
import Signatures
import StateStore
import TestSupport
import Testing

/// States that go from node to node in chunks, through the engine's calls and through files.
@Suite struct SnapshotTests {
    /// An application with some blocks, and its offer.
    static func offering() throws -> (TestChain, LedgerApplication, StateSnapshotOffer) {
        let chain = try TestChain(peopleCount: 100)
        let application = try ApplicationTests.openApplication(chain)
        for height in 2...5 {
            let batch = (0..<50).map { chain.transfer(from: $0, to: $0 + 50, nonce: UInt64(height - 2)).encoded() }
            try ApplicationTests.commit(batch, on: application, of: chain, height: UInt64(height))
        }
        return (chain, application, try #require(try application.listSnapshots().first))
    }

    static func empty(_ chain: TestChain, store: MemoryStore = MemoryStore()) throws -> LedgerApplication {
        try LedgerApplication(genesis: chain.genesis, store: store, configuration: NodeConfiguration())
    }

    @Test func aNewNodeTakesOverAStateAndGoesOn() throws {
        let (chain, source, offer) = try Self.offering()
        let store = MemoryStore()
        let target = try Self.empty(chain, store: store)
        let appHash = source.info().appHash
        #expect(offer.height == 5 && offer.chunkCount > 0)
        #expect(try target.offerSnapshot(offer, appHash: appHash))
        for index in 0..<offer.chunkCount {
            let chunk = try #require(try source.loadSnapshotChunk(height: 5, chunk: index))
            #expect(try target.applySnapshotChunk(chunk, index: index))
        }
        #expect(target.info().height == 5 && target.info().appHash == appHash)
        let next = [chain.transfer(from: 60, to: 1, nonce: 0).encoded()]
        let there = try ApplicationTests.commit(next, on: target, of: chain, height: 6)
        let here = try ApplicationTests.commit(next, on: source, of: chain, height: 6)
        #expect(there.header == here.header && there.outcomes[0].isApplied)
        target.close()
        source.close()
        let node = try chain.open(store: store)
        #expect(node.head == there.head)
        #expect(throws: Never.self) { try node.view().stateProof(forKey: StateKey.account(chain.account(0)).bytes) }
    }

    @Test func anOfferThatTheEngineDoesNotTrustIsRefused() throws {
        let (chain, source, offer) = try Self.offering()
        let target = try Self.empty(chain)
        #expect(try !target.offerSnapshot(offer, appHash: .zero))
        var other = offer
        other.height += 1
        #expect(try !target.offerSnapshot(other, appHash: source.info().appHash))
        other = offer
        other.metadata[10] ^= 1
        #expect(try !target.offerSnapshot(other, appHash: source.info().appHash))
        let stranger = try Self.empty(try TestChain(chainID: "stranger"))
        #expect(try !stranger.offerSnapshot(offer, appHash: source.info().appHash))
        #expect(try !source.offerSnapshot(offer, appHash: source.info().appHash))
        #expect(throws: NodeError.self) { try target.applySnapshotChunk([1], index: 0) }
        for application in [source, target, stranger] { application.close() }
    }

    @Test func wrongChunksAreRefusedAndTheRightOneStillTaken() throws {
        let (chain, source, offer) = try Self.offering()
        let target = try Self.empty(chain)
        #expect(try target.offerSnapshot(offer, appHash: source.info().appHash))
        let chunk = try #require(try source.loadSnapshotChunk(height: 5, chunk: 0))
        #expect(try !target.applySnapshotChunk(chunk, index: 1))
        #expect(try !target.applySnapshotChunk(Array(chunk.dropLast()), index: 0))
        var mutator = ByteMutator(seed: 3, corpus: [chunk])
        for _ in 0..<300 {
            let damaged = mutator.next()
            if damaged != chunk { #expect(try !target.applySnapshotChunk(damaged, index: 0)) }
        }
        #expect(try target.applySnapshotChunk(chunk, index: 0))
        #expect(try source.loadSnapshotChunk(height: 5, chunk: offer.chunkCount) == nil)
        #expect(try source.loadSnapshotChunk(height: 4, chunk: 0) == nil)
        source.close()
        target.close()
    }

    @Test func mutatedOffersNeverTrap() throws {
        let (chain, source, offer) = try Self.offering()
        let target = try Self.empty(chain)
        var mutator = ByteMutator(seed: 4, corpus: [offer.metadata])
        for _ in 0..<5_000 {
            var mutated = offer
            mutated.metadata = mutator.next()
            if mutated != offer { #expect(try !target.offerSnapshot(mutated, appHash: source.info().appHash)) }
        }
        source.close()
        target.close()
    }

    @Test func anExportBecomesANewNodesDatabase() async throws {
        let directory = try TemporaryDirectory()
        let chain = try TestChain()
        let head = try await MaintenanceTests.runChain(chain, in: directory.file("data"))
        let exported = try NodeMaintenance.export(dataDirectory: directory.file("data"), to: directory.file("export"))
        #expect(exported.head == head && exported.chunkCount > 0)
        #expect(throws: NodeError.self) {
            try NodeMaintenance.export(dataDirectory: directory.file("data"), to: directory.file("export"))
        }
        #expect(throws: NodeError.self) {
            try NodeMaintenance.importState(from: directory.file("export"), to: directory.file("data"))
        }
        let imported = try NodeMaintenance.importState(
            from: directory.file("export"), to: directory.file("new"), genesis: chain.genesis)
        #expect(imported.head == head && imported.keyCount == exported.keyCount)
        // Both chains go on in the same way.
        let there = try await MaintenanceTests.runChain(chain, in: directory.file("new"), blocks: 2)
        let here = try await MaintenanceTests.runChain(chain, in: directory.file("data"), blocks: 2)
        #expect(there == here)
        // The new database has no blocks to execute again.
        #expect(throws: NodeError.self) { try NodeMaintenance.replay(dataDirectory: directory.file("new")) }
    }

    @Test func aTamperedExportIsRefusedAndLeavesNothing() async throws {
        let directory = try TemporaryDirectory()
        let chain = try TestChain()
        _ = try await MaintenanceTests.runChain(chain, in: directory.file("data"))
        let export = directory.file("export")
        _ = try NodeMaintenance.export(dataDirectory: directory.file("data"), to: export)
        var other = chain.genesis
        other.chainID = "other"
        #expect(throws: NodeError.genesisDiffers(database: chain.genesis.hash, file: other.hash)) {
            try NodeMaintenance.importState(from: export, to: directory.file("new"), genesis: other)
        }
        for name in ["chunk-000000", "manifest", "export.yaml", "genesis.yaml"] {
            let path = export + "/" + name
            let good = try Data(contentsOf: URL(fileURLWithPath: path))
            var bad = good
            bad[bad.count / 2] ^= 1
            // A changed letter of a text file's comment would be no damage; a lost file and an empty one are.
            for damaged in name.hasSuffix(".yaml") ? [Data()] : [bad, good.dropLast(), Data()] {
                try damaged.write(to: URL(fileURLWithPath: path))
                #expect(throws: NodeError.self, "\(name)") {
                    try NodeMaintenance.importState(from: export, to: directory.file("new"))
                }
                #expect(!FileManager.default.fileExists(atPath: directory.file("new")))
            }
            try FileManager.default.removeItem(atPath: path)
            #expect(throws: NodeError.self) {
                try NodeMaintenance.importState(from: export, to: directory.file("new"))
            }
            try good.write(to: URL(fileURLWithPath: path))
        }
        #expect(try NodeMaintenance.importState(from: export, to: directory.file("new")).keyCount > 0)
    }
}
