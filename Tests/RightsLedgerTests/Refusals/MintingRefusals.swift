import RightsLedger
import Testing

extension RefusalRow {
    /// What grants are refused for.
    static let minting: [RefusalRow] = [
        RefusalRow(.classNotFound, "points of a class that is not there") { _ in
            .by(.brand, .grant(1, of: ClassID(9), to: .alice))
        },
        RefusalRow(.classNotFound, "a lot of a class that is not there") { _ in
            .by(.brand, .grantLot(of: ClassID(9), to: .alice))
        },
        RefusalRow(.classNotFound, "an item of a class that is not there") { _ in
            .by(.brand, .grantItem(of: ClassID(9), to: .alice))
        },
        RefusalRow(.wrongKind, "points of a class of entitlements") { ledger in
            .by(.brand, .grant(1, of: try ledger.passes(), to: .alice))
        },
        RefusalRow(.wrongKind, "points of a class of collectibles") { ledger in
            .by(.brand, .grant(1, of: try ledger.art(), to: .alice))
        },
        RefusalRow(.wrongKind, "a lot of a class of points") { ledger in
            .by(.brand, .grantLot(of: try ledger.points(), to: .alice))
        },
        RefusalRow(.wrongKind, "a lot of a class of collectibles") { ledger in
            .by(.brand, .grantLot(of: try ledger.art(), to: .alice))
        },
        RefusalRow(.wrongKind, "an item of a class of points") { ledger in
            .by(.brand, .grantItem(of: try ledger.points(), to: .alice))
        },
        RefusalRow(.wrongKind, "an item of a class of entitlements") { ledger in
            .by(.brand, .grantItem(of: try ledger.passes(), to: .alice))
        },
        RefusalRow(.classFrozen, "points of a frozen class") { ledger in
            let id = try ledger.points()
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.brand, .grant(1, of: id, to: .alice))
        },
        RefusalRow(.classFrozen, "a lot of a frozen class") { ledger in
            let id = try ledger.passes()
            try ledger.apply(.freeze(id), by: .regulator)
            return .by(.brand, .grantLot(of: id, to: .alice))
        },
        RefusalRow(.classFrozen, "an item of a frozen class") { ledger in
            let id = try ledger.art()
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.brand, .grantItem(of: id, to: .alice))
        },
        RefusalRow(.notMinter, "points from another issuer") { ledger in
            .by(.rival, .grant(1, of: try ledger.points(), to: .alice))
        },
        RefusalRow(.notMinter, "points from a minter who was stopped") { ledger in
            let id = try ledger.points { $0.minters = [Party.bob.id] }
            try ledger.apply(.letMint(.bob, id, false), by: .brand)
            return .by(.bob, .grant(1, of: id, to: .alice))
        },
        RefusalRow(.notMinter, "a lot from a minter of another class") { ledger in
            let id = try ledger.passes()
            _ = try ledger.points { $0.minters = [Party.bob.id] }
            return .by(.bob, .grantLot(of: id, to: .alice))
        },
        RefusalRow(.notMinter, "an item from the regulator") { ledger in
            .by(.regulator, .grantItem(of: try ledger.art(), to: .alice))
        },
        RefusalRow(.accountFrozen, "points for a frozen account") { ledger in
            let id = try ledger.points()
            try ledger.apply(.freeze(.alice), by: .regulator)
            return .by(.brand, .grant(1, of: id, to: .alice))
        },
        RefusalRow(.accountFrozen, "a lot for a frozen account") { ledger in
            let id = try ledger.passes()
            try ledger.apply(.freeze(.alice), by: .regulator)
            return .by(.brand, .grantLot(of: id, to: .alice))
        },
        RefusalRow(.accountFrozen, "an item for a frozen account") { ledger in
            let id = try ledger.art()
            try ledger.apply(.freeze(.alice), by: .regulator)
            return .by(.brand, .grantItem(of: id, to: .alice))
        },
    ]

    /// What grants are refused for by the class's policy.
    static let mintingLimits: [RefusalRow] = [
        RefusalRow(.expiryPassed, "the fixed month has ended this second") { ledger in
            let id = try ledger.points { $0.expiry = .fixed(.january) }
            return .by(.brand, at: Moment.february, .grant(1, of: id, to: .alice))
        },
        RefusalRow(.scopeInvalid, "the first scope that the class does not have") { ledger in
            .by(.brand, .grantLot(of: try ledger.passes(), to: .alice, scope: 1 << 8))
        },
        RefusalRow(.windowInvalid, "the window ended when today began") { ledger in
            let id = try ledger.passes()
            let today = Moment.startDay
            return .by(.brand, .grantLot(of: id, to: .alice, from: today - 5, until: today))
        },
        RefusalRow(.capExceeded, "one point too many", facts: ["remaining": "40", "required": "41"]) { ledger in
            let id = try ledger.points { $0.cap = 100 }
            try ledger.give(60, of: id, to: .alice)
            return .by(.brand, .grant(41, of: id, to: .bob))
        },
        RefusalRow(.capExceeded, "burned points still count", facts: ["remaining": "0", "required": "1"]) { ledger in
            let id = try ledger.points { $0.cap = 100 }
            try ledger.give(100, of: id, to: .alice)
            try ledger.apply(.burn(.units(100, of: id)), by: .alice)
            return .by(.brand, .grant(1, of: id, to: .alice))
        },
        RefusalRow(.capExceeded, "more than 64 bits of a class without cap", facts: ["remaining": "1"]) { ledger in
            let id = try ledger.points()
            try ledger.give(.max - 1, of: id, to: .alice)
            return .by(.brand, .grant(2, of: id, to: .alice))
        },
        RefusalRow(.capExceeded, "a lot of too many scope-days", facts: ["remaining": "59", "required": "60"]) {
            ledger in
            let id = try ledger.passes { $0.cap = 59 }
            return .by(.brand, .grantLot(of: id, to: .alice, quantity: 3, scope: 0b101))
        },
        RefusalRow(.capExceeded, "one item too many", facts: ["remaining": "0", "required": "1"]) { ledger in
            let id = try ledger.art { $0.cap = 1 }
            _ = try ledger.giveItem(of: id, to: .alice)
            return .by(.brand, .grantItem(of: id, to: .alice))
        },
        RefusalRow(.quotaExceeded, "one point above the quota", facts: ["remaining": "4", "required": "5"]) { ledger in
            let id = try ledger.points { $0.quota = Quota(units: 10, periodSeconds: 0) }
            try ledger.give(6, of: id, to: .alice)
            return .by(.brand, .grant(5, of: id, to: .alice))
        },
        RefusalRow(.quotaExceeded, "a quota counts scope-days", facts: ["remaining": "9", "required": "10"]) { ledger in
            let id = try ledger.passes { $0.quota = Quota(units: 9, periodSeconds: 0) }
            return .by(.brand, .grantLot(of: id, to: .alice))
        },
        RefusalRow(.quotaExceeded, "a second item", facts: ["remaining": "0", "required": "1"]) { ledger in
            let id = try ledger.art { $0.quota = Quota(units: 1, periodSeconds: 60) }
            _ = try ledger.giveItem(of: id, to: .alice)
            return .by(.brand, .grantItem(of: id, to: .alice))
        },
    ]
}
