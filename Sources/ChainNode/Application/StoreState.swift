internal import RightsLedger
internal import StateStore

/// A committed state of the store, as the ledger reads it.
struct StoreState: StateReading {
    let snapshot: any StateSnapshot
    /// Values of the same state that need not be read again; only for the last committed state.
    let cache: CommittedValueCache?

    init(snapshot: any StateSnapshot, cache: CommittedValueCache? = nil) {
        self.snapshot = snapshot
        self.cache = cache
    }

    func value(forKey key: [UInt8]) throws(StateFailure) -> [UInt8]? {
        if let entry = cache?.entry(for: key) { return entry.value }
        do throws(StoreError) {
            let value = try snapshot.value(forKey: key)
            cache?.insert(CommittedValueCache.Entry(value), for: key)
            return value
        } catch {
            throw StateFailure(reason: error.description)
        }
    }

    func scan(
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
    /// A change of the ledger, as the store takes it.
    init(_ change: LedgerChange) {
        let previous: PreviousValue =
            switch change.previous {
            case .unknown: .unknown
            case .known(nil): .absent
            case .known(.some(let value)): .value(value)
            }
        self.init(key: change.key, value: change.value, previous: previous)
    }
}

extension NodeError {
    /// Runs what can fail in the store, and gives its error the node's type.
    static func store<Result>(_ body: () throws(StoreError) -> Result) throws(NodeError) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            throw .store(error)
        }
    }

    /// Runs what can fail in the ledger, and gives its failure the node's type.
    static func ledger<Result>(_ body: () throws(LedgerFailure) -> Result) throws(NodeError) -> Result {
        do throws(LedgerFailure) {
            return try body()
        } catch {
            throw .ledger(error)
        }
    }
}
