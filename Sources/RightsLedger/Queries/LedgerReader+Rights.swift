extension LedgerReader {
    /// A class; `nil` where there is none of that id.
    package func classRecord(_ id: ClassID) throws(LedgerFailure) -> ClassRecord? {
        try record(.classRecord(id))
    }

    /// The class that a symbol stands for.
    package func classID(symbol: String) throws(LedgerFailure) -> ClassID? {
        let reference: ClassReference? = try record(.symbol(symbol))
        return reference?.classID
    }

    /// Classes with their ids.
    package func classes(after: ClassID? = nil, limit: Int) throws(LedgerFailure) -> [(ClassID, ClassRecord)] {
        try page(StateKeyRange(.classRecord), after: after.map { .classRecord($0) }, limit: limit) {
            (key, record: ClassRecord) -> (ClassID, ClassRecord)? in
            guard case .classRecord(let id) = key else { return nil }
            return (id, record)
        }
    }

    /// A class's supply.
    package func supply(of id: ClassID) throws(LedgerFailure) -> SupplyRecord? {
        try record(.supply(id))
    }

    /// What of a class circulates and dies, by the second at which it does.
    package func dueTotals(
        after: (due: Int64, classID: ClassID)? = nil, limit: Int
    ) throws(LedgerFailure) -> [(due: Int64, classID: ClassID, measure: UInt64)] {
        try page(StateKeyRange(.dueTotal), after: after.map { .dueTotal(due: $0.due, $0.classID) }, limit: limit) {
            (key, record: NumberRecord) -> (due: Int64, classID: ClassID, measure: UInt64)? in
            guard case .dueTotal(let due, let id) = key else { return nil }
            return (due, id, record.value)
        }
    }

    /// Whether an account is on a class's allow list.
    package func isAllowed(_ account: AccountID, in classID: ClassID) throws(LedgerFailure) -> Bool {
        let mark: PresenceMark? = try record(.allowed(classID, account))
        return mark != nil
    }

    /// Whether an account may mint a class by grant without being its issuer.
    package func isMinter(_ account: AccountID, of classID: ClassID) throws(LedgerFailure) -> Bool {
        let mark: PresenceMark? = try record(.minter(classID, account))
        return mark != nil
    }

    /// The live units of a balance at a time in seconds since 1970 UTC, by bucket.
    ///
    /// For a time outside the range of block times, the nearest block time counts.
    package func balance(
        of account: AccountID, in classID: ClassID, at time: Int64
    ) throws(LedgerFailure) -> [BucketUnits] {
        guard let balance: BalanceRecord = try record(.balance(account, classID)) else { return [] }
        return try live(balance, of: classID, at: time)
    }

    /// The balances of an account at a time; those with no live units are empty.
    package func balances(
        of account: AccountID, at time: Int64, after: ClassID? = nil, limit: Int
    ) throws(LedgerFailure) -> [(ClassID, [BucketUnits])] {
        let balances = try page(
            StateKeyRange(.balance, of: account), after: after.map { .balance(account, $0) }, limit: limit
        ) { (key, record: BalanceRecord) -> (ClassID, BalanceRecord)? in
            guard case .balance(_, let id) = key else { return nil }
            return (id, record)
        }
        var live: [(ClassID, [BucketUnits])] = []
        for (id, balance) in balances { live.append((id, try self.live(balance, of: id, at: time))) }
        return live
    }

    /// A lot of an account, dead or alive.
    package func lot(_ lot: LotID, of account: AccountID) throws(LedgerFailure) -> LotRecord? {
        try record(.lot(account, lot))
    }

    /// The lots of an account, dead or alive.
    package func lots(
        of account: AccountID, after: LotID? = nil, limit: Int
    ) throws(LedgerFailure) -> [LotDescription] {
        try page(StateKeyRange(.lot, of: account), after: after.map { .lot(account, $0) }, limit: limit) {
            (key, record: LotRecord) -> LotDescription? in
            guard case .lot(_, let lot) = key else { return nil }
            return LotDescription(lot: lot, record: record)
        }
    }

    /// A collectible item; `nil` where it does not exist or is not held by any account.
    package func item(_ item: Item) throws(LedgerFailure) -> ItemRecord? {
        try record(.item(item))
    }

    /// The items of an account.
    package func items(
        of account: AccountID, after: Item? = nil, limit: Int
    ) throws(LedgerFailure) -> [(Item, ItemRecord)] {
        let items = try page(
            StateKeyRange(.ownedItem, of: account), after: after.map { .ownedItem(account, $0) }, limit: limit
        ) { (key, _: PresenceMark) -> Item? in
            guard case .ownedItem(_, let item) = key else { return nil }
            return item
        }
        var owned: [(Item, ItemRecord)] = []
        for item in items {
            guard let record = try self.item(item) else {
                throw .brokenInvariant("item \(item.serial) of class \(item.classID) has no record")
            }
            owned.append((item, record))
        }
        return owned
    }

    private func live(
        _ balance: BalanceRecord, of classID: ClassID, at time: Int64
    ) throws(LedgerFailure) -> [BucketUnits] {
        guard let record = try classRecord(classID) else {
            throw .brokenInvariant("class \(classID) has balances and no record")
        }
        let times = FieldBounds.blockTimes
        let terms = ClassTerms(
            id: classID, record: record, now: min(max(time, times.lowerBound), times.upperBound))
        return balance.entries.filter { !terms.isDead($0.bucket) }
    }
}
