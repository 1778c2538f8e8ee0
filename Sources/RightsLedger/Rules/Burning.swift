extension BlockExecution {
    /// The most scheduled burns in one block.
    package static let scheduledBurnsMax = 1_000

    mutating func burn(_ operation: Burn, sender: AccountID) throws(Stop) {
        let terms: ClassTerms
        let measure: UInt64
        switch operation.asset {
        case .units(let units):
            terms = try requireClass(units.classID)
            try terms.requireKind(.points)
            try terms.requireNotFrozen()
            measure = units.amount
            try burnUnits(measure, of: sender, terms, cause: .holder)
            return
        case .lot(let lot):
            let record: LotRecord
            (record, terms) = try requireLot(lot, of: sender)
            try terms.requireNotFrozen()
            try terms.requireLive(record, lot, now: now)
            measure = record.measure
            state.remove(.lot(sender, lot))
            try lowerDueTotal(terms.id, due: terms.end(of: record), by: measure)
        case .item(let item):
            terms = try requireItem(item, of: sender).terms
            try terms.requireNotFrozen()
            measure = 1
            removeItem(item, owner: sender)
        }
        try changeSupply(of: terms.id) { (supply) throws(Stop) in try supply.burn(measure, cause: .holder) }
        events.append(
            .burned(
                Burned(
                    classID: terms.id, holder: sender, cause: .holder, asset: operation.asset, measure: measure)))
    }

    mutating func scheduleBurn(_ operation: ScheduleBurn, sender: AccountID) throws(Stop) {
        let terms = try requireClass(operation.classID)
        try terms.requireIssuer(sender)
        try terms.requireKind(.points)
        if operation.time <= now { throw .refused(.burnInPast, ("now", now), ("time", operation.time)) }
        let burn = ScheduledBurnID(try nextNumber(.scheduledBurnID))
        state.create(
            ScheduledBurnRecord(classID: terms.id, amount: operation.amount),
            .scheduledBurn(due: operation.time, burn))
        events.append(
            .burnScheduled(
                BurnScheduled(burn: burn, classID: terms.id, time: operation.time, amount: operation.amount)))
    }

    /// Step 2b: burns what issuers have fixed for a time that has come, or what is left of it.
    mutating func burnBySchedule() throws(Stop) {
        let due = try state.scan(
            StateKeyRange(.scheduledBurn, dueBy: now), limit: BlockExecution.scheduledBurnsMax)
        for (key, _) in due {
            guard let burn: ScheduledBurnRecord = try state.read(at: key) else {
                throw .failed(.brokenInvariant("a scheduled burn is gone"))
            }
            state.remove(at: key)
            let terms = try knownClass(burn.classID)
            let available = try liveBalance(of: terms.issuer, in: terms).total()
            let amount = min(burn.amount, available)
            if amount > 0 { try burnUnits(amount, of: terms.issuer, terms, cause: .calendar) }
        }
    }

    /// Burns live units of an account, those that expire first before the others.
    ///
    /// - Throws: `balanceTooLow`.
    mutating func burnUnits(
        _ amount: UInt64, of holder: AccountID, _ terms: ClassTerms, cause: BurnCause
    ) throws(Stop) {
        let lots = try debit(holder, terms, amount)
        try lowerDueTotals(terms, for: lots)
        try changeSupply(of: terms.id) { (supply) throws(Stop) in try supply.burn(amount, cause: cause) }
        events.append(
            .burned(
                Burned(
                    classID: terms.id, holder: holder, cause: cause, asset: .units(terms.id, amount),
                    measure: amount)))
    }
}
