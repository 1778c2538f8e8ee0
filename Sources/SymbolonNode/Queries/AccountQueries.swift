internal import ArgumentParser
internal import SymbolonClient

extension QueryCommand {
    /// The command `symbolon query status`.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Where the chain stands.", discussion: "Example:\n  symbolon query status")

        @OptionGroup var options: QueryOptions

        func run() async throws { try await options.show("/v1/status") }
    }

    /// The command `symbolon query account`.
    struct Account: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "An account's nonce, key and roles.", discussion: "Example:\n  symbolon query account alice")

        @Argument(help: "The account, by id or key name.") var account: String
        @OptionGroup var options: QueryOptions

        func run() async throws {
            try await options.show("/v1/accounts/\(try options.keys.directory.account(account))")
        }
    }

    /// The command `symbolon query holdings`.
    struct Holdings: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The points of an account.", discussion: "Example:\n  symbolon query holdings alice --all")

        @Argument(help: "The account, by id or key name.") var account: String
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await page.show("/v1/accounts/\(try page.options.keys.directory.account(account))/holdings")
        }
    }

    /// The command `symbolon query lots`.
    struct Lots: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The entitlement lots of an account.", discussion: "Example:\n  symbolon query lots alice")

        @Argument(help: "The account, by id or key name.") var account: String
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await page.show("/v1/accounts/\(try page.options.keys.directory.account(account))/lots")
        }
    }

    /// The command `symbolon query items`.
    struct Items: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The collectible items of an account.", discussion: "Example:\n  symbolon query items alice")

        @Argument(help: "The account, by id or key name.") var account: String
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await page.show("/v1/accounts/\(try page.options.keys.directory.account(account))/items")
        }
    }
}
