internal import ArgumentParser
internal import SymbolonClient

extension QueryCommand {
    /// The command `symbolon query classes`.
    struct Classes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All classes of rights.", discussion: "Example:\n  symbolon query classes --all")

        @OptionGroup var page: PageOptions

        func run() async throws { try await page.show("/v1/classes") }
    }

    /// The command `symbolon query class`.
    struct Class: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A class of rights with its policy.", discussion: "Example:\n  symbolon query class COFFEE")

        @Argument(help: "The class, by number or symbol.") var classText: String
        @OptionGroup var options: QueryOptions

        func run() async throws { try await options.show("/v1/classes/\(try await options.classNumber(classText))") }
    }

    /// The command `symbolon query supply`.
    struct Supply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The supply of a class.", discussion: "Example:\n  symbolon query supply COFFEE")

        @Argument(help: "The class, by number or symbol.") var classText: String
        @OptionGroup var options: QueryOptions

        func run() async throws {
            try await options.show("/v1/classes/\(try await options.classNumber(classText))/supply")
        }
    }

    /// The command `symbolon query agreement`.
    struct Agreement: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A redemption agreement.", discussion: "Example:\n  symbolon query agreement 1")

        @Argument(help: "The agreement, by number.") var number: UInt32
        @OptionGroup var options: QueryOptions

        func run() async throws { try await options.show("/v1/agreements/\(number)") }
    }

    /// The command `symbolon query agreements`.
    struct Agreements: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All redemption agreements.", discussion: "Example:\n  symbolon query agreements --all")

        @OptionGroup var page: PageOptions

        func run() async throws { try await page.show("/v1/agreements") }
    }

    /// The command `symbolon query campaign`.
    struct Campaign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A campaign.", discussion: "Example:\n  symbolon query campaign 1")

        @Argument(help: "The campaign, by number.") var number: UInt32
        @OptionGroup var options: QueryOptions

        func run() async throws { try await options.show("/v1/campaigns/\(number)") }
    }

    /// The command `symbolon query campaigns`.
    struct Campaigns: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All campaigns.", discussion: "Example:\n  symbolon query campaigns --all")

        @OptionGroup var page: PageOptions

        func run() async throws { try await page.show("/v1/campaigns") }
    }

    /// The command `symbolon query receipt`.
    struct Receipt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The receipt of a redemption.", discussion: "Example:\n  symbolon query receipt 1")

        @Argument(help: "The receipt, by number.") var number: UInt64
        @OptionGroup var options: QueryOptions

        func run() async throws { try await options.show("/v1/receipts/\(number)") }
    }

    /// The command `symbolon query positions`.
    struct Positions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The net positions of a netted epoch.",
            discussion: "Example:\n  symbolon query positions --epoch 672")

        @OptionGroup var epoch: EpochOptions

        func run() async throws { try await epoch.show("/v1/positions") }
    }

    /// The command `symbolon query settlements`.
    struct Settlements: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The payments that settle a netted epoch.",
            discussion: "Example:\n  symbolon query settlements --epoch 672")

        @OptionGroup var epoch: EpochOptions

        func run() async throws { try await epoch.show("/v1/settlements") }
    }

    /// The command `symbolon query obligations`.
    struct Obligations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What accounts owe each other over an epoch, before netting.",
            discussion: "Example:\n  symbolon query obligations")

        @OptionGroup var epoch: EpochOptions

        func run() async throws { try await epoch.show("/v1/obligations") }
    }
}

/// A page of a settlement epoch.
struct EpochOptions: ParsableArguments {
    @Option(help: "The settlement epoch; the open one where not given.") var epoch: UInt64?
    @OptionGroup var page: PageOptions

    func show(_ path: String) async throws {
        try await page.show(path, epoch.map { [("epoch", String($0))] } ?? [])
    }
}
