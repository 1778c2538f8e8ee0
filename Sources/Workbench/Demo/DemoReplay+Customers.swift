internal import RightsLedger

// What customers do on a day.
extension DemoReplay {
    mutating func addVisits(
        on day: CalendarDay, to transactions: inout [SignedTransaction]
    ) throws(WorkbenchError) {
        guard !customers.isEmpty else { return }
        market.beginDay()
        let reader = chain.reader
        let visit = CustomerVisit(
            programme: programme, reader: reader, day: day, time: DemoReplay.blockTime(of: day))
        var fund = try buyBackFund(reader)
        for customer in visitors(on: day) {
            var draws = SeededDraws(seed: seed, label: "visit/\(day)/\(customer)")
            guard let action = programme.behaviour.action(&draws) else { continue }
            let account = try accounts.customer(customer)
            let friend = customers[draws.below(customers.count)]
            let operations = try visit.operations(
                for: action, account: account, friend: friend == customer ? nil : try accounts.customer(friend),
                market: &market, fund: &fund, &draws)
            guard !operations.isEmpty else { continue }
            let record = try readLedger { () throws(LedgerFailure) in try reader.account(account) }
            let body = TransactionBody(
                chainID: programme.chainID, sender: account, nonce: record?.nonce ?? 0,
                expiryHeight: chain.height + DemoReplay.heightsUntilExpiry, operations: operations)
            transactions.append(body.signed(by: try accounts.customerKey(customer)))
        }
    }

    private func buyBackFund(_ reader: LedgerReader) throws(WorkbenchError) -> UInt64 {
        guard let buyBack = programme.buyBack else { return 0 }
        let classID = programme.classID(buyBack.rightsClass)
        return try readLedger { () throws(LedgerFailure) in try reader.buyBack(of: classID) }?.fund ?? 0
    }

    /// Who comes on a day: those who bought the day before, and a share of all, each of them once.
    private func visitors(on day: CalendarDay) -> [UInt32] {
        var draws = SeededDraws(seed: seed, label: "visitors/\(day)")
        let expected = customers.count * Int(programme.behaviour.visitorsPerDay.value)
        let count = expected / 10_000 + (draws.below(10_000) < expected % 10_000 ? 1 : 0)
        var visitors = returning
        var seen = Set(returning)
        for _ in 0..<count {
            let customer = customers[draws.below(customers.count)]
            if seen.insert(customer).inserted { visitors.append(customer) }
        }
        return visitors
    }
}
