internal import RightsLedger

/// Turns what a customer wants to do into operations, as far as what the customer holds allows it.
struct CustomerVisit {
    /// Points of a class that a customer can spend.
    struct Purse {
        var classID: ClassID
        var amount: UInt64
    }

    let programme: Programme
    /// The state after the last block.
    let reader: LedgerReader
    /// The day of the next block, in which the operations are to apply.
    let day: CalendarDay
    /// The time of the next block, in seconds since 1970 UTC.
    let time: Int64

    /// The operations of an action; none where the customer holds nothing for it.
    ///
    /// A transfer goes to the friend. An item that the customer buys is claimed in the market, and what a sale to the
    /// buy-back brings is taken from what is left in its fund.
    func operations(
        for action: Behaviour.Action, account: AccountID, friend: AccountID?, market: inout ItemMarket,
        fund: inout UInt64, _ draws: inout SeededDraws
    ) throws(WorkbenchError) -> [Operation] {
        switch action {
        case .redeemPoints(let part): return try redeemPoints(part, account, &draws)
        case .redeemEntitlement: return try redeemEntitlement(account, &draws)
        case .transferPoints(let part):
            guard let friend, let purse = try purse(of: account, part, &draws, isAccepted: isFree) else { return [] }
            return [.transfer(Transfer(asset: .units(purse.classID, purse.amount), recipient: friend))]
        case .transferEntitlement:
            let lots = try lots(of: account).filter { isFree($0.record.classID) }
            guard let friend, !lots.isEmpty else { return [] }
            return [.transfer(Transfer(asset: .lot(lots[draws.below(lots.count)].lot), recipient: friend))]
        case .splitEntitlement: return try splitEntitlement(account, &draws)
        case .combineEntitlement: return try combineEntitlement(account)
        case .offerItem(let price, let currency): return try offerItem(account, price, currency, &draws)
        case .buyItem:
            let offer = try market.claim(by: account, &draws) { (price) throws(WorkbenchError) in
                try balance(of: account, price.classID) >= price.amount
            }
            return offer.map { [.buyItem(BuyItem(item: $0.item, price: $0.price))] } ?? []
        case .sellToBuyBack(let part): return try sellToBuyBack(part, account, &fund, &draws)
        case .burnPoints(let part):
            guard let purse = try purse(of: account, part, &draws, isAccepted: { _ in true }) else { return [] }
            return [.burn(Burn(asset: .units(purse.classID, purse.amount)))]
        }
    }

    private func redeemPoints(
        _ part: Behaviour.Part, _ account: AccountID, _ draws: inout SeededDraws
    ) throws(WorkbenchError) -> [Operation] {
        guard let purse = try purse(of: account, part, &draws, isAccepted: { !agreements(for: $0).isEmpty })
        else { return [] }
        return redeem(.units(purse.classID, purse.amount), of: purse.classID, account, &draws)
    }

    private func redeemEntitlement(
        _ account: AccountID, _ draws: inout SeededDraws
    ) throws(WorkbenchError) -> [Operation] {
        let lots = try lots(of: account).filter { !agreements(for: $0.record.classID).isEmpty }
        guard !lots.isEmpty else { return [] }
        let lot = lots[draws.below(lots.count)]
        return redeem(.lot(lot.lot), of: lot.record.classID, account, &draws)
    }

    private func redeem(
        _ asset: Asset, of classID: ClassID, _ account: AccountID, _ draws: inout SeededDraws
    ) -> [Operation] {
        let agreements = agreements(for: classID)
        let agreement = agreements[draws.below(agreements.count)]
        let order = SeededDraws.digest(seed: draws.next(), label: "order/\(account)")
        return [.redeem(Redeem(agreement: agreement, asset: asset, reference: order))]
    }

    private func splitEntitlement(
        _ account: AccountID, _ draws: inout SeededDraws
    ) throws(WorkbenchError) -> [Operation] {
        let lots = try lots(of: account)
        guard !lots.isEmpty else { return [] }
        let lot = lots[draws.below(lots.count)]
        let today = UInt32(day.number)
        var parts: [Split.Part] = []
        if lot.record.quantity > 1 { parts.append(.quantity(1 + draws.below(UInt64(lot.record.quantity - 1)))) }
        if lot.record.scope.nonzeroBitCount > 1 { parts.append(.scope(lot.record.scope & (~lot.record.scope + 1))) }
        let firstDay = max(UInt32(lot.record.validFrom), today) + 1
        if firstDay < lot.record.validUntil { parts.append(.day((firstDay + UInt32(lot.record.validUntil)) / 2)) }
        guard !parts.isEmpty else { return [] }
        return [.split(Split(lot: lot.lot, part: parts[draws.below(parts.count)]))]
    }

    private func combineEntitlement(_ account: AccountID) throws(WorkbenchError) -> [Operation] {
        let lots = try lots(of: account)
        for (index, into) in lots.enumerated() {
            for from in lots[(index + 1)...] where CustomerVisit.combines(into.record, from.record) {
                return [.combine(Combine(into: into.lot, from: from.lot))]
            }
        }
        return []
    }

    /// Whether two lots differ in one respect only, in which they can be joined.
    static func combines(_ left: LotRecord, _ right: LotRecord) -> Bool {
        guard left.classID == right.classID, left.tier == right.tier else { return false }
        let sameWindow = left.validFrom == right.validFrom && left.validUntil == right.validUntil
        let adjacent = left.validUntil == right.validFrom || right.validUntil == left.validFrom
        if left.scope == right.scope { return sameWindow || (adjacent && left.quantity == right.quantity) }
        return sameWindow && left.quantity == right.quantity && left.scope & right.scope == 0
    }

    private func offerItem(
        _ account: AccountID, _ price: UInt64, _ currency: Int, _ draws: inout SeededDraws
    ) throws(WorkbenchError) -> [Operation] {
        let items = try readLedger { () throws(LedgerFailure) in
            try reader.items(of: account, after: nil, limit: holdingsMax)
        }
        let owned = items.filter { $0.1.offer == nil }
        guard !owned.isEmpty else { return [] }
        let asked = max(1, price * UInt64(80 + draws.below(41)) / 100)
        let units = Units(classID: programme.classID(currency), amount: asked)
        return [.offerItem(OfferItem(item: owned[draws.below(owned.count)].0, price: units))]
    }

    private func sellToBuyBack(
        _ part: Behaviour.Part, _ account: AccountID, _ fund: inout UInt64, _ draws: inout SeededDraws
    ) throws(WorkbenchError) -> [Operation] {
        guard let buyBack = programme.buyBack else { return [] }
        let classID = programme.classID(buyBack.rightsClass)
        guard let purse = try purse(of: account, part, &draws, isAccepted: { $0 == classID }) else { return [] }
        let payout = buyBack.price.times(purse.amount)
        guard payout > 0, payout <= fund else { return [] }
        fund -= payout
        return [.sellToBuyBack(SellToBuyBack(classID: classID, amount: purse.amount))]
    }
}

extension CustomerVisit {
    /// More holdings of one customer are not looked at.
    private var holdingsMax: Int { 32 }

    /// A part of one of the customer's balances, drawn among the classes that are accepted.
    private func purse(
        of account: AccountID, _ part: Behaviour.Part, _ draws: inout SeededDraws, isAccepted: (ClassID) -> Bool
    ) throws(WorkbenchError) -> Purse? {
        let balances = try readLedger { () throws(LedgerFailure) in
            try reader.balances(of: account, at: time, after: nil, limit: holdingsMax)
        }
        let purses = balances.compactMap { classID, entries -> Purse? in
            let total = entries.reduce(UInt64(0)) { $0 + $1.units }
            let amount = part.share.share(of: total)
            return total >= part.minimum && amount > 0 && isAccepted(classID)
                ? Purse(classID: classID, amount: amount) : nil
        }
        return purses.isEmpty ? nil : purses[draws.below(purses.count)]
    }

    private func balance(of account: AccountID, _ classID: ClassID) throws(WorkbenchError) -> UInt64 {
        let entries = try readLedger { () throws(LedgerFailure) in
            try reader.balance(of: account, in: classID, at: time)
        }
        return entries.reduce(0) { $0 + $1.units }
    }

    /// The customer's lots that are valid on the day.
    private func lots(of account: AccountID) throws(WorkbenchError) -> [LotDescription] {
        let lots = try readLedger { () throws(LedgerFailure) in
            try reader.lots(of: account, after: nil, limit: holdingsMax)
        }
        return lots.filter { Int($0.record.validUntil) > day.number }
    }

    /// The agreements under which a class is redeemed on the day.
    private func agreements(for classID: ClassID) -> [AgreementID] {
        programme.agreements.enumerated().compactMap { index, agreement in
            let isOpen = agreement.start <= day && day < agreement.end
            return programme.classID(agreement.rightsClass) == classID && isOpen ? programme.agreementID(index) : nil
        }
    }

    private func isFree(_ classID: ClassID) -> Bool {
        programme.classes.indices.contains(Int(classID.rawValue) - 1)
            && programme.classes[Int(classID.rawValue) - 1].creation.policy.transferability == .free
    }
}
