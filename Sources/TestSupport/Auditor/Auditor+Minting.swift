import RightsLedger

extension Auditor {
    mutating func grantPoints(_ payload: GrantPoints, sender: AccountID) throws(Denial) {
        let rightsClass = try mintable(payload.classID, .points, sender: sender, recipient: payload.recipient)
        try require(!fixedBucketIsDead(rightsClass), .expiryPassed)
        try requireRoom(for: payload.amount, in: rightsClass, recipient: payload.recipient)
        mintPoints(payload.amount, of: payload.classID, to: payload.recipient, countsForQuota: true)
    }

    mutating func grantEntitlement(_ payload: GrantEntitlement, sender: AccountID) throws(Denial) {
        let rightsClass = try mintable(payload.classID, .entitlement, sender: sender, recipient: payload.recipient)
        let scopeCount = rightsClass.terms.policy.scopeCount
        try require(scopeCount >= 64 || payload.scope < UInt64(1) << UInt64(scopeCount), .scopeInvalid)
        let lot = AuditorBooks.Lot(
            owner: payload.recipient, classID: payload.classID, quantity: UInt64(payload.quantity),
            tier: payload.tier, scope: payload.scope, validFrom: payload.validFrom,
            validUntil: payload.validUntil)
        try require(!isDead(lot), .windowInvalid)
        try requireRoom(for: lot.measure, in: rightsClass, recipient: payload.recipient)
        books.lastLot += 1
        books.lots[LotID(books.lastLot)] = lot
        countMinted(lot.measure, of: payload.classID, to: payload.recipient, countsForQuota: true)
    }

    mutating func grantCollectible(_ payload: GrantCollectible, sender: AccountID) throws(Denial) {
        let rightsClass = try mintable(payload.classID, .collectible, sender: sender, recipient: payload.recipient)
        try requireRoom(for: 1, in: rightsClass, recipient: payload.recipient)
        let serial = rightsClass.lastSerial + 1
        books.classes[payload.classID]?.lastSerial = serial
        books.items[Item(classID: payload.classID, serial: serial)] = AuditorBooks.ItemRecord(
            owner: payload.recipient, metadataHash: payload.metadataHash)
        countMinted(1, of: payload.classID, to: payload.recipient, countsForQuota: true)
    }

    private func mintable(
        _ id: ClassID, _ kind: ClassKind, sender: AccountID, recipient: AccountID
    ) throws(Denial) -> AuditorBooks.RightsClass {
        let rightsClass = try require(books.classes[id], .classNotFound)
        try require(rightsClass.terms.kind == kind, .wrongKind)
        try require(!rightsClass.isFrozen, .classFrozen)
        try require(rightsClass.issuer == sender || rightsClass.minters.contains(sender), .notMinter)
        try require(!isFrozen(recipient), .accountFrozen)
        return rightsClass
    }

    private func requireRoom(
        for measure: UInt64, in rightsClass: AuditorBooks.RightsClass, recipient: AccountID
    ) throws(Denial) {
        try require(measure <= capLeft(rightsClass), .capExceeded)
        try require(measure <= quotaLeft(rightsClass, account: recipient), .quotaExceeded)
    }

    /// What may still be minted: up to the cap, or up to what 64 bits hold.
    func capLeft(_ rightsClass: AuditorBooks.RightsClass) -> UInt64 {
        let cap = rightsClass.terms.policy.cap
        return (cap > 0 ? cap : .max) - rightsClass.counters.minted
    }

    /// What may still be minted to an account in the present quota period.
    func quotaLeft(_ rightsClass: AuditorBooks.RightsClass, account: AccountID) -> UInt64 {
        guard let quota = rightsClass.terms.policy.quota else { return .max }
        guard let tally = rightsClass.tallies[account], tally.period == period(of: quota) else { return quota.units }
        return quota.units > tally.units ? quota.units - tally.units : 0
    }

    private func period(of quota: Quota) -> UInt64 {
        quota.periodSeconds == 0 ? 0 : UInt64(now) / quota.periodSeconds
    }

    func fixedBucketIsDead(_ rightsClass: AuditorBooks.RightsClass) -> Bool {
        guard case .fixed(let bucket)? = rightsClass.terms.policy.expiry else { return false }
        return isDead(bucket: bucket, of: rightsClass)
    }

    /// Mints units into the bucket that the class's policy names.
    mutating func mintPoints(_ units: UInt64, of id: ClassID, to account: AccountID, countsForQuota: Bool) {
        guard let rightsClass = books.classes[id] else { return }
        let bucket: MonthBucket
        switch rightsClass.terms.policy.expiry {
        case nil: bucket = .never
        case .fixed(let fixed)?: bucket = fixed
        case .rolling(let months)?:
            let offset = Int(rightsClass.terms.utcOffsetMinutes)
            let last = AuditorCalendar.bucket(at: now, offsetMinutes: offset) + Int(months)
            bucket = MonthBucket(rawValue: UInt16(last))
        }
        add(units, bucket: bucket, of: id, to: account)
        countMinted(units, of: id, to: account, countsForQuota: countsForQuota)
    }

    private mutating func countMinted(_ measure: UInt64, of id: ClassID, to account: AccountID, countsForQuota: Bool) {
        books.classes[id]?.counters.minted += measure
        guard countsForQuota, let quota = books.classes[id]?.terms.policy.quota else { return }
        let present = period(of: quota)
        var tally = books.classes[id]?.tallies[account] ?? AuditorBooks.Tally(period: present, units: 0)
        if tally.period != present { tally = AuditorBooks.Tally(period: present, units: 0) }
        tally.units += measure
        books.classes[id]?.tallies[account] = tally
    }
}
