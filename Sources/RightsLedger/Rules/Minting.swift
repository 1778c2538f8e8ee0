extension BlockExecution {
    mutating func grantPoints(_ operation: GrantPoints, sender: AccountID) throws(Stop) {
        let terms = try requireMintable(
            operation.classID, .points, minter: sender, recipient: operation.recipient)
        guard let bucket = terms.mintingBucket else { throw .refused(.expiryPassed, ("class", terms.id)) }
        try requireRoom(terms, operation.recipient, operation.amount)
        try mintPoints(terms, operation.recipient, operation.amount, into: bucket, cause: .grant)
    }

    mutating func grantEntitlement(_ operation: GrantEntitlement, sender: AccountID) throws(Stop) {
        let terms = try requireMintable(
            operation.classID, .entitlement, minter: sender, recipient: operation.recipient)
        let record = LotRecord(
            classID: terms.id, quantity: operation.quantity, tier: operation.tier, scope: operation.scope,
            validFrom: operation.validFrom, validUntil: operation.validUntil)
        if terms.policy.scopeCount < 64, operation.scope >> UInt64(terms.policy.scopeCount) != 0 {
            throw .refused(.scopeInvalid, ("scopeCount", terms.policy.scopeCount))
        }
        if now >= terms.end(of: record) { throw .refused(.windowInvalid, ("end", terms.end(of: record))) }
        try requireRoom(terms, operation.recipient, record.measure)

        let lot = LotID(try nextNumber(.lotID))
        state.create(record, .lot(operation.recipient, lot))
        try countMinted(terms, record.measure)
        try raiseDueTotal(terms.id, due: terms.end(of: record), by: record.measure)
        try tally(terms, operation.recipient, record.measure)
        events.append(
            .minted(
                Minted(
                    classID: terms.id, recipient: operation.recipient, cause: .grant, measure: record.measure,
                    right: .lot(LotDescription(lot: lot, record: record)))))
    }

    mutating func grantCollectible(_ operation: GrantCollectible, sender: AccountID) throws(Stop) {
        let terms = try requireMintable(
            operation.classID, .collectible, minter: sender, recipient: operation.recipient)
        try requireRoom(terms, operation.recipient, 1)

        try countMinted(terms, 1)
        let item = Item(classID: terms.id, serial: try supply(of: terms.id).minted)
        place(item, metadataHash: operation.metadataHash, owner: operation.recipient)
        try tally(terms, operation.recipient, 1)
        events.append(
            .minted(
                Minted(
                    classID: terms.id, recipient: operation.recipient, cause: .grant, measure: 1,
                    right: .item(serial: item.serial))))
    }

    /// Mints units of points for which there is room.
    mutating func mintPoints(
        _ terms: ClassTerms, _ recipient: AccountID, _ amount: UInt64, into bucket: MonthBucket, cause: MintCause
    ) throws(Stop) {
        let units = BucketUnits(bucket: bucket, units: amount)
        try credit(recipient, terms, [units])
        try countMinted(terms, amount)
        try raiseDueTotals(terms, for: [units])
        if cause != .schedule { try tally(terms, recipient, amount) }
        events.append(
            .minted(
                Minted(
                    classID: terms.id, recipient: recipient, cause: cause, measure: amount, right: .units(units))))
    }

    /// Returns what the cap of a class leaves; a class without cap is bounded by its numbers.
    mutating func capRoom(_ terms: ClassTerms) throws(Stop) -> UInt64 {
        let cap = terms.policy.cap == 0 ? UInt64.max : terms.policy.cap
        return try cap.minus(try supply(of: terms.id).minted, "what the cap leaves")
    }

    /// Returns what the quota of a class leaves an account; `nil` where there is no quota.
    mutating func quotaRoom(_ terms: ClassTerms, _ account: AccountID) throws(Stop) -> UInt64? {
        guard let quota = terms.policy.quota else { return nil }
        let granted = try currentTally(terms, quota, account).units
        return try quota.units.minus(granted, "what the quota leaves")
    }

    private mutating func requireMintable(
        _ id: ClassID, _ kind: ClassKind, minter: AccountID, recipient: AccountID
    ) throws(Stop) -> ClassTerms {
        let terms = try requireClass(id)
        try terms.requireKind(kind)
        try terms.requireNotFrozen()
        if terms.issuer != minter, try !state.contains(.minter(id, minter)) {
            throw .refused(.notMinter, ("class", id))
        }
        try requireNotFrozen(recipient)
        return terms
    }

    private mutating func requireRoom(
        _ terms: ClassTerms, _ recipient: AccountID, _ measure: UInt64
    ) throws(Stop) {
        let room = try capRoom(terms)
        if measure > room {
            throw .refused(
                .capExceeded, ("cap", terms.policy.cap), ("remaining", room), ("required", measure))
        }
        if let room = try quotaRoom(terms, recipient), measure > room {
            throw .refused(.quotaExceeded, ("remaining", room), ("required", measure))
        }
    }

    private mutating func countMinted(_ terms: ClassTerms, _ measure: UInt64) throws(Stop) {
        try changeSupply(of: terms.id) { (supply) throws(Stop) in
            supply.minted = try supply.minted.plus(measure, "minted")
            supply.circulating = try supply.circulating.plus(measure, "circulating")
        }
    }

    private mutating func tally(_ terms: ClassTerms, _ account: AccountID, _ measure: UInt64) throws(Stop) {
        guard let quota = terms.policy.quota else { return }
        var tally = try currentTally(terms, quota, account)
        tally.units = try tally.units.plus(measure, "a quota tally")
        state.write(tally, .quotaTally(terms.id, account))
    }

    /// Returns the tally of the current period; one of another period counts as 0.
    private mutating func currentTally(
        _ terms: ClassTerms, _ quota: Quota, _ account: AccountID
    ) throws(Stop) -> QuotaTally {
        let period = quota.periodSeconds == 0 ? 0 : UInt64(clamping: now) / quota.periodSeconds
        if let tally: QuotaTally = try state.read(.quotaTally(terms.id, account)), tally.period == period {
            return tally
        }
        return QuotaTally(period: period, units: 0)
    }
}

extension ClassTerms {
    /// The bucket into which points are minted now; `nil` where the fixed one is dead.
    var mintingBucket: MonthBucket? {
        switch policy.expiry {
        case nil: .never
        case .fixed(let bucket): isDead(bucket) ? nil : bucket
        // A block's month is at most 52,267, so that adding 120 months stays below never.
        case .rolling(let months): MonthBucket(rawValue: currentMonth.rawValue &+ months)
        }
    }
}
