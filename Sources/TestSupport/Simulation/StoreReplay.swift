import RightsLedger
package import Signatures
package import StateStore

/// Executes the blocks of a simulation again on a store with a Merkle tree.
package struct StoreReplay<Store: AuthenticatedStore> {
    package let store: Store
    /// The root after each block, the genesis first.
    package private(set) var roots: [Digest] = []
    private let simulation: LedgerSimulation

    /// Commits the genesis of a simulation as height 0.
    package init(of simulation: LedgerSimulation, on store: Store) throws {
        self.simulation = simulation
        self.store = store
        try commit(try simulation.genesis.changes(), height: 0)
    }

    /// Goes on with a store that was opened again; it must hold the last block that was committed.
    package init(of simulation: LedgerSimulation, on store: Store, after roots: [Digest]) throws {
        self.simulation = simulation
        self.store = store
        self.roots = roots
        guard store.head == roots.last.map({ StateHead(height: UInt64(roots.count - 1), root: $0) }) else {
            throw finding("a store that was opened again is at \(String(describing: store.head))")
        }
    }

    /// Executes the next block on the store's snapshot and commits it; false where there is none left.
    package mutating func next() throws -> Bool {
        let height = roots.count
        guard height >= 1, height <= simulation.log.count else { return false }
        let block = simulation.log[height - 1]
        var execution = BlockExecution(state: StoreState(try store.snapshot()))
        _ = try execution.begin(height: UInt64(height), time: block.time)
        for transaction in block.transactions { _ = try execution.execute(transaction) }
        try commit(try execution.finish().changes, height: UInt64(height))
        return true
    }

    /// Holds every entry of the store, and proofs of some, against the state of the simulation.
    package func compareEntries(random: inout SeededGenerator) throws {
        let entries = simulation.state.entries
        let snapshot = try store.snapshot()
        let stored = try snapshot.scan(from: [], upTo: [0xff], limit: .max)
        guard stored.count == entries.count, snapshot.keyCount == UInt64(entries.count) else {
            throw finding("the store has \(stored.count) entries, the simulation \(entries.count)")
        }
        for (entry, other) in zip(entries, stored) where entry.key != other.key || entry.value != other.value {
            throw finding("the store differs at key \(Hex.encode(entry.key))")
        }
        guard let root = roots.last else { return }
        for _ in 0..<40 {
            guard let entry = random.element(of: entries) else { return }
            let isPresent = random.chance(1, in: 2)
            let key = isPresent ? entry.key : entry.key + [0]
            let proof = try snapshot.proof(forKey: key, height: nil)
            try proof.verify(against: root)
            guard proof.key == key, proof.value == (isPresent ? entry.value : nil) else {
                throw finding("a proof of key \(Hex.encode(key)) is of something else")
            }
        }
    }

    private mutating func commit(_ changes: [LedgerChange], height: UInt64) throws {
        let staged = try store.stage(height: height, changes: changes.map { StateChange($0) })
        try store.commit(staged, columns: [])
        roots.append(staged.root)
    }

    private func finding(_ what: String) -> SimulationFinding {
        SimulationFinding(
            seed: simulation.seed, height: UInt64(roots.count), time: 0, transactionIndex: nil, transactionCount: 0,
            what: what, body: nil, history: [])
    }
}
