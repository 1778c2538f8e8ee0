internal import RightsLedger

/// The collectibles that are for sale, as the ledger's events tell.
struct ItemMarket {
    /// An item for sale.
    struct Offer {
        var item: Item
        var price: Units
        var seller: AccountID
    }

    private var offers: [Offer] = []
    private var claimed: Set<Item> = []

    /// Begins a day: what was claimed but not sold is free again.
    mutating func beginDay() {
        claimed.removeAll()
    }

    /// Follows an offer or its withdrawal.
    mutating func follow(_ event: ItemOffered) {
        offers.removeAll { $0.item == event.item }
        if let price = event.price { offers.append(Offer(item: event.item, price: price, seller: event.owner)) }
    }

    /// Follows a sale.
    mutating func follow(_ event: ItemSold) {
        offers.removeAll { $0.item == event.item }
    }

    /// Follows a transfer, which ends an offer.
    mutating func follow(_ event: Transferred) {
        guard case .item(let item) = event.asset else { return }
        offers.removeAll { $0.item == item }
    }

    /// Sets aside an offer that the buyer can pay, so that no two customers of a day want the same item.
    mutating func claim(
        by buyer: AccountID, _ draws: inout SeededDraws, canPay: (Units) throws(WorkbenchError) -> Bool
    ) throws(WorkbenchError) -> Offer? {
        let candidates = offers.filter { $0.seller != buyer && !claimed.contains($0.item) }
        guard !candidates.isEmpty else { return nil }
        let offer = candidates[draws.below(candidates.count)]
        guard try canPay(offer.price) else { return nil }
        claimed.insert(offer.item)
        return offer
    }
}
