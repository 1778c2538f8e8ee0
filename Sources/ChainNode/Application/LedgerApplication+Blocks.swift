internal import RightsLedger
internal import Signatures
internal import StateStore
internal import Synchronization

extension LedgerApplication {
    package func initializeChain(_ genesis: Genesis) throws(NodeError) -> FinalizedBlock? {
        guard genesis == self.genesis else {
            throw .genesisDiffers(database: self.genesis.hash, file: genesis.hash)
        }
        return try progress.withLock { progress throws(NodeError) in
            guard progress.head == nil else { return nil }
            let changes = try NodeError.ledger { () throws(LedgerFailure) in try genesis.ledger.changes() }
            let staged = try NodeError.store { () throws(StoreError) in
                try store.stage(height: 0, changes: changes.map(StateChange.init))
            }
            let empty = EntryTree.root(leaves: [])
            let header = BlockHeader(
                chainID: genesis.chainID, height: 0, time: genesis.time, previousHeaderHash: genesis.hash,
                transactionsHash: empty, outcomesHash: empty, eventsHash: empty, appHash: staged.root,
                stateFormatVersion: genesis.stateFormatVersion, proposerKey: genesis.operatorKey)
            progress.executed = ExecutedBlock(
                header: header, transactions: [], leaves: [], ids: [], outcomes: [], outcomeBytes: [], events: [],
                eventEntries: [], changes: [], staged: staged, changedAccounts: [])
            return FinalizedBlock(header: header, outcomes: [])
        }
    }

    package func prepareProposal(_ request: ProposalRequest) throws(NodeError) -> [[UInt8]] {
        let leaves = request.candidates.map(EntryTree.leaf)
        let checked = try check(request.candidates, leaves: leaves)
        var chosen: [[UInt8]] = []
        var size = 0
        for (bytes, result) in zip(request.candidates, checked) {
            // Bytes that are no transaction of this chain would only take up room.
            guard case .success = result else { continue }
            guard chosen.count < configuration.blockTransactionsMax,
                size + bytes.count <= min(configuration.blockBytesMax, request.transactionBytesMax)
            else { break }
            chosen.append(bytes)
            size += bytes.count
        }
        return chosen
    }

    package func processProposal(_ request: ProposedBlock) throws(NodeError) -> Bool {
        guard let head = progress.withLock({ $0.head }), request.height == head.height + 1, request.time >= head.time,
            request.transactions.count <= configuration.blockTransactionsMax,
            request.transactions.reduce(0, { $0 + $1.count }) <= configuration.blockBytesMax
        else { return false }
        let checked = try check(request.transactions, leaves: request.transactions.map(EntryTree.leaf))
        return checked.allSatisfy { if case .success = $0 { true } else { false } }
    }

    package func finalizeBlock(_ request: ProposedBlock) throws(NodeError) -> FinalizedBlock {
        try progress.withLock { progress throws(NodeError) in
            guard let head = progress.head else { throw .consensus(reason: "the chain has no genesis block yet") }
            guard request.height == head.height + 1 else {
                throw .consensus(reason: "block \(request.height) does not follow on block \(head.height)")
            }
            guard request.time >= head.time else {
                throw .consensus(
                    reason:
                        "the time \(request.time) of block \(request.height) is before the last block's, \(head.time)")
            }
            progress.executed = nil
            let executed = try execute(request, after: head)
            progress.executed = executed
            return FinalizedBlock(header: executed.header, outcomes: executed.outcomes)
        }
    }

    /// The stateless checks of transactions: the mempool's answer where these very bytes wait there, else a fresh one.
    private func check(
        _ transactions: [[UInt8]], leaves: [Digest]
    ) throws(NodeError) -> [Result<CheckedTransaction, Refusal>] {
        let known = mempool.transactions(leaves: leaves)
        let unknown = known.indices.filter { known[$0] == nil }
        guard let screened = pool.checkAndWait(unknown.map { transactions[$0] }) else { throw .stopped }
        var fresh = screened.makeIterator()
        return known.map { transaction in
            if let transaction { return .success(transaction) }
            return fresh.next()?.result ?? .failure(Refusal(.malformedEncoding))
        }
    }

    private func execute(_ block: ProposedBlock, after head: ChainHead) throws(NodeError) -> ExecutedBlock {
        var mark = ContinuousClock.now
        let leaves = block.transactions.map(EntryTree.leaf)
        stages.add(\.encode, since: mark)
        let checked = try check(block.transactions, leaves: leaves)

        mark = .now
        let snapshot = try NodeError.store { () throws(StoreError) in try store.snapshot() }
        let (recording, changes) = try NodeError.ledger { () throws(LedgerFailure) in
            try run(block, checked: checked, snapshot: snapshot)
        }
        stages.add(\.execute, since: mark)

        mark = .now
        let staged = try NodeError.store { () throws(StoreError) in
            try store.stage(height: block.height, changes: changes.map(StateChange.init))
        }
        stages.add(\.merkle, since: mark)

        mark = .now
        defer { stages.add(\.encode, since: mark) }
        let outcomeBytes = recording.outcomes.map { $0.encoded() }
        let eventBytes = recording.events.map { $0.encoded() }
        let header = BlockHeader(
            chainID: genesis.chainID, height: block.height, time: block.time, previousHeaderHash: head.headerHash,
            transactionsHash: EntryTree.root(leaves: leaves),
            outcomesHash: EntryTree.root(leaves: outcomeBytes.map(EntryTree.leaf)),
            eventsHash: EntryTree.root(leaves: eventBytes.map(EntryTree.leaf)), appHash: staged.root,
            stateFormatVersion: genesis.stateFormatVersion, proposerKey: block.proposerKey)
        return ExecutedBlock(
            header: header, transactions: block.transactions, leaves: leaves,
            ids: checked.map { if case .success(let transaction) = $0 { transaction.id } else { nil } },
            outcomes: recording.outcomes, outcomeBytes: outcomeBytes, events: recording.events,
            eventEntries: zip(recording.owners, eventBytes).map(EventEntry.encode),
            changes: changes, staged: staged, changedAccounts: try LedgerApplication.accounts(in: changes))
    }

    private func run(
        _ block: ProposedBlock, checked: [Result<CheckedTransaction, Refusal>], snapshot: any StateSnapshot
    ) throws(LedgerFailure) -> (BlockRecording, [LedgerChange]) {
        var recording = BlockRecording()
        var execution = BlockExecution(state: StoreState(snapshot: snapshot, cache: values))
        recording.append(try execution.begin(height: block.height, time: block.time))
        for result in checked {
            switch result {
            case .success(let transaction): recording.append(try execution.execute(transaction))
            case .failure(let refusal): recording.append(.refused(refusal))
            }
        }
        let end = try execution.finish()
        recording.append(end.events)
        return (recording, end.changes)
    }

    /// The account records among the changes.
    private static func accounts(
        in changes: [LedgerChange]
    ) throws(NodeError) -> [(id: AccountID, record: AccountRecord)] {
        var accounts: [(id: AccountID, record: AccountRecord)] = []
        for change in changes where change.key.first == StateKey.Tag.account.rawValue {
            guard let digest = Digest(bytes: change.key.dropFirst()), let value = change.value,
                let record = try? AccountRecord(decoding: value)
            else { throw .ledger(.corruptRecord(key: Hex.encode(change.key))) }
            accounts.append((AccountID(rawValue: digest), record))
        }
        return accounts
    }
}
