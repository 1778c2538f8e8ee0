internal import Signatures

/// Typed questions to a committed state.
///
/// Lists are ascending and come in pages: `after` names the last entry of the page before, `limit` the most entries.
package struct LedgerReader: Sendable {
    private let state: any StateReading

    /// Reads a committed state.
    package init(state: any StateReading) {
        self.state = state
    }

    /// The chain's record.
    ///
    /// - Throws: ``LedgerFailure/invalidBlock(_:)`` where the state has no genesis.
    package func chain() throws(LedgerFailure) -> ChainRecord {
        guard let record: ChainRecord = try record(.chain) else { throw .invalidBlock("the state has no genesis") }
        return record
    }

    /// An account's record; `nil` for an account without roles that has never sent anything.
    package func account(_ id: AccountID) throws(LedgerFailure) -> AccountRecord? {
        try record(.account(id))
    }

    func record<Record: StateRecord>(_ key: StateKey) throws(LedgerFailure) -> Record? {
        let bytes = key.bytes
        let value: [UInt8]?
        do throws(StateFailure) {
            value = try state.value(forKey: bytes)
        } catch {
            throw .storage(error)
        }
        guard let value else { return nil }
        return try decode(value, bytes)
    }

    func number(_ key: StateKey) throws(LedgerFailure) -> UInt64 {
        let number: NumberRecord? = try record(key)
        return number?.value ?? 0
    }

    /// Returns a page of a range, each record with what its key says.
    func page<Record: StateRecord, Element>(
        _ range: StateKeyRange, after: StateKey? = nil, limit: Int,
        _ element: (StateKey, Record) -> Element?
    ) throws(LedgerFailure) -> [Element] {
        let rest = range.after(after?.bytes)
        let entries: [(key: [UInt8], value: [UInt8])]
        do throws(StateFailure) {
            entries = try state.scan(from: rest.from, upTo: rest.upTo, limit: limit)
        } catch {
            throw .storage(error)
        }
        var page: [Element] = []
        page.reserveCapacity(entries.count)
        for (key, value) in entries {
            guard let name = StateKey(bytes: key), let found = element(name, try decode(value, key)) else {
                throw .corruptRecord(key: Hex.encode(key))
            }
            page.append(found)
        }
        return page
    }

    private func decode<Record: StateRecord>(
        _ value: [UInt8], _ key: [UInt8]
    ) throws(LedgerFailure) -> Record {
        do throws(MalformedRecord) {
            return try Record(decoding: value)
        } catch {
            throw .corruptRecord(key: Hex.encode(key))
        }
    }
}
