internal import ArgumentParser
internal import CommandShell
internal import RightsLedger
internal import SymbolonClient

extension QueryCommand {
    /// The command `symbolon query block`.
    struct Block: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A block by its height, or the last one.", discussion: "Example:\n  symbolon query block 17")

        @Argument(help: "The height, or latest.") var height = "latest"
        @OptionGroup var options: QueryOptions

        func run() async throws {
            guard height == "latest" || UInt64(height) != nil else {
                throw CommandFailure.unusable("\"\(height)\" is no height; give a number or latest")
            }
            try await options.show("/v1/blocks/\(height)")
        }
    }

    /// The command `symbolon query blocks`.
    struct Blocks: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Block headers, the newest first.", discussion: "Example:\n  symbolon query blocks --limit 5")

        @OptionGroup var page: PageOptions

        func run() async throws { try await page.show("/v1/blocks") }
    }

    /// The command `symbolon query transaction`.
    struct Transaction: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What became of a transaction, with its operations and events.",
            discussion: "Example:\n  symbolon query transaction 8f434346648f6b96df89dda901c5176b10a6d83961dd3c1a…")

        @Argument(help: "The transaction's id.") var id: String
        @OptionGroup var options: QueryOptions

        func run() async throws {
            guard let id = TransactionID(hex: id) else {
                throw CommandFailure.unusable("a transaction's id has 64 hexadecimal digits")
            }
            try await options.show("/v1/transactions/\(id)")
        }
    }

    /// The command `symbolon query events`.
    struct Events: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The ledger's events in order.",
            discussion: """
                Examples:
                  symbolon query events --type minted --account alice
                  symbolon query events --follow --json
                """)

        @Option(help: "Only events of this type, such as minted.") var type: String?
        @Option(help: "Only events that name this account, by id or key name.") var account: String?
        @Option(name: .customLong("class"), help: "Only events that name this class, by number or symbol.")
        var classText: String?
        @Flag(help: "Go on with events as they happen, one in a line.") var follow = false
        @OptionGroup var page: PageOptions

        func run() async throws {
            var filters: [(name: String, value: String)] = []
            if let type { filters.append(("type", type)) }
            if let account {
                filters.append(("account", try page.options.keys.directory.account(account).description))
            }
            if let classText { filters.append(("class", try await page.options.classNumber(classText))) }
            guard follow else {
                try await page.show("/v1/events", filters)
                return
            }
            let filter = ChainEventFilter(
                type: type, account: try account.map(page.options.keys.directory.account),
                classID: filters.first { $0.name == "class" }.flatMap { UInt32($0.value) }.map { ClassID($0) })
            let client = try page.options.node.client()
            for try await event in client.events(from: page.cursor.map { PageCursor($0) }, filter: filter) {
                page.options.output.show(
                    [
                        "height": .integer(Int64(clamping: event.height)), "index": .integer(Int64(event.index)),
                        "transaction": event.transaction.map { .string($0.description) } ?? .null,
                        "type": .string(event.type), "data": event.data,
                    ], text: "\(event.height)/\(event.index) \(EventLine.text(of: event))")
            }
        }
    }
}
