import RightsLedger

extension Auditor {
    /// Step 2a: up to 1,000 emissions that are due, the earliest first.
    mutating func emit() {
        for _ in 0..<1_000 {
            let due = books.classes.compactMap { id, rightsClass in rightsClass.cursor.map { (due: $0.due, id: id) } }
            guard let first = due.filter({ $0.due <= now }).min(by: { ($0.due, $0.id) < ($1.due, $1.id) }) else {
                return
            }
            emitOneEpoch(of: first.id)
        }
    }

    private mutating func emitOneEpoch(of id: ClassID) {
        guard let rightsClass = books.classes[id], let cursor = rightsClass.cursor,
            let emission = rightsClass.terms.policy.emission
        else { return }
        let units = min(cursor.amount, capLeft(rightsClass))
        if units > 0, !rightsClass.isFrozen, !fixedBucketIsDead(rightsClass) {
            mintPoints(units, of: id, to: emission.beneficiary, countsForQuota: false)
        }
        let next = cursor.epoch + 1
        let amount = amount(of: emission.curve, epoch: next, previous: cursor.amount)
        let isOver = amount == 0 || (emission.epochs > 0 && next >= UInt64(emission.epochs))
        let due = Int(emission.start) + Int(next) * Int(emission.epochSeconds)
        books.classes[id]?.cursor = isOver ? nil : AuditorBooks.Cursor(due: due, epoch: next, amount: amount)
    }

    /// What epoch 0 emits.
    func firstAmount(of curve: EmissionCurve) -> UInt64 {
        switch curve {
        case .constant(let amount): amount
        case .linear(let first, _): first
        case .geometric(let first, _): first
        case .halving(let first, _): first
        }
    }

    /// What an epoch after the first emits, before the cap.
    private func amount(of curve: EmissionCurve, epoch: UInt64, previous: UInt64) -> UInt64 {
        switch curve {
        case .constant(let amount):
            return amount
        case .linear(let first, let decrease):
            let fallen = UInt128(epoch) * UInt128(decrease)
            return fallen >= UInt128(first) ? 0 : first - UInt64(fallen)
        case .geometric(_, let ratio):
            return UInt64(UInt128(previous) * UInt128(ratio.numerator) / UInt128(ratio.denominator))
        case .halving(let first, let interval):
            let halvings = epoch / UInt64(interval)
            return halvings >= 64 ? 0 : first >> halvings
        }
    }
}
