extension BlockExecution {
    mutating func transfer(_ operation: Transfer, sender: AccountID) throws(Stop) {
        switch operation.asset {
        case .units(let units): try transferUnits(units, from: sender, to: operation.recipient)
        case .lot(let lot): try transferLot(lot, from: sender, to: operation.recipient)
        case .item(let item): try transferItem(item, from: sender, to: operation.recipient)
        }
    }

    /// Moves units with all checks and the class's fee; also a leg of a sale.
    mutating func transferUnits(_ units: Units, from sender: AccountID, to recipient: AccountID) throws(Stop) {
        let terms = try requireClass(units.classID)
        try terms.requireKind(.points)
        try terms.requireNotFrozen()
        try requireNotFrozen(recipient)
        try requireMovable(terms, from: sender, to: recipient)

        var lots = try debit(sender, terms, units.amount)
        let isWithIssuer = sender == terms.issuer || recipient == terms.issuer
        let fee =
            isWithIssuer ? 0 : BasisPoints.share(terms.policy.transferFeeBasisPoints, of: units.amount)
        if fee == 0 {
            try credit(recipient, terms, lots)
            events.append(
                .transferred(
                    Transferred(sender: sender, recipient: recipient, asset: .units(units), received: lots)))
            return
        }
        // What expires first goes to the recipient, the rest is the fee.
        let received = lots.takeFirst(units.amount - fee)
        try credit(recipient, terms, received)
        try credit(terms.issuer, terms, lots)
        events.append(
            .transferred(
                Transferred(
                    sender: sender, recipient: recipient, asset: .units(units), received: received, fee: lots)))
    }

    /// Checks that a right of a class may move between two accounts.
    ///
    /// - Throws: `notAllowed` or `notTransferable`.
    mutating func requireMovable(
        _ terms: ClassTerms, from sender: AccountID, to recipient: AccountID
    ) throws(Stop) {
        switch terms.policy.transferability {
        case .free: break
        case .allowList:
            for account in [sender, recipient] where account != terms.issuer {
                guard try state.contains(.allowed(terms.id, account)) else {
                    throw .refused(.notAllowed, ("class", terms.id), ("account", account))
                }
            }
        case .issuerOnly:
            guard sender == terms.issuer || recipient == terms.issuer else {
                throw .refused(.notTransferable, ("class", terms.id))
            }
        case .soulbound: throw .refused(.notTransferable, ("class", terms.id))
        }
    }

    private mutating func transferLot(
        _ lot: LotID, from sender: AccountID, to recipient: AccountID
    ) throws(Stop) {
        let (record, terms) = try requireLot(lot, of: sender)
        try terms.requireNotFrozen()
        try requireNotFrozen(recipient)
        try requireMovable(terms, from: sender, to: recipient)
        try terms.requireLive(record, lot, now: now)
        state.remove(.lot(sender, lot))
        state.create(record, .lot(recipient, lot))
        events.append(.transferred(Transferred(sender: sender, recipient: recipient, asset: .lot(lot))))
    }

    private mutating func transferItem(
        _ item: Item, from sender: AccountID, to recipient: AccountID
    ) throws(Stop) {
        let (record, terms) = try requireItem(item, of: sender)
        try terms.requireNotFrozen()
        try requireNotFrozen(recipient)
        try requireMovable(terms, from: sender, to: recipient)
        if terms.policy.royaltyBasisPoints > 0, sender != terms.issuer, recipient != terms.issuer {
            throw .refused(.royaltyRequiresSale, ("royaltyBasisPoints", terms.policy.royaltyBasisPoints))
        }
        move(item, record, to: recipient)
        events.append(.transferred(Transferred(sender: sender, recipient: recipient, asset: .item(item))))
    }
}
