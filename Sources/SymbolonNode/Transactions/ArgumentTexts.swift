public import ArgumentParser
internal import ChainNode
public import RightsLedger
public import Signatures

// How values of the ledger are written on the command line and in batch files.

extension Digest: ExpressibleByArgument {
    /// 64 hexadecimal digits.
    public init?(argument: String) { self.init(hex: argument) }
}

extension CurrencyCode: ExpressibleByArgument {
    /// Three letters A-Z.
    public init?(argument: String) { self.init(argument) }
}

extension Ratio: ExpressibleByArgument {
    /// `3/2`, `3` or `1.5`.
    public init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, let numerator = UInt64(parts[0]), let denominator = UInt64(parts[1]) {
            self.init(numerator, denominator)
            return
        }
        let decimals = argument.split(separator: ".", omittingEmptySubsequences: false)
        guard decimals.count == 2 else {
            guard parts.count == 1, let whole = UInt64(argument) else { return nil }
            self.init(whole)
            return
        }
        guard (1...9).contains(decimals[1].count), let numerator = UInt64(decimals[0] + decimals[1]) else {
            return nil
        }
        self.init(numerator, decimals[1].reduce(1) { power, _ in power * 10 })
    }
}

/// A point in time: `2026-01-31T12:00:00Z`, `2026-01-31`, or seconds since 1970 UTC.
struct TimeText: ExpressibleByArgument, Sendable {
    let seconds: Int64

    init?(argument: String) {
        if let seconds = Int64(argument) {
            self.seconds = seconds
        } else if let seconds = UTCTime.seconds(argument) ?? UTCTime.seconds(argument + "T00:00:00Z") {
            self.seconds = seconds
        } else {
            return nil
        }
    }
}

/// A calendar day in a class's offset: `2026-01-31`, or the number of days since 1970-01-01.
struct DayText: ExpressibleByArgument, Sendable {
    let number: Int64

    init?(argument: String) {
        if let number = UInt16(argument) {
            self.number = Int64(number)
        } else if let seconds = UTCTime.seconds(argument + "T00:00:00Z") {
            number = seconds / 86_400
        } else {
            return nil
        }
    }
}

/// A month: `2031-07`, or the number of months since January 1970.
struct MonthText: ExpressibleByArgument, Sendable {
    let bucket: MonthBucket

    init?(argument: String) {
        if let number = UInt16(argument) {
            bucket = MonthBucket(rawValue: number)
            return
        }
        let parts = argument.split(separator: "-")
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
            let month = Int(parts[1]), (1...12).contains(month),
            let number = UInt16(exactly: (year - 1970) * 12 + month - 1)
        else { return nil }
        bucket = MonthBucket(rawValue: number)
    }
}

/// An amount of a class of points as `CLASS:AMOUNT`, such as `COFFEE:500` or `1:500`.
struct PriceText: ExpressibleByArgument, Sendable {
    let classText: String
    let amount: UInt64

    init?(argument: String) {
        let parts = argument.split(separator: ":")
        guard parts.count == 2, let amount = UInt64(parts[1]) else { return nil }
        classText = String(parts[0])
        self.amount = amount
    }

    func units(in context: OperationContext) async throws -> Units {
        Units(classID: try await context.rightsClass(classText), amount: amount)
    }
}

/// What is moved, redeemed or burned: units of a class, a lot, or an item.
struct AssetArguments: ParsableArguments, Sendable {
    @Option(name: .customLong("class"), help: "The class, by number or symbol; with --amount or --serial.")
    var classText: String?
    @Option(help: "How many units of the class.") var amount: UInt64?
    @Option(help: "A whole entitlement lot, by number.") var lot: UInt64?
    @Option(help: "One item of the class, by its serial number.") var serial: UInt64?

    func validate() throws {
        let kinds = [amount != nil && classText != nil, lot != nil, serial != nil && classText != nil]
        guard kinds.filter({ $0 }).count == 1, lot == nil || classText == nil else {
            throw ValidationError("Give --class and --amount, or --lot, or --class and --serial.")
        }
    }

    func asset(in context: OperationContext) async throws -> Asset {
        if let lot { return .lot(LotID(lot)) }
        let classID = try await context.rightsClass(classText ?? "")
        if let serial { return .item(classID, serial: serial) }
        return .units(classID, amount ?? 0)
    }
}

/// One item of a class.
struct ItemArguments: ParsableArguments, Sendable {
    @Option(name: .customLong("class"), help: "The class of collectibles, by number or symbol.") var classText: String
    @Option(help: "The item's serial number.") var serial: UInt64

    func item(in context: OperationContext) async throws -> Item {
        Item(classID: try await context.rightsClass(classText), serial: serial)
    }
}
