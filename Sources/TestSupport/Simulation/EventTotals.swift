package import RightsLedger

/// The supply of each class as its events alone tell it.
///
/// Whatever is minted, burned or expires stands in exactly one event, so these sums must be the counters of the books.
package struct EventTotals: Sendable {
    private var counters: [ClassID: AuditorBooks.Counters] = [:]

    package init() {}

    /// Adds the events of a step.
    package mutating func add(_ events: [LedgerEvent]) {
        for event in events {
            switch event {
            case .minted(let minted):
                counters[minted.classID, default: AuditorBooks.Counters()].minted += minted.measure
            case .expired(let expired):
                counters[expired.classID, default: AuditorBooks.Counters()].expired += expired.measure
            case .burned(let burned):
                var counter = counters[burned.classID, default: AuditorBooks.Counters()]
                switch burned.cause {
                case .holder: counter.burnedByHolder += burned.measure
                case .redemption: counter.burnedByRedemption += burned.measure
                case .calendar: counter.burnedByCalendar += burned.measure
                case .buyBack: counter.burnedByBuyBack += burned.measure
                }
                counters[burned.classID] = counter
            default: continue
            }
        }
    }

    /// The first class whose events do not add up to the auditor's counters.
    package func difference(_ auditor: Auditor) -> String? {
        for (id, rightsClass) in auditor.books.classes {
            let told = counters[id] ?? AuditorBooks.Counters()
            if told != rightsClass.counters {
                return "events of class \(id)\n    ledger:  \(told)\n    auditor: \(rightsClass.counters)"
            }
        }
        return nil
    }
}
