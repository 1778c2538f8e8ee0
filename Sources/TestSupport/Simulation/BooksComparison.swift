package import RightsLedger
import Signatures

/// Holds the state of a ledger against the auditor's books, entry by entry.
package enum BooksComparison {
    /// The first difference that is found; `nil` where state and books agree.
    ///
    /// A whole comparison also covers what only grows: attested events, receipts, spending, tallies by day and
    /// settlements.
    package static func difference(_ mirror: LedgerMirror, _ auditor: Auditor, isWhole: Bool) -> String? {
        differenceOfAccountsAndClasses(mirror, auditor) ?? differenceOfHoldings(mirror, auditor)
            ?? differenceOfSupply(mirror, auditor) ?? differenceOfProgrammes(mirror, auditor)
            ?? (isWhole ? differenceOfRecords(mirror, auditor) : nil)
    }

    /// The first difference in the entries that only grow and that a block changed.
    package static func difference(
        _ mirror: LedgerMirror, _ auditor: Auditor, changes: [LedgerChange]
    ) -> String? {
        for change in changes {
            switch StateKey(bytes: change.key) {
            case .attestedEvent(let id)?:
                let (actual, expected) = (mirror.events[id], expectedEvent(auditor.books.events[id]))
                if actual != expected { return report("event \(id)", actual, expected) }
            case .receipt(let id)?:
                let (actual, expected) = (mirror.receipts[id], expectedReceipt(auditor.books.receipts[id]))
                if actual != expected { return report("receipt \(id)", actual, expected) }
            default: continue
            }
        }
        return nil
    }

    private static func report<Value>(_ place: String, _ actual: Value?, _ expected: Value?) -> String {
        "\(place)\n    ledger:  \(actual.map { "\($0)" } ?? "none")\n    auditor: \(expected.map { "\($0)" } ?? "none")"
    }

    private static func compare<Key: Hashable, Value: Equatable>(
        _ name: String, _ actual: [Key: Value], _ expected: [Key: Value]
    ) -> String? {
        if actual == expected { return nil }
        for (key, value) in expected where actual[key] != value { return report("\(name) \(key)", actual[key], value) }
        for (key, value) in actual where expected[key] != value {
            return report("\(name) \(key)", value, expected[key])
        }
        return nil
    }

    private static func compare<Element: Hashable>(
        _ name: String, _ actual: Set<Element>, _ expected: Set<Element>
    ) -> String? {
        if let missing = expected.subtracting(actual).first { return "\(name): the ledger lacks \(missing)" }
        if let surplus = actual.subtracting(expected).first { return "\(name): the auditor lacks \(surplus)" }
        return nil
    }

    private static func differenceOfAccountsAndClasses(_ mirror: LedgerMirror, _ auditor: Auditor) -> String? {
        let books = auditor.books
        let chain = ChainRecord(
            chainID: auditor.chainID, epochRule: auditor.epochRule, openEpoch: auditor.openEpoch,
            height: auditor.height, time: Int64(auditor.now))
        if mirror.chain != chain { return report("chain", mirror.chain, chain) }
        let last: [StateKey.Counter: UInt64] = [
            .classID: UInt64(books.lastClass), .campaignID: UInt64(books.lastCampaign),
            .agreementID: UInt64(books.lastAgreement), .lotID: books.lastLot, .receiptID: books.lastReceipt,
            .scheduledBurnID: books.lastScheduledBurn,
        ]
        let accounts = books.accounts.mapValues {
            AccountRecord(nonce: $0.nonce, publicKey: $0.key, roles: $0.roles, frozen: $0.isFrozen)
        }
        let classes = books.classes.mapValues { rightsClass in
            var terms = rightsClass.terms
            terms.policy.minters = []
            return ClassRecord(issuer: rightsClass.issuer, definition: terms, frozen: rightsClass.isFrozen)
        }
        var symbols: [String: ClassID] = [:]
        var allowed: Set<LedgerMirror.Member> = []
        var minters: Set<LedgerMirror.Member> = []
        var tallies: [LedgerMirror.Member: QuotaTally] = [:]
        var cursors: [LedgerMirror.ClassTime: EmissionCursor] = [:]
        for (id, rightsClass) in books.classes {
            symbols[rightsClass.terms.symbol] = id
            for account in rightsClass.allowed { allowed.insert(LedgerMirror.Member(classID: id, account: account)) }
            for account in rightsClass.minters { minters.insert(LedgerMirror.Member(classID: id, account: account)) }
            for (account, tally) in rightsClass.tallies {
                tallies[LedgerMirror.Member(classID: id, account: account)] = QuotaTally(
                    period: tally.period, units: tally.units)
            }
            if let cursor = rightsClass.cursor {
                cursors[LedgerMirror.ClassTime(time: Int64(cursor.due), classID: id)] = EmissionCursor(
                    epoch: cursor.epoch, amount: cursor.amount)
            }
        }
        return compare("counter", mirror.counters, last.filter { $0.value > 0 })
            ?? compare("account", mirror.accounts, accounts) ?? compare("class", mirror.classes, classes)
            ?? compare("symbol", mirror.symbols, symbols) ?? compare("allow list", mirror.allowed, allowed)
            ?? compare("minters", mirror.minters, minters) ?? compare("quota tally", mirror.tallies, tallies)
            ?? compare("emission", mirror.cursors, cursors)
    }

    private static func differenceOfHoldings(_ mirror: LedgerMirror, _ auditor: Auditor) -> String? {
        let books = auditor.books
        func live(_ entries: [BucketUnits], of rightsClass: AuditorBooks.RightsClass?) -> [BucketUnits] {
            guard let rightsClass else { return entries }
            return entries.filter { !auditor.isDead(bucket: $0.bucket, of: rightsClass) }
        }
        var balances: [LedgerMirror.Member: [BucketUnits]] = [:]
        for (id, rightsClass) in books.classes {
            for (account, holding) in rightsClass.holdings {
                let entries = holding.map { BucketUnits(bucket: $0.key, units: $0.value) }
                let kept = live(entries.sorted { $0.bucket < $1.bucket }, of: rightsClass)
                if !kept.isEmpty { balances[LedgerMirror.Member(classID: id, account: account)] = kept }
            }
        }
        var actual: [LedgerMirror.Member: [BucketUnits]] = [:]
        for (member, entries) in mirror.balances {
            // What is dead may stay until the record is next written; it must be in order all the same.
            let isInOrder = zip(entries, entries.dropFirst()).allSatisfy { $0.bucket < $1.bucket }
            if !isInOrder || entries.isEmpty || entries.contains(where: { $0.units == 0 }) {
                return report("balance \(member)", entries, nil)
            }
            let kept = live(entries, of: books.classes[member.classID])
            if !kept.isEmpty { actual[member] = kept }
        }
        var lots: [LedgerMirror.OwnedLot: LotRecord] = [:]
        for (id, lot) in books.lots { lots[LedgerMirror.OwnedLot(owner: lot.owner, lot: id)] = record(of: lot) }
        var ownedItems: Set<LedgerMirror.OwnedItem> = []
        for (item, record) in books.items { ownedItems.insert(LedgerMirror.OwnedItem(owner: record.owner, item: item)) }
        let items = books.items.mapValues {
            ItemRecord(owner: $0.owner, metadataHash: $0.metadataHash, offer: $0.offer)
        }
        return compare("balance", actual, balances) ?? compare("lot", mirror.lots, lots)
            ?? compare("item", mirror.items, items) ?? compare("owned items", mirror.ownedItems, ownedItems)
    }

    private static func record(of lot: AuditorBooks.Lot) -> LotRecord {
        LotRecord(
            classID: lot.classID, quantity: UInt32(lot.quantity), tier: lot.tier, scope: lot.scope,
            validFrom: lot.validFrom, validUntil: lot.validUntil)
    }

    private static func differenceOfSupply(_ mirror: LedgerMirror, _ auditor: Auditor) -> String? {
        var supplies: [ClassID: SupplyRecord] = [:]
        for (id, rightsClass) in auditor.books.classes {
            let counters = rightsClass.counters
            let supply = SupplyRecord(
                minted: counters.minted, circulating: auditor.circulating(id), reserved: auditor.reserved(id),
                burnedByHolder: counters.burnedByHolder, burnedByRedemption: counters.burnedByRedemption,
                burnedByCalendar: counters.burnedByCalendar, burnedByBuyBack: counters.burnedByBuyBack,
                expired: counters.expired)
            let burned =
                supply.burnedByHolder + supply.burnedByRedemption + supply.burnedByCalendar + supply.burnedByBuyBack
            if supply.minted != supply.circulating + supply.reserved + burned + supply.expired {
                return "the auditor broke the supply law of class \(id): \(supply)"
            }
            supplies[id] = supply
        }
        return compare("supply", mirror.supplies, supplies)
            ?? compare("due total", mirror.dueTotals, auditor.dueTotals())
    }

    private static func differenceOfProgrammes(_ mirror: LedgerMirror, _ auditor: Auditor) -> String? {
        let books = auditor.books
        let campaigns = books.campaigns.mapValues {
            CampaignRecord(terms: $0.terms, spent: $0.spent, ended: $0.hasEnded)
        }
        var running: Set<LedgerMirror.RunningCampaign> = []
        for (id, campaign) in books.campaigns where !campaign.hasEnded {
            running.insert(LedgerMirror.RunningCampaign(eventType: campaign.terms.eventType, campaign: id))
        }
        let agreements = books.agreements.mapValues { agreement in
            let status: AgreementRecord.Status =
                switch agreement.status {
                case .proposed: .proposed
                case .active: .active
                case .ended: .ended
                }
            return AgreementRecord(issuer: agreement.issuer, terms: agreement.terms, status: status)
        }
        var deadlines: Set<LedgerMirror.Deadline> = []
        for id in books.openReceipts {
            guard let receipt = books.receipts[id] else { continue }
            deadlines.insert(LedgerMirror.Deadline(time: Int64(receipt.deadline), receipt: id))
        }
        var burns: [LedgerMirror.BurnTime: ScheduledBurnRecord] = [:]
        for (id, burn) in books.scheduledBurns {
            burns[LedgerMirror.BurnTime(time: Int64(burn.due), burn: id)] = ScheduledBurnRecord(
                classID: burn.classID, amount: burn.amount)
        }
        let buyBacks = books.classes.compactMapValues(\.buyBack).mapValues {
            let terms = BuyBackTerms(
                paymentClass: $0.paymentClass, price: $0.price, revenueBasisPoints: $0.revenueBasisPoints)
            return BuyBackRecord(terms: terms, fund: $0.fund)
        }
        return compare("campaign", mirror.campaigns, campaigns)
            ?? compare("running campaigns", mirror.runningCampaigns, running)
            ?? compare("agreement", mirror.agreements, agreements) ?? compare("deadlines", mirror.deadlines, deadlines)
            ?? compare("obligation", mirror.obligations, books.debts)
            ?? compare("net position", mirror.positions, books.positions)
            ?? compare("scheduled burn", mirror.scheduledBurns, burns) ?? compare("buy-back", mirror.buyBacks, buyBacks)
    }

    private static func differenceOfRecords(_ mirror: LedgerMirror, _ auditor: Auditor) -> String? {
        let books = auditor.books
        var spending: [LedgerMirror.Beneficiary: UInt64] = [:]
        for (id, campaign) in books.campaigns {
            for (account, units) in campaign.spentOn {
                spending[LedgerMirror.Beneficiary(campaign: id, account: account)] = units
            }
        }
        var days: [LedgerMirror.AgreementDay: UInt64] = [:]
        for (id, agreement) in books.agreements {
            for (day, measure) in agreement.redeemedByDay {
                days[LedgerMirror.AgreementDay(agreement: id, day: day)] = measure
            }
        }
        let settlements = books.settlements.mapValues {
            SettlementRecord(
                amount: $0.amount, debtorReference: $0.debtorReference, creditorReference: $0.creditorReference)
        }
        return compare("spending", mirror.spending, spending) ?? compare(
            "redeemed on a day", mirror.agreementDays, days)
            ?? compare("settlement", mirror.settlements, settlements)
            ?? compare("event", mirror.events, books.events.compactMapValues { expectedEvent($0) })
            ?? compare("receipt", mirror.receipts, books.receipts.compactMapValues { expectedReceipt($0) })
    }

    private static func expectedEvent(_ event: AuditorBooks.AttestedEvent?) -> AttestedEventRecord? {
        event.map {
            AttestedEventRecord(oracle: $0.oracle, subject: $0.subject, paid: $0.paid, height: $0.height)
        }
    }

    private static func expectedReceipt(_ receipt: AuditorBooks.Receipt?) -> ReceiptRecord? {
        receipt.map { receipt in
            let right: ReservedRight =
                switch receipt.consumed {
                case .points(let holding):
                    .units(
                        receipt.classID,
                        holding.sorted { $0.key < $1.key }.map { BucketUnits(bucket: $0.key, units: $0.value) })
                case .lot(let id, let lot): .lot(id, record(of: lot))
                case .item(let item, let record): .item(item, metadataHash: record.metadataHash)
                }
            let status: ReceiptRecord.Status =
                switch receipt.status {
                case .open: .open
                case .refunded: .refunded
                case .final: .final
                }
            return ReceiptRecord(
                agreement: receipt.agreement, holder: receipt.holder, right: right, measure: receipt.measure,
                amountDue: receipt.due, reference: receipt.reference, time: Int64(receipt.time),
                deadline: Int64(receipt.deadline), status: status)
        }
    }
}
