extension BlockExecution {
    mutating func split(_ operation: Split, sender: AccountID) throws(Stop) {
        let (record, terms) = try requireLot(operation.lot, of: sender)
        try terms.requireNotFrozen()
        try terms.requireLive(record, operation.lot, now: now)
        let today = terms.calendar.day(at: now)
        guard let (rest, part) = record.split(operation.part, today: today) else {
            throw .refused(.splitOutOfRange, ("lot", operation.lot), ("today", today))
        }
        let lot = LotID(try nextNumber(.lotID))
        state.write(rest, .lot(sender, operation.lot))
        state.create(part, .lot(sender, lot))
        // A split by day changes when the first part dies.
        if terms.end(of: rest) != terms.end(of: record) {
            try lowerDueTotal(terms.id, due: terms.end(of: record), by: rest.measure)
            try raiseDueTotal(terms.id, due: terms.end(of: rest), by: rest.measure)
        }
        events.append(
            .lotSplit(
                LotSplit(
                    owner: sender, rest: LotDescription(lot: operation.lot, record: rest),
                    part: LotDescription(lot: lot, record: part))))
    }

    mutating func combine(_ operation: Combine, sender: AccountID) throws(Stop) {
        let (into, terms) = try requireLot(operation.into, of: sender)
        let (from, _) = try requireLot(operation.from, of: sender)
        guard into.classID == from.classID else { throw .refused(.lotsDoNotCombine) }
        try terms.requireNotFrozen()
        try terms.requireLive(into, operation.into, now: now)
        try terms.requireLive(from, operation.from, now: now)
        let joined = try into.combined(with: from)

        state.remove(.lot(sender, operation.from))
        state.write(joined, .lot(sender, operation.into))
        // Joining windows lets the earlier part live as long as the later one.
        for part in [into, from] where terms.end(of: part) != terms.end(of: joined) {
            try lowerDueTotal(terms.id, due: terms.end(of: part), by: part.measure)
            try raiseDueTotal(terms.id, due: terms.end(of: joined), by: part.measure)
        }
        events.append(
            .lotsCombined(
                LotsCombined(
                    owner: sender, into: LotDescription(lot: operation.into, record: joined),
                    from: operation.from)))
    }
}

extension LotRecord {
    /// Splits the lot into the rest and the named part, whose measures sum up to that of the lot.
    ///
    /// `nil` where the part is not a proper part, or would begin today or earlier in the class's calendar.
    func split(_ part: Split.Part, today: Int64) -> (rest: LotRecord, part: LotRecord)? {
        var rest = self
        var new = self
        switch part {
        case .quantity(let quantity):
            guard quantity > 0, quantity < self.quantity, let count = UInt32(exactly: quantity) else { return nil }
            new.quantity = count
            rest.quantity = self.quantity - count
        case .day(let day):
            guard day > validFrom, day < validUntil, Int64(day) > today, let first = UInt16(exactly: day) else {
                return nil
            }
            new.validFrom = first
            rest.validUntil = first
        case .scope(let scope):
            guard scope != 0, scope & ~self.scope == 0, scope != self.scope else { return nil }
            new.scope = scope
            rest.scope = self.scope & ~scope
        }
        return (rest, new)
    }

    /// Joins another lot of the class to this one: the inverse of a split, whichever of the two parts this is.
    ///
    /// - Throws: `lotsDoNotCombine`, or `amountOverflow` where the quantities do not fit 32 bits.
    func combined(with other: LotRecord) throws(Stop) -> LotRecord {
        var joined = self
        let sameWindow = validFrom == other.validFrom && validUntil == other.validUntil
        guard tier == other.tier else { throw .refused(.lotsDoNotCombine) }
        if scope == other.scope, sameWindow {
            let (sum, overflow) = quantity.addingReportingOverflow(other.quantity)
            if overflow { throw .refused(.amountOverflow) }
            joined.quantity = sum
        } else if scope == other.scope, quantity == other.quantity,
            validUntil == other.validFrom || other.validUntil == validFrom
        {
            joined.validFrom = min(validFrom, other.validFrom)
            joined.validUntil = max(validUntil, other.validUntil)
        } else if quantity == other.quantity, sameWindow, scope & other.scope == 0 {
            joined.scope = scope | other.scope
        } else {
            throw .refused(.lotsDoNotCombine)
        }
        return joined
    }
}
