internal import RightsLedger
internal import Signatures
internal import StateStore

/// Reads blocks, transactions, outcomes and events from one snapshot of the store.
struct ChainReader: Sendable {
    let snapshot: any StateSnapshot

    /// The encoded genesis of the chain; `nil` where the database holds none.
    func genesisBytes() throws(NodeError) -> [UInt8]? {
        try NodeError.store { () throws(StoreError) in try snapshot.read(.metadata, key: BlockKey.genesis) }
    }

    /// The record of the last block; `nil` where the database holds no chain.
    func headRecord() throws(NodeError) -> [UInt8]? {
        try NodeError.store { () throws(StoreError) in try snapshot.read(.metadata, key: BlockKey.head) }
    }

    /// The signed header at a height; `nil` above the head.
    func header(at height: UInt64) throws(NodeError) -> SignedBlockHeader? {
        let bytes = try NodeError.store { () throws(StoreError) in
            try snapshot.read(.blocks, key: BlockKey.block(height, .header))
        }
        guard let bytes else { return nil }
        guard let header = SignedBlockHeader(decoding: bytes), header.header.height == height else {
            throw damaged("the header of block \(height)")
        }
        return header
    }

    /// A block's transactions as they travel.
    func transactions(at height: UInt64) throws(NodeError) -> [[UInt8]] {
        try entries(.blocks, from: BlockKey.block(height, .transactions), upTo: BlockKey.block(height, .outcomes)) {
            "the transactions of block \(height)"
        }
    }

    /// A block's outcomes in the order of its transactions.
    func outcomes(at height: UInt64) throws(NodeError) -> [RecordedOutcome] {
        let next = BlockKey.block(height, .outcomes, first: .max)
        let encoded = try entries(.blocks, from: BlockKey.block(height, .outcomes), upTo: next) {
            "the outcomes of block \(height)"
        }
        var outcomes: [RecordedOutcome] = []
        outcomes.reserveCapacity(encoded.count)
        for bytes in encoded {
            guard let outcome = RecordedOutcome(decoding: bytes) else { throw damaged("an outcome of block \(height)") }
            outcomes.append(outcome)
        }
        return outcomes
    }

    /// Where a transaction stands; `nil` where no block has it.
    func location(of id: TransactionID) throws(NodeError) -> TransactionLocation? {
        let bytes = try NodeError.store { () throws(StoreError) in
            try snapshot.read(.transactions, key: BlockKey.transaction(id))
        }
        guard let bytes else { return nil }
        guard let location = TransactionLocation(decoding: bytes) else { throw damaged("the index entry of \(id)") }
        return location
    }

    /// The bytes of a transaction at its place.
    func transactionBytes(at location: TransactionLocation) throws(NodeError) -> [UInt8]? {
        try entry(.transactions, at: location)
    }

    /// What became of the transaction at a place.
    func outcome(at location: TransactionLocation) throws(NodeError) -> RecordedOutcome? {
        guard let bytes = try entry(.outcomes, at: location) else { return nil }
        guard let outcome = RecordedOutcome(decoding: bytes) else {
            throw damaged("outcome \(location.index) of block \(location.height)")
        }
        return outcome
    }

    /// Pages of events from the one that holds `cursor` on, at most `limit` of them.
    func eventPages(
        from cursor: EventCursor, limit: Int
    ) throws(NodeError) -> [(height: UInt64, first: UInt32, entries: [[UInt8]])] {
        // The page that holds the cursor begins at or before it.
        let holding = try NodeError.store { () throws(StoreError) in
            try snapshot.scanBackwards(
                .events, from: BlockKey.event(cursor.height, first: 0),
                upTo: BlockKey.event(cursor.height, first: cursor.index) + [0], limit: 1)
        }
        let lower = holding.first?.key ?? BlockKey.event(cursor.height, first: cursor.index)
        let upper = [UInt8](repeating: 0xFF, count: 13)
        let found = try NodeError.store { () throws(StoreError) in
            try snapshot.scan(.events, from: lower, upTo: upper, limit: limit)
        }
        var pages: [(height: UInt64, first: UInt32, entries: [[UInt8]])] = []
        for (key, value) in found {
            guard let height = BigEndian.integer(UInt64.self, in: key, at: 0),
                let first = BigEndian.integer(UInt32.self, in: key, at: 8), let entries = EntryPages.entries(of: value)
            else { throw damaged("a page of events") }
            pages.append((height, first, entries))
        }
        return pages
    }

    /// The proven value of a state key.
    func answer(key: [UInt8], height: UInt64?) throws(NodeError) -> StateAnswer {
        let proof = try NodeError.store { () throws(StoreError) in try snapshot.proof(forKey: key, height: height) }
        guard let header = try header(at: proof.height) else { throw damaged("the header of block \(proof.height)") }
        return StateAnswer(proof: proof, header: header)
    }

    /// One entry of a block's pages.
    private func entry(_ part: BlockKey.Part, at location: TransactionLocation) throws(NodeError) -> [UInt8]? {
        let found = try NodeError.store { () throws(StoreError) in
            try snapshot.scanBackwards(
                .blocks, from: BlockKey.block(location.height, part),
                upTo: BlockKey.block(location.height, part, first: location.index) + [0], limit: 1)
        }
        guard let (key, value) = found.first else { return nil }
        guard let first = BigEndian.integer(UInt32.self, in: key, at: 9), let entries = EntryPages.entries(of: value)
        else {
            throw damaged("a page of block \(location.height)")
        }
        let index = Int(location.index) - Int(first)
        return index >= 0 && index < entries.count ? entries[index] : nil
    }

    private func entries(
        _ column: Column, from lower: [UInt8], upTo upper: [UInt8], what: () -> String
    ) throws(NodeError) -> [[UInt8]] {
        let pages = try NodeError.store { () throws(StoreError) in
            try snapshot.scan(column, from: lower, upTo: upper, limit: .max)
        }
        var entries: [[UInt8]] = []
        for page in pages {
            guard let found = EntryPages.entries(of: page.value) else { throw damaged(what()) }
            entries.append(contentsOf: found)
        }
        return entries
    }

    private func damaged(_ what: String) -> NodeError {
        .databaseInconsistent(reason: "\(what) cannot be read")
    }
}
