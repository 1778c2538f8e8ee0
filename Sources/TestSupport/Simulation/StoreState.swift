package import RightsLedger
package import StateStore

/// A store's snapshot as the ledger reads it.
package struct StoreState<Snapshot: StateSnapshot>: StateReading {
    private let snapshot: Snapshot

    package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    package func value(forKey key: [UInt8]) throws(StateFailure) -> [UInt8]? {
        do throws(StoreError) {
            return try snapshot.value(forKey: key)
        } catch {
            throw StateFailure(reason: error.description)
        }
    }

    package func scan(
        from: [UInt8], upTo: [UInt8], limit: Int
    ) throws(StateFailure) -> [(key: [UInt8], value: [UInt8])] {
        do throws(StoreError) {
            return try snapshot.scan(from: from, upTo: upTo, limit: limit)
        } catch {
            throw StateFailure(reason: error.description)
        }
    }
}

extension StateChange {
    /// A change of the ledger as a store takes it.
    package init(_ change: LedgerChange) {
        let previous: PreviousValue =
            switch change.previous {
            case .known(let value): value.map { .value($0) } ?? .absent
            case .unknown: .unknown
            }
        self.init(key: change.key, value: change.value, previous: previous)
    }
}
