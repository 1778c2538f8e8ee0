internal import RightsLedger

/// What happened in a run, counted for the report.
struct DemoTally {
    /// Blocks made.
    var blockCount = 0
    /// Transactions in blocks, applied or refused.
    var transactionCount = 0
    /// Ledger events of all types.
    private(set) var eventCount = 0
    /// Ledger events by the name of their type.
    private(set) var eventCounts: [String: Int] = [:]
    /// Refused transactions by the name of the refusal.
    private(set) var refusalCounts: [String: Int] = [:]
    /// What was netted, in the order of the epochs.
    private(set) var nettings: [EpochNetted] = []

    /// Counts an event.
    mutating func count(_ event: LedgerEvent) {
        eventCount += 1
        eventCounts[event.typeName, default: 0] += 1
        if case .epochNetted(let netted) = event { nettings.append(netted) }
    }

    /// Counts a refused transaction.
    mutating func count(_ refusal: Refusal) {
        refusalCounts[refusal.code.name, default: 0] += 1
    }
}
