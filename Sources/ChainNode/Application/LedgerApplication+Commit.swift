package import RightsLedger
internal import Signatures
internal import StateStore
internal import Synchronization

extension LedgerApplication {
    package func commit(_ header: SignedBlockHeader) throws(NodeError) -> CommittedBlock {
        let executed = try progress.withLock { progress throws(NodeError) in
            guard let executed = progress.executed, executed.header == header.header else {
                throw .consensus(reason: "the header to commit is not the one of the block that was executed last")
            }
            guard header.verify(by: genesis.operatorKey) else {
                throw .consensus(reason: "the header of block \(header.header.height) is not signed by the operator")
            }
            let mark = ContinuousClock.now
            let columns = try self.columns(of: executed, header: header)
            try NodeError.store { () throws(StoreError) in try store.commit(executed.staged, columns: columns) }
            stages.add(\.commit, since: mark)
            progress.head = ChainHead(executed.header)
            progress.executed = nil
            values.update(executed.changes)
            return executed
        }
        stages.countBlock(transactions: executed.transactions.count)
        return CommittedBlock(
            header: header, transactions: executed.transactions, ids: executed.ids, outcomes: executed.outcomes,
            events: executed.events, leaves: executed.leaves, changedAccounts: executed.changedAccounts)
    }

    /// Everything beside the state that the block writes, to go into the same atomic batch.
    private func columns(of block: ExecutedBlock, header: SignedBlockHeader) throws(NodeError) -> [ColumnWrite] {
        let height = block.header.height
        var writes: [ColumnWrite] = []
        writes.reserveCapacity(block.transactions.count * 2 + 16)
        writes.append(ColumnWrite(column: .blocks, key: BlockKey.block(height, .header), value: header.encoded()))
        for page in EntryPages.pages(of: block.transactions) {
            let key = BlockKey.block(height, .transactions, first: page.first)
            writes.append(ColumnWrite(column: .blocks, key: key, value: page.bytes))
        }
        for page in EntryPages.pages(of: block.outcomeBytes) {
            let key = BlockKey.block(height, .outcomes, first: page.first)
            writes.append(ColumnWrite(column: .blocks, key: key, value: page.bytes))
        }
        for page in EntryPages.pages(of: block.eventEntries) {
            let key = BlockKey.event(height, first: page.first)
            writes.append(ColumnWrite(column: .events, key: key, value: page.bytes))
        }
        for (id, location) in try locations(of: block) {
            writes.append(
                ColumnWrite(column: .transactions, key: BlockKey.transaction(id), value: location.encoded))
        }
        writes.append(
            ColumnWrite(column: .metadata, key: BlockKey.head, value: ChainHead(block.header).record))
        if height == 0 {
            writes.append(ColumnWrite(column: .metadata, key: BlockKey.genesis, value: genesis.encoded()))
        }
        return writes
    }

    /// Where each id is found from now on: a transaction that was applied is never hidden by a later refused copy of it.
    private func locations(of block: ExecutedBlock) throws(NodeError) -> [(TransactionID, TransactionLocation)] {
        var found: [(TransactionID, TransactionLocation)] = []
        found.reserveCapacity(block.ids.count)
        var refused: [(TransactionID, TransactionLocation)] = []
        for (index, id) in block.ids.enumerated() {
            guard let id else { continue }
            let location = TransactionLocation(height: block.header.height, index: UInt32(index))
            if block.outcomes[index].isApplied {
                found.append((id, location))
            } else {
                refused.append((id, location))
            }
        }
        guard !refused.isEmpty else { return found }
        let applied = Set(found.map(\.0))
        let reader = ChainReader(snapshot: try NodeError.store { () throws(StoreError) in try store.snapshot() })
        for (id, location) in refused where !applied.contains(id) {
            if let earlier = try reader.location(of: id), try reader.outcome(at: earlier)?.isApplied == true {
                continue
            }
            found.append((id, location))
        }
        return found
    }
}
