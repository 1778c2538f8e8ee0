import RightsLedger
import Testing

extension RefusalRow {
    /// What offers are refused for.
    static let offers: [RefusalRow] = [
        RefusalRow(.itemNotFound, "offering an item that is not there") { ledger in
            let id = try ledger.points()
            return .by(.alice, .offer(Item(classID: try ledger.art(), serial: 1), for: 5, of: id))
        },
        RefusalRow(.itemNotFound, "offering someone else's item") { ledger in
            let id = try ledger.points()
            return .by(.alice, .offer(try ledger.giveItem(of: ledger.art(), to: .bob), for: 5, of: id))
        },
        RefusalRow(.classFrozen, "offering an item of a frozen class") { ledger in
            let id = try ledger.points()
            let item = try ledger.giveItem(of: ledger.art(), to: .alice)
            try ledger.apply(.freeze(item.classID), by: .brand)
            return .by(.alice, .offer(item, for: 5, of: id))
        },
        RefusalRow(.classNotFound, "a price in a class that is not there") { ledger in
            .by(.alice, .offer(try ledger.giveItem(of: ledger.art(), to: .alice), for: 5, of: ClassID(9)))
        },
        RefusalRow(.wrongKind, "a price in entitlements") { ledger in
            let id = try ledger.passes()
            return .by(.alice, .offer(try ledger.giveItem(of: ledger.art(), to: .alice), for: 5, of: id))
        },
        RefusalRow(.wrongKind, "a price in collectibles") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .alice)
            return .by(.alice, .offer(item, for: 5, of: item.classID))
        },
        RefusalRow(.notOffered, "withdrawing an offer that is not there") { ledger in
            .by(.alice, .withdrawOffer(of: try ledger.giveItem(of: ledger.art(), to: .alice)))
        },
        RefusalRow(.notOffered, "withdrawing an offer twice", at: 1) { ledger in
            let market = try Market(in: &ledger)
            let withdraw = Operation.withdrawOffer(of: market.item)
            return .by(.alice, withdraw, withdraw)
        },
    ]

    /// What purchases are refused for.
    static let purchases: [RefusalRow] = [
        RefusalRow(.itemNotFound, "buying an item that is not there") { ledger in
            let market = try Market(in: &ledger)
            return .by(.bob, .buy(Item(classID: market.item.classID, serial: 2), for: 100, of: market.points))
        },
        RefusalRow(.buyerIsSeller, "buying one's own item") { ledger in
            let market = try Market(in: &ledger)
            return .by(.alice, market.buy)
        },
        RefusalRow(.classFrozen, "buying an item of a frozen class") { ledger in
            let market = try Market(in: &ledger)
            try ledger.apply(.freeze(market.item.classID), by: .brand)
            return .by(.bob, market.buy)
        },
        RefusalRow(.notOffered, "buying an item that was never offered") { ledger in
            let id = try ledger.points()
            return .by(.bob, .buy(try ledger.giveItem(of: ledger.art(), to: .alice), for: 100, of: id))
        },
        RefusalRow(.notOffered, "buying an item whose offer was withdrawn") { ledger in
            let market = try Market(in: &ledger)
            try ledger.apply(.withdrawOffer(of: market.item), by: .alice)
            return .by(.bob, market.buy)
        },
        RefusalRow(.offerMismatch, "bidding less than the offer") { ledger in
            let market = try Market(in: &ledger)
            return .by(.bob, .buy(market.item, for: 99, of: market.points))
        },
        RefusalRow(.offerMismatch, "bidding more than the offer") { ledger in
            let market = try Market(in: &ledger)
            return .by(.bob, .buy(market.item, for: 101, of: market.points))
        },
        RefusalRow(.offerMismatch, "bidding in another class") { ledger in
            let market = try Market(in: &ledger)
            return .by(.bob, .buy(market.item, for: 100, of: try ledger.points("OTHER")))
        },
        RefusalRow(.notTransferable, "buying an issuer-only item from a person") { ledger in
            let market = try Market(in: &ledger) { $0.transferability = .issuerOnly }
            return .by(.bob, market.buy)
        },
        RefusalRow(.notAllowed, "buying an item as someone who is not on the list") { ledger in
            let market = try Market(in: &ledger) { $0.transferability = .allowList }
            try ledger.apply(.allow(.alice, in: market.item.classID), by: .brand)
            return .by(.bob, market.buy)
        },
        RefusalRow(.accountFrozen, "buying from a frozen seller") { ledger in
            let market = try Market(in: &ledger)
            try ledger.apply(.freeze(.alice), by: .regulator)
            return .by(.bob, market.buy)
        },
        RefusalRow(.accountFrozen, "a royalty for a frozen issuer") { ledger in
            let market = try Market(in: &ledger) { $0.royaltyBasisPoints = 1_000 }
            try ledger.apply(.freeze(.brand), by: .regulator)
            return .by(.bob, market.buy)
        },
        RefusalRow(.classFrozen, "a price in a frozen class") { ledger in
            let market = try Market(in: &ledger)
            try ledger.apply(.freeze(market.points), by: .rival)
            return .by(.bob, market.buy)
        },
        RefusalRow(.notTransferable, "a price in issuer-only units between persons") { ledger in
            let market = try Market(in: &ledger, pointsPolicy: { $0.transferability = .issuerOnly })
            return .by(.bob, market.buy)
        },
        RefusalRow(.notAllowed, "a royalty for an issuer who may not hold the price's class") { ledger in
            let market = try Market(
                in: &ledger, art: { $0.royaltyBasisPoints = 1 }, pointsPolicy: { $0.transferability = .allowList })
            try ledger.apply(
                .allow(.alice, in: market.points), .allow(.bob, in: market.points), by: .rival)
            try ledger.apply(.offer(market.item, for: 20_000, of: market.points), by: .alice)
            return .by(.bob, .buy(market.item, for: 20_000, of: market.points))
        },
        RefusalRow(.balanceTooLow, "too little for the price", facts: ["available": "500", "required": "501"]) {
            ledger in
            let market = try Market(in: &ledger)
            try ledger.apply(.offer(market.item, for: 501, of: market.points), by: .alice)
            return .by(.bob, .buy(market.item, for: 501, of: market.points))
        },
        RefusalRow(.balanceTooLow, "enough for the royalty only", facts: ["available": "450"]) { ledger in
            let market = try Market(in: &ledger) { $0.royaltyBasisPoints = 5_00 }
            try ledger.apply(.offer(market.item, for: 1_000, of: market.points), by: .alice)
            return .by(.bob, .buy(market.item, for: 1_000, of: market.points))
        },
    ]
}

/// An item of the brand's that Alice offers for 100 points of the rival's, of which Bob has 500.
struct Market {
    let points: ClassID
    let item: Item

    init(
        in ledger: inout LedgerFixture, art: (inout ClassPolicy) -> Void = { _ in },
        pointsPolicy: (inout ClassPolicy) -> Void = { _ in }
    ) throws {
        points = try ledger.points(by: .rival, policy: pointsPolicy)
        item = try ledger.giveItem(of: ledger.art(policy: art), to: .alice)
        try ledger.give(500, of: points, to: .bob)
        try ledger.apply(.offer(item, for: 100, of: points), by: .alice)
    }

    /// The purchase at the offered price.
    var buy: Operation { .buy(item, for: 100, of: points) }
}
