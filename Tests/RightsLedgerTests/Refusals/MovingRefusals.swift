import RightsLedger
import Testing

extension RefusalRow {
    /// What transfers of units are refused for.
    static let transfersOfUnits: [RefusalRow] = [
        RefusalRow(.classNotFound, "units of a class that is not there") { _ in
            .by(.alice, .send(1, of: ClassID(9), to: .bob))
        },
        RefusalRow(.wrongKind, "units of a class of entitlements") { ledger in
            .by(.alice, .send(1, of: try ledger.passes(), to: .bob))
        },
        RefusalRow(.wrongKind, "units of a class of collectibles") { ledger in
            .by(.alice, .send(1, of: try ledger.art(), to: .bob))
        },
        RefusalRow(.classFrozen, "units of a frozen class") { ledger in
            let id = try ledger.points()
            try ledger.give(5, of: id, to: .alice)
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .send(1, of: id, to: .bob))
        },
        RefusalRow(.accountFrozen, "units for a frozen account") { ledger in
            let id = try ledger.points()
            try ledger.give(5, of: id, to: .alice)
            try ledger.apply(.freeze(.bob), by: .regulator)
            return .by(.alice, .send(1, of: id, to: .bob))
        },
        RefusalRow(.notAllowed, "a recipient who is not on the list") { ledger in
            let id = try ledger.points { $0.transferability = .allowList }
            try ledger.give(5, of: id, to: .alice)
            try ledger.apply(.allow(.alice, in: id), by: .brand)
            return .by(.alice, .send(1, of: id, to: .bob))
        },
        RefusalRow(.notAllowed, "a sender who is not on the list") { ledger in
            let id = try ledger.points { $0.transferability = .allowList }
            try ledger.give(5, of: id, to: .alice)
            try ledger.apply(.allow(.bob, in: id), by: .brand)
            return .by(.alice, .send(1, of: id, to: .bob))
        },
        RefusalRow(.notAllowed, "back to the issuer from someone taken off the list") { ledger in
            let id = try ledger.points { $0.transferability = .allowList }
            try ledger.apply(.allow(.alice, in: id), .grant(5, of: id, to: .alice), by: .brand)
            try ledger.apply(.allow(.alice, in: id, false), by: .brand)
            return .by(.alice, .send(1, of: id, to: .brand))
        },
        RefusalRow(.notTransferable, "issuer-only units between two persons") { ledger in
            let id = try ledger.points { $0.transferability = .issuerOnly }
            try ledger.give(5, of: id, to: .alice)
            return .by(.alice, .send(1, of: id, to: .bob))
        },
        RefusalRow(.notTransferable, "soulbound units") { ledger in
            let id = try ledger.points { $0.transferability = .soulbound }
            try ledger.give(5, of: id, to: .alice)
            return .by(.alice, .send(1, of: id, to: .bob))
        },
        RefusalRow(.notTransferable, "soulbound units, not even to the issuer") { ledger in
            let id = try ledger.points { $0.transferability = .soulbound }
            try ledger.give(5, of: id, to: .alice)
            return .by(.alice, .send(1, of: id, to: .brand))
        },
        RefusalRow(.balanceTooLow, "nothing there", facts: ["available": "0", "required": "1"]) { ledger in
            .by(.alice, .send(1, of: try ledger.points(), to: .bob))
        },
        RefusalRow(.balanceTooLow, "one unit too many", facts: ["available": "5", "required": "6"]) { ledger in
            let id = try ledger.points()
            try ledger.give(5, of: id, to: .alice)
            return .by(.alice, .send(6, of: id, to: .bob))
        },
        RefusalRow(.balanceTooLow, "dead units do not count", facts: ["available": "2", "required": "3"]) { ledger in
            let id = try ledger.points { $0.expiry = .rolling(months: 1) }
            try ledger.give(5, of: id, to: .alice)
            try ledger.apply(.grant(2, of: id, to: .alice), by: .brand, at: Moment.february)
            return .by(.alice, at: Moment.march, .send(3, of: id, to: .bob))
        },
    ]

    /// What transfers of lots and items are refused for.
    static let transfersOfLotsAndItems: [RefusalRow] = [
        RefusalRow(.lotNotFound, "a lot that is not there") { _ in .by(.alice, .send(LotID(9), to: .bob)) },
        RefusalRow(.lotNotFound, "someone else's lot") { ledger in
            .by(.alice, .send(try ledger.giveLot(of: ledger.passes(), to: .bob), to: .carol))
        },
        RefusalRow(.classFrozen, "a lot of a frozen class") { ledger in
            let id = try ledger.passes()
            let lot = try ledger.giveLot(of: id, to: .alice)
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .send(lot, to: .bob))
        },
        RefusalRow(.accountFrozen, "a lot for a frozen account") { ledger in
            let lot = try ledger.giveLot(of: ledger.passes(), to: .alice)
            try ledger.apply(.freeze(.bob), by: .regulator)
            return .by(.alice, .send(lot, to: .bob))
        },
        RefusalRow(.notTransferable, "an issuer-only lot between two persons") { ledger in
            let id = try ledger.passes { $0.transferability = .issuerOnly }
            return .by(.alice, .send(try ledger.giveLot(of: id, to: .alice), to: .bob))
        },
        RefusalRow(.notAllowed, "a lot for someone who is not on the list") { ledger in
            let id = try ledger.passes { $0.transferability = .allowList }
            return .by(.alice, .send(try ledger.giveLot(of: id, to: .alice), to: .brand))
        },
        RefusalRow(.lotExpired, "a lot whose window ended this second") { ledger in
            let lot = try ledger.giveLot(of: ledger.passes(), to: .alice, until: Moment.startDay + 1)
            let midnight = Int64(Moment.startDay + 1) * Moment.day
            return .by(.alice, at: midnight, .send(lot, to: .bob))
        },
        RefusalRow(.itemNotFound, "an item that is not there") { ledger in
            .by(.alice, .send(Item(classID: try ledger.art(), serial: 1), to: .bob))
        },
        RefusalRow(.itemNotFound, "someone else's item") { ledger in
            .by(.alice, .send(try ledger.giveItem(of: ledger.art(), to: .bob), to: .carol))
        },
        RefusalRow(.itemNotFound, "an item of a class of points") { ledger in
            .by(.alice, .send(Item(classID: try ledger.points(), serial: 1), to: .bob))
        },
        RefusalRow(.itemNotFound, "an item of a class that is not there") { _ in
            .by(.alice, .send(Item(classID: ClassID(9), serial: 1), to: .bob))
        },
        RefusalRow(.classFrozen, "an item of a frozen class") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .alice)
            try ledger.apply(.freeze(item.classID), by: .brand)
            return .by(.alice, .send(item, to: .bob))
        },
        RefusalRow(.accountFrozen, "an item for a frozen account") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .alice)
            try ledger.apply(.freeze(.bob), by: .regulator)
            return .by(.alice, .send(item, to: .bob))
        },
        RefusalRow(.notTransferable, "a soulbound item") { ledger in
            let id = try ledger.art { $0.transferability = .soulbound }
            return .by(.alice, .send(try ledger.giveItem(of: id, to: .alice), to: .bob))
        },
        RefusalRow(.notAllowed, "an item for someone who is not on the list") { ledger in
            let id = try ledger.art { $0.transferability = .allowList }
            let item = try ledger.giveItem(of: id, to: .alice)
            try ledger.apply(.allow(.alice, in: id), by: .brand)
            return .by(.alice, .send(item, to: .bob))
        },
        RefusalRow(.royaltyRequiresSale, "an item with a royalty given away") { ledger in
            let id = try ledger.art { $0.royaltyBasisPoints = 1 }
            return .by(.alice, .send(try ledger.giveItem(of: id, to: .alice), to: .bob))
        },
    ]
}
