import RightsLedger
import Signatures

extension LedgerWorkload {
    /// Any account.
    mutating func anyone() -> AccountID { people.everyone[random.below(people.everyone.count)] }

    /// Mostly a person; now and then somebody with a role.
    mutating func person() -> AccountID {
        random.chance(1, in: 6) ? anyone() : people.persons[random.below(people.persons.count)]
    }

    /// An account other than this one.
    mutating func person(except other: AccountID) -> AccountID {
        for _ in 0..<8 {
            let account = person()
            if account != other { return account }
        }
        return people.persons.first { $0 != other } ?? other
    }

    mutating func regulator() -> AccountID { people.regulators[random.below(people.regulators.count)] }

    /// A class that fulfils a condition; the search is over ids in order.
    mutating func classID(
        _ auditor: Auditor, where isWanted: (AuditorBooks.RightsClass) -> Bool
    ) -> ClassID? {
        var found: [ClassID] = []
        for number in 0..<auditor.books.lastClass {
            let id = ClassID(number + 1)
            if let rightsClass = auditor.books.classes[id], isWanted(rightsClass) { found.append(id) }
        }
        return random.element(of: found)
    }

    /// A class of a kind.
    mutating func classID(_ auditor: Auditor, _ kind: ClassKind) -> ClassID? {
        classID(auditor) { $0.terms.kind == kind }
    }

    /// A class of another kind.
    mutating func classID(_ auditor: Auditor, not kind: ClassKind) -> ClassID? {
        classID(auditor) { $0.terms.kind != kind }
    }

    /// Any class, or one that does not exist.
    mutating func anyClassID(_ auditor: Auditor) -> ClassID {
        ClassID(UInt32(random.below(Int(auditor.books.lastClass) + 2)))
    }

    /// A class id that was not given out.
    mutating func missingClassID(_ auditor: Auditor) -> ClassID {
        random.chance(1, in: 4) ? ClassID(0) : ClassID(auditor.books.lastClass + 1 + UInt32(random.below(3)))
    }

    func issuer(of id: ClassID, _ auditor: Auditor) -> AccountID? { auditor.books.classes[id]?.issuer }

    /// An account that can use units of a class, and how many.
    mutating func holder(
        of id: ClassID, _ auditor: Auditor, where isWanted: (AccountID) -> Bool = { _ in true }
    ) -> (account: AccountID, units: UInt64)? {
        for _ in 0..<12 {
            let account = random.chance(1, in: 6) ? (issuer(of: id, auditor) ?? anyone()) : anyone()
            guard isWanted(account) else { continue }
            let units = auditor.liveBalance(of: id, account: account)
            if units > 0 { return (account, units) }
        }
        return nil
    }

    /// A lot that fulfils a condition.
    mutating func lot(
        _ auditor: Auditor, where isWanted: (AuditorBooks.Lot) -> Bool
    ) -> (id: LotID, lot: AuditorBooks.Lot)? {
        guard auditor.books.lastLot > 0 else { return nil }
        for _ in 0..<60 {
            // Mostly recent ones, which are more likely to be there.
            let last = auditor.books.lastLot
            let span = random.chance(1, in: 4) ? last : min(last, 200)
            let id = LotID(last - random.below(span))
            if let lot = auditor.books.lots[id], isWanted(lot) { return (id, lot) }
        }
        return nil
    }

    mutating func liveLot(
        _ auditor: Auditor, where isWanted: (AuditorBooks.Lot) -> Bool = { _ in true }
    ) -> (id: LotID, lot: AuditorBooks.Lot)? {
        lot(auditor) { !auditor.isDead($0) && isWanted($0) }
    }

    /// An item that fulfils a condition.
    mutating func item(
        _ auditor: Auditor, where isWanted: (Item, AuditorBooks.ItemRecord) -> Bool = { _, _ in true }
    ) -> (item: Item, record: AuditorBooks.ItemRecord)? {
        for _ in 0..<40 {
            guard let id = classID(auditor, .collectible), let last = auditor.books.classes[id]?.lastSerial, last > 0
            else { continue }
            let item = Item(classID: id, serial: last - random.below(min(last, 60)))
            if let record = auditor.books.items[item], isWanted(item, record) { return (item, record) }
        }
        return nil
    }

    mutating func agreement(
        _ auditor: Auditor, where isWanted: (AuditorBooks.Agreement) -> Bool = { _ in true }
    ) -> (id: AgreementID, agreement: AuditorBooks.Agreement)? {
        guard auditor.books.lastAgreement > 0 else { return nil }
        for _ in 0..<60 {
            let id = AgreementID(1 + UInt32(random.below(Int(auditor.books.lastAgreement))))
            if let agreement = auditor.books.agreements[id], isWanted(agreement) { return (id, agreement) }
        }
        return nil
    }

    /// An agreement under which can be redeemed now.
    mutating func openAgreement(
        _ auditor: Auditor, where isWanted: (AuditorBooks.Agreement) -> Bool = { _ in true }
    ) -> (id: AgreementID, agreement: AuditorBooks.Agreement)? {
        let now = Int64(auditor.now)
        return agreement(auditor) {
            $0.status == .active && $0.terms.start <= now && now < $0.terms.end && isWanted($0)
        }
    }

    mutating func receipt(
        _ auditor: Auditor, where isWanted: (AuditorBooks.Receipt) -> Bool
    ) -> (id: ReceiptID, receipt: AuditorBooks.Receipt)? {
        guard auditor.books.lastReceipt > 0 else { return nil }
        for _ in 0..<40 {
            let id = ReceiptID(auditor.books.lastReceipt - random.below(min(auditor.books.lastReceipt, 300)))
            if let receipt = auditor.books.receipts[id], isWanted(receipt) { return (id, receipt) }
        }
        return nil
    }

    mutating func campaign(
        _ auditor: Auditor, where isWanted: (AuditorBooks.Campaign) -> Bool = { _ in true }
    ) -> (id: CampaignID, campaign: AuditorBooks.Campaign)? {
        guard auditor.books.lastCampaign > 0 else { return nil }
        for _ in 0..<40 {
            let id = CampaignID(1 + UInt32(random.below(Int(auditor.books.lastCampaign))))
            if let campaign = auditor.books.campaigns[id], isWanted(campaign) { return (id, campaign) }
        }
        return nil
    }

    mutating func frozenAccount(_ auditor: Auditor) -> AccountID? {
        let frozen = people.everyone.filter { auditor.books.accounts[$0]?.isFrozen == true }
        return random.element(of: frozen)
    }

    mutating func frozenClass(_ auditor: Auditor, _ kind: ClassKind) -> ClassID? {
        classID(auditor) { $0.isFrozen && $0.terms.kind == kind }
    }

    /// An amount between 1 and a bound: all of it, one, a half, or anything.
    mutating func amount(upTo bound: UInt64) -> UInt64 {
        guard bound > 1 else { return 1 }
        switch random.below(8) {
        case 0: return bound
        case 1: return 1
        case 2: return bound / 2
        case 3, 4, 5: return 1 + random.below(min(bound, 1_000))
        default: return 1 + random.below(bound)
        }
    }

    mutating func digest() -> Digest {
        Digest(random.next(), random.next(), random.next(), random.next())
    }

    mutating func ratio(numeratorMax: UInt64 = 20, denominatorMax: UInt64 = 20) -> Ratio {
        Ratio(random.number(in: 1...numeratorMax), random.number(in: 1...denominatorMax))
    }

    mutating func currency() -> CurrencyCode? {
        CurrencyCode(["EUR", "USD", "GBP"][random.below(3)])
    }

    mutating func eventType() -> String {
        ["purchase", "visit", "review_5", "z-0"][random.below(4)]
    }
}
