extension BlockExecution {
    /// Returns the live entries of a balance.
    mutating func liveBalance(of account: AccountID, in terms: ClassTerms) throws(Stop) -> BalanceRecord {
        var balance: BalanceRecord = try state.read(.balance(account, terms.id)) ?? BalanceRecord()
        balance.dropDead(before: terms.currentMonth)
        return balance
    }

    /// Adds units to a balance; they must be ascending by bucket.
    mutating func credit(_ account: AccountID, _ terms: ClassTerms, _ lots: [BucketUnits]) throws(Stop) {
        if lots.isEmpty { return }
        let key = StateKey.balance(account, terms.id).bytes
        var balance: BalanceRecord = try state.read(at: key) ?? BalanceRecord()
        balance.dropDead(before: terms.currentMonth)
        try balance.add(lots)
        state.write(balance, at: key)
    }

    /// Takes units out of a balance, those that expire first before the others.
    ///
    /// - Returns: The units, ascending by bucket.
    /// - Throws: `balanceTooLow`.
    mutating func debit(
        _ account: AccountID, _ terms: ClassTerms, _ amount: UInt64
    ) throws(Stop) -> [BucketUnits] {
        let key = StateKey.balance(account, terms.id).bytes
        var balance: BalanceRecord = try state.read(at: key) ?? BalanceRecord()
        balance.dropDead(before: terms.currentMonth)
        let available = try balance.total()
        guard available >= amount else {
            throw .refused(
                .balanceTooLow, ("class", terms.id), ("available", available), ("required", amount))
        }
        let taken = balance.takeFirst(amount)
        if balance.entries.isEmpty {
            state.remove(at: key)
        } else {
            state.write(balance, at: key)
        }
        return taken
    }
}

extension BalanceRecord {
    /// Drops the entries of buckets before a month.
    mutating func dropDead(before month: MonthBucket) {
        guard let first = entries.first, first.bucket < month else { return }
        entries.removeAll { $0.bucket < month }
    }

    /// The sum of all entries.
    func total() throws(Stop) -> UInt64 {
        var total: UInt64 = 0
        for entry in entries { total = try total.plus(entry.units, "a balance") }
        return total
    }

    /// Adds units, which must be ascending by bucket.
    mutating func add(_ lots: [BucketUnits]) throws(Stop) {
        var position = 0
        for lot in lots where lot.units > 0 {
            while position < entries.count, entries[position].bucket < lot.bucket { position += 1 }
            if position < entries.count, entries[position].bucket == lot.bucket {
                entries[position].units = try entries[position].units.plus(lot.units, "a balance")
            } else {
                entries.insert(lot, at: position)
            }
        }
    }

    /// Takes the first units out, which there must be enough of.
    mutating func takeFirst(_ amount: UInt64) -> [BucketUnits] {
        let taken = entries.takeFirst(amount)
        return taken
    }
}

extension [BucketUnits] {
    /// Takes the first units out of a list that is ascending by bucket.
    ///
    /// - Returns: What was taken: the amount, or everything where there is less.
    mutating func takeFirst(_ amount: UInt64) -> [BucketUnits] {
        var taken: [BucketUnits] = []
        var missing = amount
        var emptied = 0
        while missing > 0, emptied < count {
            let entry = self[emptied]
            if entry.units <= missing {
                taken.append(entry)
                missing -= entry.units
                emptied += 1
            } else {
                taken.append(BucketUnits(bucket: entry.bucket, units: missing))
                self[emptied].units = entry.units - missing
                missing = 0
            }
        }
        removeFirst(emptied)
        return taken
    }

    /// The sum of units whose sum is known to fit.
    func sum() throws(Stop) -> UInt64 {
        var total: UInt64 = 0
        for entry in self { total = try total.plus(entry.units, "a sum of units") }
        return total
    }
}
