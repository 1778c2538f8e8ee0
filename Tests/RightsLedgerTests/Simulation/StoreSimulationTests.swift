import Foundation
import RightsLedger
import Signatures
import StateStore
import TestSupport
import Testing

/// The same blocks on both stores give the same app hashes, with restarts in between.
@Suite struct StoreSimulationTests {
    @Test(arguments: [11, 12] as [UInt64])
    func bothStoresGiveTheSameRootsAtEachHeight(seed: UInt64) throws {
        var simulation = try LedgerSimulation(seed: seed)
        try simulation.run(transactions: 3_000)
        var random = SeededGenerator(seed: seed)
        let folder = FileManager.default.temporaryDirectory.appending(path: "symbolon-simulation-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }

        var memory = try StoreReplay(of: simulation, on: MemoryStore())
        var disk = try StoreReplay(of: simulation, on: try RocksDBStore.open(path: folder.path))
        var reopenings = 0
        while try memory.next() {
            #expect(try disk.next())
            #expect(memory.roots.last == disk.roots.last, "seed \(seed), height \(disk.roots.count - 1)")
            if random.chance(1, in: 20) {
                let roots = disk.roots
                disk.store.close()
                disk = try StoreReplay(of: simulation, on: try RocksDBStore.open(path: folder.path), after: roots)
                reopenings += 1
            }
        }
        #expect(reopenings > 0)
        #expect(memory.roots.count == simulation.log.count + 1)
        #expect(memory.roots == disk.roots)
        try memory.compareEntries(random: &random)
        try disk.compareEntries(random: &random)
    }
}
