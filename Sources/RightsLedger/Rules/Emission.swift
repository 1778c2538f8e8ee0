extension BlockExecution {
    /// The most emissions in one block.
    package static let emissionsMax = 1_000

    /// Step 2a: mints what is due by schedule.
    mutating func emit() throws(Stop) {
        var queue = try state.scan(StateKeyRange(.emission, dueBy: now), limit: BlockExecution.emissionsMax)
            .map(\.key)
        var served = 0
        while served < BlockExecution.emissionsMax, served < queue.count {
            let key = queue[served]
            served += 1
            guard case .emission(_, let id) = StateKey(bytes: key) else {
                throw .failed(.brokenInvariant("an emission has another key"))
            }
            // A cursor that is late comes back with its next epoch, and takes its turn by its new second.
            guard let next = try emit(id, at: key), next <= now else { continue }
            let nextKey = StateKey.emission(due: next, id).bytes
            let position =
                queue[served...].firstIndex { nextKey.lexicographicallyPrecedes($0) } ?? queue.endIndex
            queue.insert(nextKey, at: position)
        }
    }

    /// Emits one epoch of a class.
    ///
    /// - Returns: When the next one is due; `nil` where there is none.
    private mutating func emit(_ id: ClassID, at key: [UInt8]) throws(Stop) -> Int64? {
        let terms = try knownClass(id)
        guard let emission = terms.policy.emission, let cursor: EmissionCursor = try state.read(at: key) else {
            throw .failed(.brokenInvariant("an emission without a schedule"))
        }
        if !terms.isFrozen, let bucket = terms.mintingBucket {
            let amount = min(cursor.amount, try capRoom(terms))
            if amount > 0 {
                try mintPoints(terms, emission.beneficiary, amount, into: bucket, cause: .schedule)
            }
        }
        state.remove(at: key)
        guard let next = emission.cursor(after: cursor), let due = emission.due(ofEpoch: next.epoch) else {
            return nil
        }
        state.create(next, .emission(due: due, id))
        return due
    }
}

extension Emission {
    /// Returns the cursor after one; `nil` after the last epoch, and when the curve has reached 0 for good.
    func cursor(after cursor: EmissionCursor) -> EmissionCursor? {
        let epoch = cursor.epoch &+ 1
        if epochs != 0, epoch >= UInt64(epochs) { return nil }
        let amount = curve.amount(ofEpoch: epoch, after: cursor.amount)
        return amount == 0 ? nil : EmissionCursor(epoch: epoch, amount: amount)
    }

    /// Returns the second at which an epoch is due; `nil` where it is beyond all block times.
    func due(ofEpoch epoch: UInt64) -> Int64? {
        let (offset, overflow) = epoch.multipliedReportingOverflow(by: epochSeconds)
        guard !overflow, let seconds = Int64(exactly: offset) else { return nil }
        let (due, isLate) = start.addingReportingOverflow(seconds)
        return isLate ? nil : due
    }
}

extension EmissionCurve {
    /// What epoch 0 emits.
    package var firstAmount: UInt64 {
        switch self {
        case .constant(let amount): amount
        case .linear(let first, _), .geometric(let first, _), .halving(let first, _): first
        }
    }

    /// Returns what an epoch after epoch 0 emits, where the epoch before emits `previous` by the curve.
    ///
    /// Once it is 0, it stays 0.
    package func amount(ofEpoch epoch: UInt64, after previous: UInt64) -> UInt64 {
        switch self {
        case .constant(let amount): return amount
        case .linear(let first, let decrease):
            let (drop, overflow) = epoch.multipliedReportingOverflow(by: decrease)
            return overflow || drop >= first ? 0 : first - drop
        case .geometric(_, let ratio):
            // The ratio is at most 1, so that the result is at most the previous amount.
            let product = UInt128(previous) * UInt128(ratio.numerator)
            return UInt64(clamping: product / UInt128(max(ratio.denominator, 1)))
        case .halving(let first, let interval):
            let halvings = epoch / UInt64(max(interval, 1))
            return halvings < 64 ? first >> halvings : 0
        }
    }
}
