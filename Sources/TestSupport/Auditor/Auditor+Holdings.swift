package import RightsLedger

extension Auditor {
    /// Whether the units of a bucket can no longer be used.
    func isDead(bucket: MonthBucket, of rightsClass: AuditorBooks.RightsClass) -> Bool {
        guard bucket != .never else { return false }
        return now >= AuditorCalendar.end(of: bucket, offsetMinutes: Int(rightsClass.terms.utcOffsetMinutes))
    }

    /// Whether a lot can no longer be used.
    func isDead(_ lot: AuditorBooks.Lot) -> Bool {
        guard let rightsClass = books.classes[lot.classID] else { return true }
        let offset = Int(rightsClass.terms.utcOffsetMinutes)
        return now >= AuditorCalendar.start(ofDay: Int(lot.validUntil), offsetMinutes: offset)
    }

    /// What an account can use of a class of points, the part that expires first in front.
    package func liveUnits(of id: ClassID, account: AccountID) -> [(bucket: MonthBucket, units: UInt64)] {
        guard let rightsClass = books.classes[id], let holding = rightsClass.holdings[account] else { return [] }
        return holding.filter { !isDead(bucket: $0.key, of: rightsClass) }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// The sum of what an account can use of a class of points.
    package func liveBalance(of id: ClassID, account: AccountID) -> UInt64 {
        liveUnits(of: id, account: account).reduce(0) { $0 + $1.units }
    }

    /// Adds units to a bucket of an account.
    mutating func add(_ units: UInt64, bucket: MonthBucket, of id: ClassID, to account: AccountID) {
        guard units > 0 else { return }
        books.classes[id]?.holdings[account, default: [:]][bucket, default: 0] += units
    }

    /// Takes units from an account, first those that expire first; the caller has seen that there are enough.
    mutating func take(
        _ amount: UInt64, of id: ClassID, from account: AccountID
    ) -> [(bucket: MonthBucket, units: UInt64)] {
        var left = amount
        var taken: [(bucket: MonthBucket, units: UInt64)] = []
        for (bucket, units) in liveUnits(of: id, account: account) where left > 0 {
            let part = min(units, left)
            left -= part
            taken.append((bucket, part))
            books.classes[id]?.holdings[account]?[bucket] = part == units ? nil : units - part
        }
        precondition(left == 0, "the auditor took more than there is")
        return taken
    }

    /// What dies together: one class, one second.
    private struct Death: Hashable {
        let due: Int
        let classID: ClassID
    }

    /// Step 1: up to 10,000 pairs of a due second and a class, in order, whose rights died.
    mutating func expire() {
        var dying: [Death: UInt64] = [:]
        for (id, rightsClass) in books.classes {
            for (bucket, units) in rightsClass.holdings.values.joined() where isDead(bucket: bucket, of: rightsClass) {
                dying[death(of: bucket, in: id, rightsClass), default: 0] += units
            }
        }
        for lot in books.lots.values where isDead(lot) && !lot.isCountedAsExpired {
            dying[death(of: lot), default: 0] += lot.measure
        }
        let order = dying.keys.sorted { ($0.due, $0.classID) < ($1.due, $1.classID) }
        let counted = Set(order.prefix(10_000))
        guard !counted.isEmpty else { return }
        for death in counted { books.classes[death.classID]?.counters.expired += dying[death] ?? 0 }
        for (id, rightsClass) in books.classes {
            for (account, holding) in rightsClass.holdings {
                let kept = holding.filter { bucket, _ in
                    bucket == .never || !counted.contains(death(of: bucket, in: id, rightsClass))
                }
                books.classes[id]?.holdings[account] = kept
            }
        }
        for (id, lot) in books.lots where counted.contains(death(of: lot)) {
            books.lots[id]?.isCountedAsExpired = true
        }
    }

    private func death(of bucket: MonthBucket, in id: ClassID, _ rightsClass: AuditorBooks.RightsClass) -> Death {
        let offset = Int(rightsClass.terms.utcOffsetMinutes)
        return Death(due: AuditorCalendar.end(of: bucket, offsetMinutes: offset), classID: id)
    }

    private func death(of lot: AuditorBooks.Lot) -> Death {
        let offset = Int(books.classes[lot.classID]?.terms.utcOffsetMinutes ?? 0)
        let due = AuditorCalendar.start(ofDay: Int(lot.validUntil), offsetMinutes: offset)
        return Death(due: due, classID: lot.classID)
    }

    /// What circulates of a class, by visiting every holder: also what died and was not yet counted as expired.
    package func circulating(_ id: ClassID) -> UInt64 {
        guard let rightsClass = books.classes[id] else { return 0 }
        let points = rightsClass.holdings.values.reduce(UInt64(0)) { $0 + $1.values.reduce(0, +) }
        let lots = books.lots.values.filter { $0.classID == id && !$0.isCountedAsExpired }
        let items = books.items.keys.filter { $0.classID == id }.count
        return points + lots.reduce(0) { $0 + $1.measure } + UInt64(items)
    }

    /// What is reserved of a class: open receipts, and buy-back funds that are filled with it.
    package func reserved(_ id: ClassID) -> UInt64 {
        let receipts = books.openReceipts.compactMap { books.receipts[$0] }.filter { $0.classID == id }
        let funds = books.classes.values.compactMap(\.buyBack).filter { $0.paymentClass == id }
        return receipts.reduce(0) { $0 + $1.measure } + funds.reduce(0) { $0 + $1.fund }
    }

    /// What circulates and will die, by the second at which it dies.
    package func dueTotals() -> [LedgerMirror.ClassTime: UInt64] {
        var totals: [LedgerMirror.ClassTime: UInt64] = [:]
        func count(_ death: Death, _ measure: UInt64) {
            totals[LedgerMirror.ClassTime(time: Int64(death.due), classID: death.classID), default: 0] += measure
        }
        for (id, rightsClass) in books.classes {
            for (bucket, units) in rightsClass.holdings.values.joined() where bucket != .never {
                count(death(of: bucket, in: id, rightsClass), units)
            }
        }
        for lot in books.lots.values where !lot.isCountedAsExpired { count(death(of: lot), lot.measure) }
        return totals
    }
}
