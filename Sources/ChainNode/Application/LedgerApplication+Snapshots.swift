internal import RightsLedger
package import Signatures
internal import StateStore
internal import Synchronization

extension LedgerApplication {
    /// How many heights the chain goes on before a new state is offered.
    static let offeringHeights: UInt64 = 1_000

    package func listSnapshots() throws(NodeError) -> [StateSnapshotOffer] {
        let snapshot = try NodeError.store { () throws(StoreError) in try store.snapshot() }
        let last = offerings.withLock { $0.last?.metadata.manifest.height }
        let isDue = last.map { snapshot.head.height >= $0 + LedgerApplication.offeringHeights } ?? (store.head != nil)
        if isDue {
            let offering = try StateOffering(of: snapshot)
            // The one before stays, for those who are in the middle of it.
            offerings.withLock { $0 = $0.suffix(1) + [offering] }
        }
        return offerings.withLock { $0.map(\.metadata.offer) }
    }

    package func loadSnapshotChunk(height: UInt64, chunk: UInt32) throws(NodeError) -> [UInt8]? {
        let offering = offerings.withLock { $0.first { $0.metadata.manifest.height == height } }
        return try offering?.chunk(Int(chunk))
    }

    package func offerSnapshot(_ offer: StateSnapshotOffer, appHash: Digest) throws(NodeError) -> Bool {
        guard let metadata = SnapshotMetadata(decoding: offer.metadata), metadata.offer == offer,
            metadata.manifest.root == appHash, metadata.header.verify(by: genesis.operatorKey),
            metadata.header.header.chainID == genesis.chainID
        else { return false }
        return try progress.withLock { progress throws(NodeError) in
            guard progress.head == nil else { return false }
            progress.restoration = try StateRestoration(metadata, into: store)
            return true
        }
    }

    package func applySnapshotChunk(_ chunk: [UInt8], index: UInt32) throws(NodeError) -> Bool {
        let head = try progress.withLock { progress throws(NodeError) -> ChainHead? in
            guard let restoration = progress.restoration.take() else {
                throw .consensus(reason: "a chunk came without an accepted snapshot")
            }
            var next = restoration
            guard Int(index) == next.nextChunk, try next.add(chunk) else {
                progress.restoration = restoration
                return nil
            }
            guard next.isComplete else {
                progress.restoration = next
                return ChainHead(next.metadata.header.header)
            }
            try next.finish(genesis: genesis)
            progress.head = ChainHead(next.metadata.header.header)
            return progress.head
        }
        guard let head else { return false }
        _ = try mempool.takeNote(ofBlock: head.height, leaves: [], changed: [])
        return true
    }
}
