import RightsLedger

extension Auditor {
    mutating func proposeAgreement(_ payload: ProposeAgreement, sender: AccountID) throws(Denial) {
        _ = try ownClass(payload.classID, sender: sender)
        books.lastAgreement += 1
        books.agreements[AgreementID(books.lastAgreement)] = AuditorBooks.Agreement(issuer: sender, terms: payload)
    }

    mutating func acceptAgreement(_ payload: AcceptAgreement, sender: AccountID) throws(Denial) {
        let agreement = try require(books.agreements[payload.agreement], .agreementNotFound)
        try require(agreement.terms.platform == sender, .notPartyToAgreement)
        try require(roles(of: sender).contains(.platform), .roleMissing)
        try require(agreement.status == .proposed, .agreementNotProposed)
        books.agreements[payload.agreement]?.status = .active
    }

    mutating func endAgreement(_ payload: EndAgreement, sender: AccountID) throws(Denial) {
        let agreement = try require(books.agreements[payload.agreement], .agreementNotFound)
        try require([agreement.issuer, agreement.terms.platform].contains(sender), .notPartyToAgreement)
        try require(agreement.status != .ended, .agreementEnded)
        books.agreements[payload.agreement]?.status = .ended
    }

    mutating func redeem(_ payload: Redeem, sender: AccountID) throws(Denial) {
        let agreement = try require(books.agreements[payload.agreement], .agreementNotFound)
        let terms = agreement.terms
        try require(agreement.status == .active, .agreementNotActive)
        try require(terms.start <= Int64(now) && Int64(now) < terms.end, .outsideAgreementWindow)
        let asset = try found(payload.asset, sender: sender)
        try require(asset.classID == terms.classID, .classAgreementMismatch)
        let rightsClass = try require(books.classes[asset.classID], .classNotFound)
        try require(rightsClass.terms.kind == asset.kind, .wrongKind)
        try require(!rightsClass.isFrozen, .classFrozen)
        try require(!asset.isDead, .lotExpired)
        let offset = Int(rightsClass.terms.utcOffsetMinutes)
        let today = AuditorCalendar.dayNumber(at: now, offsetMinutes: offset)
        let redeemedToday = UInt128(agreement.redeemedByDay[today, default: 0]) + UInt128(asset.measure)
        let hasDailyCap = terms.dailyCap > 0
        try require(!hasDailyCap || redeemedToday <= UInt128(terms.dailyCap), .dailyCapExceeded)
        if case .units(let units) = payload.asset {
            try require(liveBalance(of: units.classID, account: sender) >= units.amount, .balanceTooLow)
        }
        let gross = multiple(asset.measure, by: terms.rate)
        try require(gross <= UInt128(UInt64.max), .amountOverflow)
        let due = UInt64(gross) - share(UInt64(gross), basisPoints: terms.feeBasisPoints)
        let debt = debtKey(from: agreement.issuer, to: terms.platform, currency: terms.currency)
        try requireRoom(for: due, in: debt)

        if hasDailyCap { books.agreements[payload.agreement]?.redeemedByDay[today] = UInt64(redeemedToday) }
        book(due, in: debt)
        books.lastReceipt += 1
        let id = ReceiptID(books.lastReceipt)
        books.receipts[id] = AuditorBooks.Receipt(
            agreement: payload.agreement, classID: asset.classID, holder: sender,
            consumed: consume(payload.asset, sender: sender, asset: asset), measure: asset.measure, due: due,
            reference: payload.reference, time: now, deadline: now + Int(terms.refundWindowSeconds))
        books.openReceipts.insert(id)
    }

    /// What the rules say of an asset once it is found.
    struct FoundAsset {
        let classID: ClassID
        let kind: ClassKind
        let measure: UInt64
        var isDead = false
        var lot: AuditorBooks.Lot?
        var item: AuditorBooks.ItemRecord?
    }

    /// Finds a lot or an item of the sender; units need no finding.
    func found(_ asset: Asset, sender: AccountID) throws(Denial) -> FoundAsset {
        switch asset {
        case .units(let units):
            return FoundAsset(classID: units.classID, kind: .points, measure: units.amount)
        case .lot(let id):
            let lot = try ownLot(id, sender: sender)
            return FoundAsset(
                classID: lot.classID, kind: .entitlement, measure: lot.measure, isDead: isDead(lot), lot: lot)
        case .item(let item):
            let record = try ownItem(item, sender: sender)
            return FoundAsset(classID: item.classID, kind: .collectible, measure: 1, item: record)
        }
    }

    private mutating func consume(_ asset: Asset, sender: AccountID, asset found: FoundAsset) -> AuditorBooks.Consumed {
        switch asset {
        case .units(let units):
            var holding: AuditorBooks.Holding = [:]
            for (bucket, part) in take(units.amount, of: units.classID, from: sender) { holding[bucket] = part }
            return .points(holding)
        case .lot(let id):
            books.lots[id] = nil
            return found.lot.map { .lot(id, $0) } ?? .points([:])
        case .item(let item):
            books.items[item] = nil
            guard var record = found.item else { return .points([:]) }
            record.offer = nil
            return .item(item, record)
        }
    }

    mutating func refund(_ payload: Refund, sender: AccountID) throws(Denial) {
        let receipt = try require(books.receipts[payload.receipt], .receiptNotFound)
        let agreement = try require(books.agreements[receipt.agreement], .agreementNotFound)
        try require(agreement.terms.platform == sender, .notPartyToAgreement)
        try require(receipt.status == .open, .receiptNotOpen)
        try require(now < receipt.deadline, .refundWindowClosed)
        let debt = debtKey(from: sender, to: agreement.issuer, currency: agreement.terms.currency)
        try requireRoom(for: receipt.due, in: debt)

        books.receipts[payload.receipt]?.status = .refunded
        books.openReceipts.remove(payload.receipt)
        book(receipt.due, in: debt)
        switch receipt.consumed {
        case .points(let holding):
            for (bucket, units) in holding { giveBack(units, bucket: bucket, of: receipt.classID, to: receipt.holder) }
        case .lot(let id, let lot):
            if isDead(lot) {
                books.classes[receipt.classID]?.counters.expired += receipt.measure
            } else {
                books.lots[id] = lot
            }
        case .item(let item, let record):
            books.items[item] = record
        }
    }

    /// Returns reserved units to a holder, or counts them as expired where they died meanwhile.
    private mutating func giveBack(_ units: UInt64, bucket: MonthBucket, of id: ClassID, to account: AccountID) {
        guard let rightsClass = books.classes[id] else { return }
        if isDead(bucket: bucket, of: rightsClass) {
            books.classes[id]?.counters.expired += units
        } else {
            add(units, bucket: bucket, of: id, to: account)
        }
    }

    /// Step 2c: up to 10,000 redemptions whose refund window has ended, in order of deadline.
    mutating func finishRedemptions() {
        let due = books.openReceipts.compactMap { id in books.receipts[id].map { (deadline: $0.deadline, id: id) } }
        let order = due.filter { $0.deadline <= now }.sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
        for (_, id) in order.prefix(10_000) { finish(id) }
    }

    private mutating func finish(_ id: ReceiptID) {
        guard let receipt = books.receipts[id], let rightsClass = books.classes[receipt.classID] else { return }
        books.receipts[id]?.status = .final
        books.openReceipts.remove(id)
        guard case .points(let holding) = receipt.consumed else {
            books.classes[receipt.classID]?.counters.burnedByRedemption += receipt.measure
            return
        }
        let burned = share(receipt.measure, basisPoints: rightsClass.terms.policy.redemptionBurnBasisPoints)
        books.classes[receipt.classID]?.counters.burnedByRedemption += burned
        var left = burned
        for (bucket, units) in holding.sorted(by: { $0.key < $1.key }) {
            let part = min(left, units)
            left -= part
            giveBack(units - part, bucket: bucket, of: receipt.classID, to: rightsClass.issuer)
        }
    }
}
