internal import ArgumentParser
internal import CommandShell
internal import RightsLedger
internal import SymbolonClient

/// The command `symbolon query`.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Ask a node about its chain.",
        discussion: """
            Accounts are given by id or by the name of a key, classes by number or symbol. Collections give one page;
            --all follows the cursors to the end.

            Examples:
              symbolon query holdings alice
              symbolon query supply COFFEE --json
              symbolon query state account:alice --prove --operator-key 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec…
            """,
        subcommands: [
            Status.self, Account.self, Holdings.self, Lots.self, Items.self, Classes.self, Class.self, Supply.self,
            Block.self, Blocks.self, Transaction.self, Agreement.self, Agreements.self, Campaign.self, Campaigns.self,
            Receipt.self, Positions.self, Settlements.self, Obligations.self, Events.self, StateQueryCommand.self,
        ])
}

/// What every question needs.
struct QueryOptions: ParsableArguments {
    @OptionGroup var node: NodeOptions
    @OptionGroup var keys: KeyDirectoryOptions
    @OptionGroup var output: OutputOptions

    /// Prints a resource of the node.
    func show(_ path: String, _ query: [(name: String, value: String)] = []) async throws {
        output.show(try await node.client().resource(path, query: query))
    }

    /// The number of a class given by number or symbol.
    func classNumber(_ text: String) async throws -> String {
        if let number = UInt32(text) { return String(number) }
        guard let found = try await node.client().rightsClass(symbol: text) else {
            throw CommandFailure.refused("there is no class with the symbol \"\(text)\"")
        }
        return found.classID.description
    }
}

/// A page of a collection, or all of it.
struct PageOptions: ParsableArguments {
    @OptionGroup var options: QueryOptions
    @Option(help: "At most so many elements, 1 to 100.") var limit = 50
    @Option(help: "Where an earlier page ended.") var cursor: String?
    @Flag(help: "Follow the cursors to the end.") var all = false

    /// Prints a page of a collection, or all pages as one.
    func show(_ path: String, _ filters: [(name: String, value: String)] = []) async throws {
        let client = try options.node.client()
        var cursor = cursor
        var items: [JSONNode] = []
        while true {
            var query = filters
            query.append(("limit", String(all ? 100 : limit)))
            if let cursor { query.append(("cursor", cursor)) }
            let page = try await client.resource(path, query: query)
            guard all else {
                options.output.show(page)
                return
            }
            items += try page.list("items")
            // The stream of events has no last page; its pages say whether they reached the head.
            guard case .string(let next)? = page["next"], page["complete"] != .boolean(true) else {
                guard case .object(let members) = page else { return }
                options.output.show(
                    .object(members.map { $0.name == "items" ? .init(name: "items", value: .array(items)) : $0 }))
                return
            }
            cursor = next
        }
    }
}
