internal import RightsLedger
internal import Signatures

extension DemoReport {
    /// Reads the report from the state after a replay.
    init(
        replay: DemoReplay, file: PurchaseFile, days: (first: CalendarDay, last: CalendarDay), elapsed: Duration,
        directory: String
    ) throws(WorkbenchError) {
        let tally = replay.tally
        let seconds = elapsed / .seconds(1)
        seed = replay.seed
        data = file.path
        purchases = file.purchases.count
        customers = file.customerCount
        firstDay = days.first.description
        lastDay = days.last.description
        chain = replay.programme.chainID
        blocks = tally.blockCount
        transactions = tally.transactionCount
        events = tally.eventCount
        eventCounts = tally.eventCounts
        refusals = tally.refusalCounts
        classes = []
        settlements = []
        netPositionsSum = 0
        payments = 0
        paymentsConfirmed = 0
        supplyConserved = true
        height = replay.chain.height
        appHash = replay.chain.appHash.hex
        appHashAfterRestart = ""
        self.seconds = seconds
        transactionsPerSecond = seconds > 0 ? (Double(tally.transactionCount) / seconds).rounded() : 0
        self.directory = directory
        for index in replay.programme.classes.indices { classes.append(try DemoReport.rightsClass(index, replay)) }
        supplyConserved = classes.allSatisfy(\.isConserved)
        for netting in tally.nettings { try add(netting, replay) }
    }

    private static func rightsClass(_ index: Int, _ replay: DemoReplay) throws(WorkbenchError) -> ClassReport {
        let reader = replay.chain.reader
        let classID = replay.programme.classID(index)
        let (record, supply) = try readLedger { () throws(LedgerFailure) in
            (try reader.classRecord(classID), try reader.supply(of: classID))
        }
        guard let record, let supply else { throw .checkFailed("class \(classID) is not on the chain") }
        let time = try readLedger { () throws(LedgerFailure) in try reader.chain() }.time
        let own = try readLedger { () throws(LedgerFailure) in
            record.kind == .points ? try reader.balance(of: record.issuer, in: classID, at: time) : []
        }
        let owed = supply.circulating - min(supply.circulating, own.reduce(0) { $0 + $1.units })
        return ClassReport(
            id: classID.rawValue, symbol: record.definition.symbol, name: record.definition.name,
            kind: "\(record.kind)", minted: supply.minted, circulating: supply.circulating, reserved: supply.reserved,
            burned: BurnedReport(
                holder: supply.burnedByHolder, redemption: supply.burnedByRedemption,
                calendar: supply.burnedByCalendar, buyBack: supply.burnedByBuyBack),
            expired: supply.expired, liability: record.definition.faceValue.times(owed))
    }

    private mutating func add(_ netting: EpochNetted, _ replay: DemoReplay) throws(WorkbenchError) {
        var positions: [String: Int64] = [:]
        for position in netting.positions {
            guard let party = replay.accounts.parties.firstIndex(of: position.account) else {
                throw .checkFailed("\(position.account) has a net position, but is no party of the programme")
            }
            positions[replay.programme.parties[party].key] = Int64(clamping: position.amount)
            netPositionsSum += Int64(clamping: position.amount)
        }
        let reader = replay.chain.reader
        let settlements = try readLedger { () throws(LedgerFailure) in
            try reader.settlements(epoch: netting.epoch, limit: .max)
        }
        for settlement in settlements where settlement.currency == netting.currency {
            payments += 1
            if settlement.record.debtorReference != nil, settlement.record.creditorReference != nil {
                paymentsConfirmed += 1
            }
        }
        self.settlements.append(
            SettlementReport(
                month: MonthBucket(rawValue: UInt16(clamping: netting.epoch)).description, positions: positions,
                payments: netting.settlements.count))
    }
}
