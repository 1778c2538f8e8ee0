import RightsLedger
import Testing

extension RefusalRow {
    private static let today = Moment.startDay
    private static var midnight: Int64 { Int64(today + 1) * Moment.day }

    private static func outOfRange(
        _ cause: String, quantity: UInt32 = 4, scope: UInt64 = 0b111, from: UInt16 = Moment.startDay,
        _ part: Split.Part
    ) -> RefusalRow {
        RefusalRow(.splitOutOfRange, cause) { ledger in
            let lot = try ledger.giveLot(
                of: ledger.passes(), to: .alice, quantity: quantity, scope: scope, from: from, until: today + 10)
            return .by(.alice, .split(lot, part))
        }
    }

    /// What splits are refused for.
    static let splits: [RefusalRow] = [
        RefusalRow(.lotNotFound, "splitting a lot that is not there") { _ in
            .by(.alice, .split(LotID(9), .quantity(1)))
        },
        RefusalRow(.lotNotFound, "splitting someone else's lot") { ledger in
            .by(.alice, .split(try ledger.giveLot(of: ledger.passes(), to: .bob, quantity: 2), .quantity(1)))
        },
        RefusalRow(.classFrozen, "splitting a lot of a frozen class") { ledger in
            let id = try ledger.passes()
            let lot = try ledger.giveLot(of: id, to: .alice, quantity: 2)
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .split(lot, .quantity(1)))
        },
        RefusalRow(.lotExpired, "splitting a dead lot") { ledger in
            let lot = try ledger.giveLot(of: ledger.passes(), to: .alice, quantity: 2, until: today + 1)
            return .by(.alice, at: midnight, .split(lot, .quantity(1)))
        },
        outOfRange("the whole quantity", .quantity(4)),
        outOfRange("more than the quantity", .quantity(5)),
        outOfRange("a quantity that is right only modulo 2^32", .quantity(1 << 32 + 2)),
        outOfRange("the window's first day", from: today + 2, .day(UInt32(today) + 2)),
        outOfRange("the day after the window", .day(UInt32(today) + 10)),
        outOfRange("a day that is right only modulo 2^16", .day(UInt32(today) + 5 + 65_536)),
        outOfRange("a day before the window", from: today + 2, .day(UInt32(today) + 1)),
        outOfRange("today, although the window is open since", from: today - 3, .day(UInt32(today))),
        outOfRange("yesterday", from: today - 3, .day(UInt32(today) - 1)),
        outOfRange("the whole scope", .scope(0b111)),
        outOfRange("a scope that the lot does not have", .scope(0b1000)),
        outOfRange("a scope that the lot has in part", .scope(0b1001)),
    ]

    private static func apart(
        _ cause: String, _ first: LotShape, _ second: LotShape, code: RefusalCode = .lotsDoNotCombine
    ) -> RefusalRow {
        RefusalRow(code, cause) { ledger in
            let id = try ledger.passes()
            let into = try first.give(of: id, in: &ledger)
            return .by(.alice, .combine(try second.give(of: id, in: &ledger), into: into))
        }
    }

    /// What combinations are refused for.
    static let combinations: [RefusalRow] = [
        RefusalRow(.lotNotFound, "combining into a lot that is not there") { ledger in
            .by(.alice, .combine(try ledger.giveLot(of: ledger.passes(), to: .alice), into: LotID(9)))
        },
        RefusalRow(.lotNotFound, "combining from a lot that is not there") { ledger in
            .by(.alice, .combine(LotID(9), into: try ledger.giveLot(of: ledger.passes(), to: .alice)))
        },
        RefusalRow(.lotNotFound, "combining with someone else's lot") { ledger in
            let id = try ledger.passes()
            let mine = try ledger.giveLot(of: id, to: .alice)
            return .by(.alice, .combine(try ledger.giveLot(of: id, to: .bob), into: mine))
        },
        RefusalRow(.lotsDoNotCombine, "lots of two classes") { ledger in
            let one = try ledger.giveLot(of: ledger.passes(), to: .alice)
            return .by(.alice, .combine(try ledger.giveLot(of: ledger.passes("VISIT"), to: .alice), into: one))
        },
        RefusalRow(.classFrozen, "combining lots of a frozen class") { ledger in
            let id = try ledger.passes()
            let one = try ledger.giveLot(of: id, to: .alice)
            let other = try ledger.giveLot(of: id, to: .alice)
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .combine(other, into: one))
        },
        RefusalRow(.lotExpired, "combining into a dead lot") { ledger in
            let id = try ledger.passes()
            let dead = try ledger.giveLot(of: id, to: .alice, until: today + 1)
            let alive = try ledger.giveLot(of: id, to: .alice, from: today + 1)
            return .by(.alice, at: midnight, .combine(alive, into: dead))
        },
        RefusalRow(.lotExpired, "combining from a dead lot") { ledger in
            let id = try ledger.passes()
            let dead = try ledger.giveLot(of: id, to: .alice, until: today + 1)
            let alive = try ledger.giveLot(of: id, to: .alice, from: today + 1)
            return .by(.alice, at: midnight, .combine(dead, into: alive))
        },
        apart("quantities above 32 bits", LotShape(quantity: .max), LotShape(quantity: 1), code: .amountOverflow),
        apart("two tiers", LotShape(tier: 1), LotShape(tier: 2)),
        apart("windows with a day between them", LotShape(days: 0..<3), LotShape(days: 4..<6)),
        apart("windows that overlap", LotShape(days: 0..<3), LotShape(days: 2..<6)),
        apart("adjacent windows of two quantities", LotShape(days: 0..<3), LotShape(quantity: 2, days: 3..<6)),
        apart("adjacent windows of two scopes", LotShape(days: 0..<3), LotShape(scope: 2, days: 3..<6)),
        apart("adjacent windows of two tiers", LotShape(days: 0..<3), LotShape(tier: 1, days: 3..<6)),
        apart("scopes that overlap", LotShape(scope: 0b11), LotShape(scope: 0b110)),
        apart("disjoint scopes of two quantities", LotShape(scope: 0b1), LotShape(quantity: 2, scope: 0b10)),
        apart("disjoint scopes of two windows", LotShape(scope: 0b1), LotShape(scope: 0b10, days: 0..<9)),
        apart("disjoint scopes of two tiers", LotShape(scope: 0b1), LotShape(tier: 1, scope: 0b10)),
    ]
}

/// What a lot holds, with days counted from that of the fixture's genesis.
struct LotShape: Sendable {
    var quantity: UInt32 = 1
    var tier: UInt16 = 0
    var scope: UInt64 = 1
    var days: Range<UInt16> = 0..<10

    /// Grants a lot of this shape to Alice.
    func give(of id: ClassID, in ledger: inout LedgerFixture) throws -> LotID {
        try ledger.giveLot(
            of: id, to: .alice, quantity: quantity, tier: tier, scope: scope,
            from: Moment.startDay + days.lowerBound, until: Moment.startDay + days.upperBound)
    }
}
