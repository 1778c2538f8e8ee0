extension CreateClass {
    func checkFields() throws(FieldInvalid) {
        try FieldCheck.symbol(symbol)
        try require(FieldBounds.nameBytes.contains(name.utf8.count), "name")
        try require(decimals <= FieldBounds.decimalsMax, "decimals")
        try require(FieldBounds.utcOffsetMinutes.contains(utcOffsetMinutes), "utc_offset_minutes")
        try FieldCheck.ratio(faceValue, "face_value")
        try policy.checkFields(kind: kind)
    }
}

extension ClassPolicy {
    /// Checks the bounds, and that nothing is set that the kind of class has no use for.
    func checkFields(kind: ClassKind) throws(FieldInvalid) {
        if let emission {
            try require(kind == .points && emission.isWithinBounds, "emission")
        }
        try require(minters.count <= FieldBounds.mintersMax, "minters")
        try FieldCheck.ascending(minters, "minters")
        if let expiry {
            try require(kind == .points && expiry.isWithinBounds, "expiry")
        }
        try FieldCheck.basisPoints(transferFeeBasisPoints, "transfer_fee_basis_points")
        try require(transferFeeBasisPoints == 0 || kind == .points, "transfer_fee_basis_points")
        try FieldCheck.basisPoints(royaltyBasisPoints, "royalty_basis_points")
        try require(royaltyBasisPoints == 0 || kind == .collectible, "royalty_basis_points")
        try FieldCheck.basisPoints(redemptionBurnBasisPoints, "redemption_burn_basis_points")
        try require(redemptionBurnBasisPoints == 0 || kind == .points, "redemption_burn_basis_points")
        let scopesFit =
            kind == .entitlement ? scopeCount >= 1 && scopeCount <= FieldBounds.scopeCountMax : scopeCount == 0
        try require(scopesFit, "scope_count")
    }
}

extension GrantEntitlement {
    func checkFields() throws(FieldInvalid) {
        try require(quantity > 0, "quantity")
        try require(scope != 0, "scope")
        try require(validFrom < validUntil, "valid_until")
    }
}

extension Asset {
    func checkFields() throws(FieldInvalid) {
        if case .units(let units) = self {
            try require(units.amount > 0, "amount")
        }
    }
}

extension Transfer {
    func checkFields(sender: AccountID) throws(FieldInvalid) {
        try asset.checkFields()
        try require(recipient != sender, "recipient")
    }
}

extension Split {
    func checkFields() throws(FieldInvalid) {
        switch part {
        case .quantity(let quantity): try require(quantity > 0, "quantity")
        case .day: break
        case .scope(let scope): try require(scope != 0, "scope")
        }
    }
}

extension CreateCampaign {
    func checkFields() throws(FieldInvalid) {
        try FieldCheck.eventType(eventType)
        try require(FieldBounds.oracles.contains(oracles.count), "oracles")
        try FieldCheck.ascending(oracles, "oracles")
        try FieldCheck.ratio(rate, "rate")
        try require(tiers.count <= FieldBounds.tiersMax, "tiers")
        for tier in tiers { try FieldCheck.ratio(tier.multiplier, "tiers") }
        for (previous, next) in zip(tiers, tiers.dropFirst()) {
            try require(previous.minimumValue < next.minimumValue, "tiers")
        }
        if let multiplier { try FieldCheck.ratio(multiplier, "multiplier") }
        try FieldCheck.window(start: start, end: end)
    }
}

extension AttestEvent {
    func checkFields() throws(FieldInvalid) {
        try FieldCheck.eventType(eventType)
        try require(value <= FieldBounds.eventValueMax, "value")
        try FieldCheck.time(time, "time")
    }
}

extension ProposeAgreement {
    func checkFields() throws(FieldInvalid) {
        try FieldCheck.ratio(rate, "rate")
        try FieldCheck.basisPoints(feeBasisPoints, "fee_basis_points")
        try FieldCheck.window(start: start, end: end)
        try require(refundWindowSeconds <= FieldBounds.refundWindowSecondsMax, "refund_window_seconds")
    }
}
