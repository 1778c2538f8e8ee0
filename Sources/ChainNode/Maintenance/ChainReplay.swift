internal import RightsLedger
internal import Signatures
package import StateStore

/// What executing a chain again gave: nothing but what the chain says.
package struct ReplaySummary: Hashable, Sendable {
    /// The blocks that were executed, without the genesis.
    package let blocks: UInt64
    /// The transactions in them.
    package let transactions: UInt64
    /// The last block in short, as the chain and the replay have it.
    package let head: ChainHead
}

/// Executes every block of a chain again, from its genesis, and compares each header.
struct ChainReplay {
    /// The chain.
    let reader: ChainReader
    /// Its genesis.
    let genesis: Genesis
    /// Its last block.
    let head: ChainHead

    /// After how many heights old states are forgotten.
    private static let pruningHeights: UInt64 = 64

    /// Executes the blocks into an empty store, and calls `progress` with the height of each finished block.
    ///
    /// - Throws: ``NodeError/replayDiffers(height:part:chain:replay:)`` at the first difference;
    ///   ``NodeError/databaseInconsistent(reason:)`` where a block is missing.
    func run(
        into store: any AuthenticatedStore, progress: (UInt64) -> Void
    ) throws(NodeError) -> ReplaySummary {
        let application = try LedgerApplication(
            genesis: genesis, store: store, configuration: NodeConfiguration())
        defer { application.close() }
        var transactionCount: UInt64 = 0
        guard let first = try application.initializeChain(genesis) else {
            throw .archive(path: "the replay's store", reason: "it is not empty")
        }
        try commit(first, at: 0, on: application)
        for height in 1..<(head.height + 1) {
            let header = try requireHeader(at: height).header
            let transactions = try reader.transactions(at: height)
            let finalized = try application.finalizeBlock(
                ProposedBlock(
                    height: height, time: header.time, transactions: transactions, proposerKey: header.proposerKey))
            try commit(finalized, at: height, on: application)
            transactionCount += UInt64(transactions.count)
            // Nobody asks the replay for old states.
            if height.isMultiple(of: ChainReplay.pruningHeights) {
                _ = try StateUpkeep.prune(store, keepingFrom: height)
            }
            progress(height)
        }
        return ReplaySummary(blocks: head.height, transactions: transactionCount, head: head)
    }

    private func requireHeader(at height: UInt64) throws(NodeError) -> SignedBlockHeader {
        guard let header = try reader.header(at: height) else {
            throw .databaseInconsistent(
                reason: "block \(height) is missing (a chain that came from an export has no blocks before it)")
        }
        return header
    }

    /// Commits with the chain's own signature, which fits only where the replay gave exactly the chain's header.
    private func commit(
        _ finalized: FinalizedBlock, at height: UInt64, on application: LedgerApplication
    ) throws(NodeError) {
        let signed = try requireHeader(at: height)
        let (chain, replay) = (signed.header, finalized.header)
        let parts = [
            ("app hash", chain.appHash, replay.appHash), ("outcomes hash", chain.outcomesHash, replay.outcomesHash),
            ("events hash", chain.eventsHash, replay.eventsHash),
            ("transactions hash", chain.transactionsHash, replay.transactionsHash), ("header", chain.hash, replay.hash),
        ]
        for (part, expected, found) in parts where expected != found {
            throw .replayDiffers(height: height, part: part, chain: expected, replay: found)
        }
        _ = try application.commit(signed)
    }
}

extension NodeMaintenance {
    /// Executes every block of a database again, from its genesis, and compares each header with the chain's.
    ///
    /// - Parameters:
    ///   - dataDirectory: The database; it is only read.
    ///   - destination: A directory for the replay's database, which must not exist; `nil` for memory.
    ///   - progress: Called with the height of each finished block.
    /// - Throws: ``NodeError/replayDiffers(height:part:chain:replay:)`` at the first difference.
    /// - Returns: What was executed.
    package static func replay(
        dataDirectory: String, into destination: String? = nil, progress: (UInt64) -> Void = { _ in }
    ) throws(NodeError) -> ReplaySummary {
        try withChain(in: dataDirectory) { chain throws(NodeError) in
            let replay = ChainReplay(reader: chain.reader, genesis: chain.genesis, head: chain.head)
            guard let destination else { return try replay.run(into: MemoryStore(), progress: progress) }
            guard !FileAccess.exists(destination) else {
                throw .archive(path: destination, reason: "it exists already; choose another directory")
            }
            try FileAccess.createDirectory(destination)
            let store = try NodeError.store { () throws(StoreError) in try RocksDBStore.open(path: destination) }
            defer { store.close() }
            return try replay.run(into: store, progress: progress)
        }
    }
}

extension Node {
    /// Executes every block of this node's chain again, from its genesis, into an empty store, and compares each header.
    ///
    /// - Throws: ``NodeError/replayDiffers(height:part:chain:replay:)`` at the first difference.
    package func replay(
        into store: any AuthenticatedStore = MemoryStore(), progress: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) async throws(NodeError) -> ReplaySummary {
        let reader = ChainReader(snapshot: try NodeError.store { () throws(StoreError) in try self.store.snapshot() })
        guard let header = try reader.header(at: reader.snapshot.head.height) else {
            throw .databaseInconsistent(reason: "the last block is missing")
        }
        let replay = ChainReplay(reader: reader, genesis: genesis, head: ChainHead(header.header))
        return try await upkeep.thread.run { () throws(NodeError) in
            try replay.run(into: store, progress: progress)
        }
    }
}
