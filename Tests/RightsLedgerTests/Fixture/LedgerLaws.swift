import RightsLedger

/// What docs/ledger-rules.md, section 3, says of every state that was committed.
///
/// The totals are counted from the holdings, the receipts and the funds, entry by entry.
struct LedgerLaws {
    private struct Sum {
        var held: UInt128 = 0
        var reserved: UInt128 = 0
        var due: [Int64: UInt128] = [:]
    }

    private let time: Int64
    private var classes: [ClassID: ClassRecord] = [:]
    private var sums: [ClassID: Sum] = [:]
    private var supplies: [ClassID: SupplyRecord] = [:]
    private var dueTotals: [ClassID: [Int64: UInt64]] = [:]
    private var owners: [Item: AccountID] = [:]
    private var owned: [Item: AccountID] = [:]
    private var openReceipts: Set<ReceiptID> = []
    private var deadlines: [ReceiptID: Int64] = [:]
    private var receipts: [ReceiptID: ReceiptRecord] = [:]
    private var problems: [String] = []

    /// What is wrong with a state at a time; nothing, if all is well.
    static func violations(in entries: [(key: [UInt8], value: [UInt8])], at time: Int64) -> [String] {
        var laws = LedgerLaws(time: time)
        laws.readClasses(entries)
        for (key, value) in entries { laws.read(key, value) }
        laws.compare()
        return laws.problems
    }

    private init(time: Int64) {
        self.time = time
    }

    private mutating func readClasses(_ entries: [(key: [UInt8], value: [UInt8])]) {
        for (key, value) in entries where key.first == StateKey.Tag.classRecord.rawValue {
            guard case .classRecord(let id)? = StateKey(bytes: key) else { continue }
            classes[id] = try? ClassRecord(decoding: value)
        }
    }

    private mutating func read(_ bytes: [UInt8], _ value: [UInt8]) {
        guard let key = StateKey(bytes: bytes) else {
            problems.append("\(bytes) is no key")
            return
        }
        do throws(MalformedRecord) {
            switch key {
            case .supply(let id): supplies[id] = try SupplyRecord(decoding: value)
            case .dueTotal(let due, let id):
                dueTotals[id, default: [:]][due] = value.dropFirst().reduce(0) { $0 << 8 | UInt64($1) }
            case .balance(_, let id):
                for entry in try BalanceRecord(decoding: value).entries {
                    hold(UInt128(entry.units), of: id, until: classes[id]?.calendar.end(of: entry.bucket))
                }
            case .lot: hold(try LotRecord(decoding: value))
            case .item(let item):
                owners[item] = try ItemRecord(decoding: value).owner
                hold(1, of: item.classID, until: nil)
            case .ownedItem(let owner, let item): owned[item] = owner
            case .receipt(let id): try read(id, ReceiptRecord(decoding: value))
            case .receiptDeadline(let deadline, let id): deadlines[id] = deadline
            case .buyBack:
                let record = try BuyBackRecord(decoding: value)
                sums[record.terms.paymentClass, default: Sum()].reserved += UInt128(record.fund)
            default: break
            }
        } catch {
            problems.append("the record under \(key) is malformed")
        }
    }

    private mutating func hold(_ lot: LotRecord) {
        let until = classes[lot.classID]?.calendar.start(ofDay: Int64(lot.validUntil))
        hold(UInt128(lot.scopeDays), of: lot.classID, until: until)
    }

    private mutating func hold(_ measure: UInt128, of id: ClassID, until end: Int64?) {
        if let end, end <= time { return }
        sums[id, default: Sum()].held += measure
        if let end { sums[id, default: Sum()].due[end, default: 0] += measure }
    }

    private mutating func read(_ id: ReceiptID, _ receipt: ReceiptRecord) {
        receipts[id] = receipt
        guard receipt.status == .open else { return }
        openReceipts.insert(id)
        sums[receipt.right.classID, default: Sum()].reserved += UInt128(receipt.measure)
    }

    private mutating func compare() {
        if owners != owned { problems.append("the index of owners differs from the items") }
        if openReceipts != Set(deadlines.keys) { problems.append("the index of deadlines differs from the receipts") }
        for (id, deadline) in deadlines where receipts[id]?.deadline != deadline {
            problems.append("receipt \(id) is not indexed under its deadline")
        }
        if Set(classes.keys) != Set(supplies.keys) { problems.append("classes and supplies differ") }
        for (id, supply) in supplies { compare(id, supply, sums[id] ?? Sum()) }
    }

    private mutating func compare(_ id: ClassID, _ supply: SupplyRecord, _ sum: Sum) {
        let burned = [
            supply.burnedByHolder, supply.burnedByRedemption, supply.burnedByCalendar, supply.burnedByBuyBack,
        ].reduce(UInt128(0)) { $0 + UInt128($1) }
        let rest = UInt128(supply.circulating) + UInt128(supply.reserved) + burned + UInt128(supply.expired)
        if UInt128(supply.minted) != rest {
            problems.append("class \(id): minted is not the sum of the rest: \(supply)")
        }

        let totals = dueTotals[id] ?? [:]
        if totals.values.contains(0) { problems.append("class \(id): a due total of 0") }
        // What died but has not been processed is circulating still; its holders may have dropped it.
        let unprocessed = totals.filter { $0.key <= time }.reduce(UInt128(0)) { $0 + UInt128($1.value) }
        if UInt128(supply.circulating) != sum.held + unprocessed {
            problems.append("class \(id): circulating is \(supply.circulating), held \(sum.held) + \(unprocessed)")
        }
        let pending = totals.filter { $0.key > time }.mapValues { UInt128($0) }
        if pending != sum.due { problems.append("class \(id): due totals \(pending) are not \(sum.due)") }
        if UInt128(supply.reserved) != sum.reserved {
            problems.append("class \(id): reserved is \(supply.reserved), receipts and funds hold \(sum.reserved)")
        }
    }
}

extension LotRecord {
    /// The scope-days of the lot, counted by the definition.
    var scopeDays: UInt64 {
        UInt64(quantity) * UInt64(scope.nonzeroBitCount) * UInt64(validUntil - validFrom)
    }
}
