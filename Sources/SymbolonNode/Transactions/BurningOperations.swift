internal import ArgumentParser
internal import RightsLedger

struct BurnArguments: OperationArguments {
    static let name = "burn"
    static let summary = "Destroy a right of the sender."
    static let example = "--class COFFEE --amount 5"

    @OptionGroup var asset: AssetArguments

    func operation(in context: OperationContext) async throws -> Operation {
        .burn(Burn(asset: try await asset.asset(in: context)))
    }
}

struct ScheduleBurnArguments: OperationArguments {
    static let name = "schedule-burn"
    static let summary = "Fix a burn of the issuer's own units for a time (the class's issuer)."
    static let example = "--class COFFEE --time 2026-12-31 --amount 1000"

    @Option(name: .customLong("class"), help: "The class of points, by number or symbol.") var classText: String
    @Option(help: "When.") var time: TimeText
    @Option(help: "How many units, or what is left of them.") var amount: UInt64

    func operation(in context: OperationContext) async throws -> Operation {
        .scheduleBurn(
            ScheduleBurn(classID: try await context.rightsClass(classText), time: time.seconds, amount: amount))
    }
}

struct OpenBuyBackArguments: OperationArguments {
    static let name = "open-buy-back"
    static let summary = "Set, replace or close (price 0) the terms on which a class is bought back (its issuer)."
    static let example = "--class COFFEE --payment-class STABLE --price 1/50 --revenue-basis-points 500"

    @Option(name: .customLong("class"), help: "The class that is bought back, by number or symbol.")
    var classText: String
    @Option(help: "The class of points that pays, by number or symbol.") var paymentClass: String
    @Option(help: "Payment units per unit bought back; 0 closes it.") var price: Ratio
    @Option(help: "The share of a deposit that feeds the fund.") var revenueBasisPoints: UInt32 = 0

    func operation(in context: OperationContext) async throws -> Operation {
        .openBuyBack(
            OpenBuyBack(
                classID: try await context.rightsClass(classText),
                paymentClass: try await context.rightsClass(paymentClass), price: price,
                revenueBasisPoints: revenueBasisPoints))
    }
}

struct DepositRevenueArguments: OperationArguments {
    static let name = "deposit-revenue"
    static let summary = "Feed the fund of a buy-back."
    static let example = "--class COFFEE --amount 10000"

    @Option(name: .customLong("class"), help: "The class that is bought back, by number or symbol.")
    var classText: String
    @Option(help: "How many units of the payment class.") var amount: UInt64

    func operation(in context: OperationContext) async throws -> Operation {
        .depositRevenue(DepositRevenue(classID: try await context.rightsClass(classText), amount: amount))
    }
}

struct SellToBuyBackArguments: OperationArguments {
    static let name = "sell-to-buy-back"
    static let summary = "Sell units to the fund of a buy-back, which burns them."
    static let example = "--class COFFEE --amount 100"

    @Option(name: .customLong("class"), help: "The class that is bought back, by number or symbol.")
    var classText: String
    @Option(help: "How many units of it.") var amount: UInt64

    func operation(in context: OperationContext) async throws -> Operation {
        .sellToBuyBack(SellToBuyBack(classID: try await context.rightsClass(classText), amount: amount))
    }
}
