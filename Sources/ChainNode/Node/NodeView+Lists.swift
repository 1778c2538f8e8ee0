package import RightsLedger
internal import StateStore

extension NodeView {
    /// The oldest height at which a state key can still be proven.
    package var oldestStateHeight: UInt64 { reader.snapshot.oldestHeight }

    /// How much a block holds; `nil` above the head.
    package func counts(atHeight height: UInt64) throws(NodeError) -> BlockCounts? {
        guard height <= head.height else { return nil }
        return BlockCounts(
            transactions: try reader.entryCount(.blocks, lastPageOf: height, part: .transactions),
            events: try reader.entryCount(.events, lastPageOf: height, part: nil))
    }

    /// A block's transactions from an index on, at most `limit` of them.
    package func transactions(
        atHeight height: UInt64, from index: UInt32, limit: Int
    ) throws(NodeError) -> [StoredTransaction] {
        let encoded = try reader.entries(.transactions, height: height, from: index, limit: limit)
        let outcomes = try reader.entries(.outcomes, height: height, from: index, limit: limit)
        var found: [StoredTransaction] = []
        found.reserveCapacity(encoded.count)
        for (offset, (bytes, outcomeBytes)) in zip(encoded, outcomes).enumerated() {
            guard let outcome = RecordedOutcome(decoding: outcomeBytes) else {
                throw .databaseInconsistent(reason: "an outcome of block \(height) cannot be read")
            }
            // Bytes that are no transaction can stand in a block, but have no id to be listed under.
            guard let id = StoredTransaction.id(of: bytes) else { continue }
            let location = TransactionLocation(height: height, index: index + UInt32(offset))
            found.append(StoredTransaction(id: id, location: location, bytes: bytes, outcome: outcome))
        }
        return found
    }

    /// The id of the transaction at a place; `nil` where there is none.
    package func transactionID(at location: TransactionLocation) throws(NodeError) -> TransactionID? {
        try reader.transactionBytes(at: location).flatMap(StoredTransaction.id)
    }
}

/// How much a block holds.
package struct BlockCounts: Hashable, Sendable {
    /// Transactions, applied and refused.
    package var transactions: Int
    /// Events, those of the block's own steps included.
    package var events: Int
}

extension StoredTransaction {
    /// The id of an encoded transaction; `nil` where the bytes are none.
    static func id(of bytes: [UInt8]) -> TransactionID? {
        do throws(Refusal) {
            return try SignedTransaction(decoding: bytes).id
        } catch {
            return nil
        }
    }
}

extension ChainReader {
    /// A block's encoded transactions or outcomes from an index on, at most `limit` of them.
    func entries(
        _ part: BlockKey.Part, height: UInt64, from index: UInt32, limit: Int
    ) throws(NodeError) -> [[UInt8]] {
        // The page that holds the index begins at or before it.
        let holding = try NodeError.store { () throws(StoreError) in
            try snapshot.scanBackwards(
                .blocks, from: BlockKey.block(height, part), upTo: BlockKey.block(height, part, first: index) + [0],
                limit: 1)
        }
        guard var key = holding.first?.key else { return [] }
        let upper = BlockKey.block(height, part, first: .max) + [0]
        var found: [[UInt8]] = []
        while found.count < limit {
            let pages = try NodeError.store { () throws(StoreError) in
                try snapshot.scan(.blocks, from: key, upTo: upper, limit: 4)
            }
            guard let last = pages.last else { break }
            for page in pages {
                guard let first = BigEndian.integer(UInt32.self, in: page.key, at: 9),
                    let entries = EntryPages.entries(of: page.value)
                else { throw .databaseInconsistent(reason: "a page of block \(height) cannot be read") }
                let skipped = max(0, Int(index) - Int(first))
                found.append(contentsOf: entries.dropFirst(skipped).prefix(limit - found.count))
            }
            key = last.key + [0]
        }
        return found
    }

    /// The number of entries of a block, told from its last page alone.
    func entryCount(_ column: Column, lastPageOf height: UInt64, part: BlockKey.Part?) throws(NodeError) -> Int {
        let lower = part.map { BlockKey.block(height, $0) } ?? BlockKey.event(height, first: 0)
        let upper = (part.map { BlockKey.block(height, $0, first: .max) } ?? BlockKey.event(height, first: .max)) + [0]
        let found = try NodeError.store { () throws(StoreError) in
            try snapshot.scanBackwards(column, from: lower, upTo: upper, limit: 1)
        }
        guard let (key, page) = found.first else { return 0 }
        guard let first = BigEndian.integer(UInt32.self, in: key, at: key.count - 4),
            let entries = EntryPages.entries(of: page)
        else { throw .databaseInconsistent(reason: "a page of block \(height) cannot be read") }
        return Int(first) + entries.count
    }
}
