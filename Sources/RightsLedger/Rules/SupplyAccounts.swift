extension BlockExecution {
    /// Changes a class's supply.
    mutating func changeSupply(
        of id: ClassID, _ change: (inout SupplyRecord) throws(Stop) -> Void
    ) throws(Stop) {
        let key = StateKey.supply(id).bytes
        guard var supply: SupplyRecord = try state.read(at: key) else {
            throw .failed(.brokenInvariant("class \(id) has no supply record"))
        }
        try change(&supply)
        state.write(supply, at: key)
    }

    /// Returns a class's supply.
    mutating func supply(of id: ClassID) throws(Stop) -> SupplyRecord {
        guard let supply: SupplyRecord = try state.read(.supply(id)) else {
            throw .failed(.brokenInvariant("class \(id) has no supply record"))
        }
        return supply
    }

    /// Raises what circulates and dies at a second; nothing for rights that never die.
    mutating func raiseDueTotal(_ id: ClassID, due: Int64?, by measure: UInt64) throws(Stop) {
        guard let due, measure > 0 else { return }
        let key = StateKey.dueTotal(due: due, id).bytes
        let total: NumberRecord? = try state.read(at: key)
        state.write(NumberRecord(try (total?.value ?? 0).plus(measure, "a due total")), at: key)
    }

    /// Lowers what circulates and dies at a second; nothing for rights that never die.
    mutating func lowerDueTotal(_ id: ClassID, due: Int64?, by measure: UInt64) throws(Stop) {
        guard let due, measure > 0 else { return }
        let key = StateKey.dueTotal(due: due, id).bytes
        let total: NumberRecord? = try state.read(at: key)
        let rest = try (total?.value ?? 0).minus(measure, "a due total")
        if rest == 0 {
            state.remove(at: key)
        } else {
            state.write(NumberRecord(rest), at: key)
        }
    }

    mutating func raiseDueTotals(_ terms: ClassTerms, for lots: [BucketUnits]) throws(Stop) {
        for entry in lots { try raiseDueTotal(terms.id, due: terms.calendar.end(of: entry.bucket), by: entry.units) }
    }

    mutating func lowerDueTotals(_ terms: ClassTerms, for lots: [BucketUnits]) throws(Stop) {
        for entry in lots { try lowerDueTotal(terms.id, due: terms.calendar.end(of: entry.bucket), by: entry.units) }
    }
}

extension SupplyRecord {
    mutating func moveCirculatingToReserved(_ measure: UInt64) throws(Stop) {
        circulating = try circulating.minus(measure, "circulating")
        reserved = try reserved.plus(measure, "reserved")
    }

    mutating func moveReservedToCirculating(_ measure: UInt64) throws(Stop) {
        reserved = try reserved.minus(measure, "reserved")
        circulating = try circulating.plus(measure, "circulating")
    }

    mutating func moveReservedToExpired(_ measure: UInt64) throws(Stop) {
        reserved = try reserved.minus(measure, "reserved")
        expired = try expired.plus(measure, "expired")
    }

    mutating func moveCirculatingToExpired(_ measure: UInt64) throws(Stop) {
        circulating = try circulating.minus(measure, "circulating")
        expired = try expired.plus(measure, "expired")
    }

    /// Burns what circulates, or, when a redemption becomes final, what is reserved.
    mutating func burn(_ measure: UInt64, cause: BurnCause) throws(Stop) {
        switch cause {
        case .holder:
            circulating = try circulating.minus(measure, "circulating")
            burnedByHolder = try burnedByHolder.plus(measure, "burned by holders")
        case .redemption:
            reserved = try reserved.minus(measure, "reserved")
            burnedByRedemption = try burnedByRedemption.plus(measure, "burned by redemption")
        case .calendar:
            circulating = try circulating.minus(measure, "circulating")
            burnedByCalendar = try burnedByCalendar.plus(measure, "burned by calendar")
        case .buyBack:
            circulating = try circulating.minus(measure, "circulating")
            burnedByBuyBack = try burnedByBuyBack.plus(measure, "burned by buy-back")
        }
    }
}
