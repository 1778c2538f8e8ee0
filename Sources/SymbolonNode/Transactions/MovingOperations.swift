internal import ArgumentParser
internal import CommandShell
internal import RightsLedger
internal import Signatures

struct GrantPointsArguments: OperationArguments {
    static let name = "grant-points"
    static let summary = "Mint points to an account (minters)."
    static let example = "--class COFFEE --recipient alice --amount 100"

    @Option(name: .customLong("class"), help: "The class of points, by number or symbol.") var classText: String
    @Option(help: "Who receives them, by id or key name.") var recipient: String
    @Option(help: "How many units.") var amount: UInt64

    func operation(in context: OperationContext) async throws -> Operation {
        .grantPoints(
            GrantPoints(
                classID: try await context.rightsClass(classText), recipient: try context.account(recipient),
                amount: amount))
    }
}

struct GrantEntitlementArguments: OperationArguments {
    static let name = "grant-entitlement"
    static let summary = "Mint an entitlement lot to an account (minters)."
    static let example = """
        --class GYM --recipient alice --quantity 1 --tier 2 --scope 3 --valid-from 2026-01-01 --valid-until 2027-01-01
        """

    @Option(name: .customLong("class"), help: "The class of entitlements, by number or symbol.") var classText: String
    @Option(help: "Who receives the lot, by id or key name.") var recipient: String
    @Option(help: "How many of the entitlement.") var quantity: UInt32 = 1
    @Option(help: "The tier, as the issuer numbers them.") var tier: UInt16 = 0
    @Option(help: "The scope bits as a number.") var scope: UInt64
    @Option(help: "The first day, such as 2026-01-01.") var validFrom: DayText
    @Option(help: "The first day after the window.") var validUntil: DayText

    func operation(in context: OperationContext) async throws -> Operation {
        guard let from = UInt16(exactly: validFrom.number), let until = UInt16(exactly: validUntil.number) else {
            throw CommandFailure.unusable("days reach from 1970-01-01 to 2149-06-06")
        }
        return .grantEntitlement(
            GrantEntitlement(
                classID: try await context.rightsClass(classText), recipient: try context.account(recipient),
                quantity: quantity, tier: tier, scope: scope, validFrom: from, validUntil: until))
    }
}

struct GrantCollectibleArguments: OperationArguments {
    static let name = "grant-collectible"
    static let summary = "Mint a collectible item to an account (minters)."
    static let example = "--class ART --recipient alice --metadata-hash 9f86d081884c7d659a2feaa0c55ad015…"

    @Option(name: .customLong("class"), help: "The class of collectibles, by number or symbol.") var classText: String
    @Option(help: "Who receives the item, by id or key name.") var recipient: String
    @Option(help: "The hash of what describes the item, 64 hexadecimal digits.") var metadataHash: Digest

    func operation(in context: OperationContext) async throws -> Operation {
        .grantCollectible(
            GrantCollectible(
                classID: try await context.rightsClass(classText), recipient: try context.account(recipient),
                metadataHash: metadataHash))
    }
}

struct TransferArguments: OperationArguments {
    static let name = "transfer"
    static let summary = "Move a right to another account."
    static let example = "--class COFFEE --amount 5 --recipient bob"

    @OptionGroup var asset: AssetArguments
    @Option(help: "Who receives it, by id or key name.") var recipient: String

    func operation(in context: OperationContext) async throws -> Operation {
        .transfer(
            Transfer(asset: try await asset.asset(in: context), recipient: try context.account(recipient)))
    }
}

struct SplitArguments: OperationArguments {
    static let name = "split"
    static let summary = "Split a lot in two, by quantity, day or scope."
    static let example = "--lot 7 --quantity 2"

    @Option(help: "The lot, by number.") var lot: UInt64
    @Option(help: "The new lot takes this many.") var quantity: UInt64?
    @Option(help: "The new lot begins on this day, such as 2026-06-01.") var day: DayText?
    @Option(help: "The new lot takes these scope bits.") var scope: UInt64?

    func operation(in context: OperationContext) async throws -> Operation {
        let parts: [Split.Part?] = [
            quantity.map { .quantity($0) }, day.map { .day(UInt32(clamping: $0.number)) }, scope.map { .scope($0) },
        ]
        let given = parts.compactMap { $0 }
        guard given.count == 1 else {
            throw CommandFailure.unusable("give exactly one of --quantity, --day and --scope")
        }
        return .split(Split(lot: LotID(lot), part: given[0]))
    }
}

struct CombineArguments: OperationArguments {
    static let name = "combine"
    static let summary = "Join two lots; the inverse of a split."
    static let example = "--into 7 --from 8"

    @Option(help: "The lot that remains.") var into: UInt64
    @Option(help: "The lot that ceases to exist.") var from: UInt64

    func operation(in context: OperationContext) async throws -> Operation {
        .combine(Combine(into: LotID(into), from: LotID(from)))
    }
}

struct OfferItemArguments: OperationArguments {
    static let name = "offer-item"
    static let summary = "Offer an item for sale; without a price, withdraw the offer."
    static let example = "--class ART --serial 1 --price COFFEE:500"

    @OptionGroup var item: ItemArguments
    @Option(help: "The price as CLASS:AMOUNT.") var price: PriceText?

    func operation(in context: OperationContext) async throws -> Operation {
        .offerItem(
            OfferItem(item: try await item.item(in: context), price: try await price?.units(in: context)))
    }
}

struct BuyItemArguments: OperationArguments {
    static let name = "buy-item"
    static let summary = "Buy an offered item at its price."
    static let example = "--class ART --serial 1 --price COFFEE:500"

    @OptionGroup var item: ItemArguments
    @Option(help: "The price as CLASS:AMOUNT, exactly as offered.") var price: PriceText

    func operation(in context: OperationContext) async throws -> Operation {
        .buyItem(BuyItem(item: try await item.item(in: context), price: try await price.units(in: context)))
    }
}
