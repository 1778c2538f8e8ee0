import RightsLedger

extension Auditor {
    mutating func transfer(_ payload: Transfer, sender: AccountID) throws(Denial) {
        switch payload.asset {
        case .units(let units):
            try transferUnits(units.amount, of: units.classID, from: sender, to: payload.recipient)
        case .lot(let id):
            let lot = try ownLot(id, sender: sender)
            try requireMovable(lot.classID, from: sender, to: payload.recipient)
            try require(!isDead(lot), .lotExpired)
            books.lots[id]?.owner = payload.recipient
        case .item(let item):
            _ = try ownItem(item, sender: sender)
            let rightsClass = try require(books.classes[item.classID], .classNotFound)
            try requireMovable(item.classID, from: sender, to: payload.recipient)
            let isIssuerInvolved = sender == rightsClass.issuer || payload.recipient == rightsClass.issuer
            try require(rightsClass.terms.policy.royaltyBasisPoints == 0 || isIssuerInvolved, .royaltyRequiresSale)
            books.items[item]?.owner = payload.recipient
            books.items[item]?.offer = nil
        }
    }

    /// Moves units between two accounts, with all checks of a transfer and with its fee.
    mutating func transferUnits(
        _ amount: UInt64, of id: ClassID, from sender: AccountID, to recipient: AccountID
    ) throws(Denial) {
        let rightsClass = try points(id)
        try requireMovable(id, from: sender, to: recipient)
        try require(liveBalance(of: id, account: sender) >= amount, .balanceTooLow)
        let isIssuerInvolved = sender == rightsClass.issuer || recipient == rightsClass.issuer
        let basisPoints = isIssuerInvolved ? 0 : rightsClass.terms.policy.transferFeeBasisPoints
        let fee = share(amount, basisPoints: basisPoints)
        // The first to expire are taken first, so the fee, taken last, is of those that expire last.
        for (bucket, units) in take(amount - fee, of: id, from: sender) {
            add(units, bucket: bucket, of: id, to: recipient)
        }
        for (bucket, units) in take(fee, of: id, from: sender) {
            add(units, bucket: bucket, of: id, to: rightsClass.issuer)
        }
    }

    /// A class of points.
    func points(_ id: ClassID) throws(Denial) -> AuditorBooks.RightsClass {
        let rightsClass = try require(books.classes[id], .classNotFound)
        try require(rightsClass.terms.kind == .points, .wrongKind)
        return rightsClass
    }

    func ownLot(_ id: LotID, sender: AccountID) throws(Denial) -> AuditorBooks.Lot {
        let lot = try require(books.lots[id], .lotNotFound)
        try require(lot.owner == sender, .lotNotFound)
        return lot
    }

    func ownItem(_ item: Item, sender: AccountID) throws(Denial) -> AuditorBooks.ItemRecord {
        let record = try require(books.items[item], .itemNotFound)
        try require(record.owner == sender, .itemNotFound)
        return record
    }

    private func requireMovable(_ id: ClassID, from sender: AccountID, to recipient: AccountID) throws(Denial) {
        let rightsClass = try require(books.classes[id], .classNotFound)
        try require(!rightsClass.isFrozen, .classFrozen)
        try require(!isFrozen(recipient), .accountFrozen)
        try requireMay(move: rightsClass, from: sender, to: recipient)
    }

    /// `mayMove` of the rules.
    func requireMay(
        move rightsClass: AuditorBooks.RightsClass, from sender: AccountID, to recipient: AccountID
    ) throws(Denial) {
        let issuer = rightsClass.issuer
        switch rightsClass.terms.policy.transferability {
        case .free:
            return
        case .allowList:
            for account in [sender, recipient] {
                try require(account == issuer || rightsClass.allowed.contains(account), .notAllowed)
            }
        case .issuerOnly:
            try require(sender == issuer || recipient == issuer, .notTransferable)
        case .soulbound:
            throw Denial(code: .notTransferable)
        }
    }

    func transferability(of id: ClassID) -> Transferability? {
        books.classes[id]?.terms.policy.transferability
    }

    /// A share in basis points, rounded down.
    func share(_ amount: UInt64, basisPoints: UInt32) -> UInt64 {
        UInt64(UInt128(amount) * UInt128(basisPoints) / 10_000)
    }

    /// A multiple, rounded down, before it is known to fit 64 bits.
    func multiple(_ amount: UInt64, by ratio: Ratio) -> UInt128 {
        UInt128(amount) * UInt128(ratio.numerator) / UInt128(ratio.denominator)
    }
}
