internal import ArgumentParser
internal import CommandShell
internal import Foundation
internal import RightsLedger
internal import SymbolonClient

/// The command `symbolon tx`.
struct TransactionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tx", abstract: "Build, sign and send transactions.",
        discussion: """
            Each operation of the protocol is a subcommand. Accounts are given by id or by the name of a key, classes by
            number or symbol, times as 2026-01-31T12:00:00Z, 2026-01-31 or seconds since 1970, ratios as 3/2, 3 or 1.5.

            Examples:
              symbolon tx transfer --key alice --class COFFEE --amount 5 --recipient bob
              symbolon tx batch --key brand launch.yaml --dry-run
              symbolon tx transfer --key alice --lot 7 --recipient bob --offline --chain-id my-chain \\
                --nonce 3 --expiry-height 500 > signed.txt && symbolon tx send signed.txt
            """,
        subcommands: OperationTable.commands + [BatchCommand.self, SendCommand.self])
}

/// The command `symbolon tx <operation>`.
struct OperationCommand<Arguments: OperationArguments>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Arguments.name, abstract: Arguments.summary,
            discussion: "Example:\n  symbolon tx \(Arguments.name) --key NAME \(Arguments.example)")
    }

    @OptionGroup(title: "Operation") var arguments: Arguments
    @OptionGroup(title: "Sending") var sending: SendingOptions

    func run() async throws {
        try await sending.send { [try await arguments.operation(in: $0)] }
    }
}

/// The command `symbolon tx batch`.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Several operations in one transaction: all apply, or none.",
        discussion: """
            The file is YAML or JSON: a list of operations, each with the arguments of its subcommand.

            Example file:
              - grant-points: {class: COFFEE, recipient: alice, amount: 100}
              - grant-points: {class: COFFEE, recipient: bob, amount: 100}
            Example:
              symbolon tx batch --key brand launch.yaml
            """)

    @Argument(help: "The file with the operations.") var file: String
    @OptionGroup(title: "Sending") var sending: SendingOptions

    func run() async throws {
        let steps = try BatchFile.steps(of: file)
        try await sending.send { context in
            var operations: [RightsLedger.Operation] = []
            for step in steps { operations.append(try await step.operation(in: context)) }
            return operations
        }
    }
}

/// The command `symbolon tx send`.
struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Send a transaction that was signed before.",
        discussion: "Example:\n  symbolon tx send signed.txt")

    @Argument(help: "A file with the transaction in base64, as --offline prints it, or its bytes.") var file: String
    @OptionGroup var node: NodeOptions
    @Flag(help: "Ask what would happen; nothing changes.") var dryRun = false
    @Flag(help: "Do not wait until a block has the transaction.") var noWait = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let data = FileManager.default.contents(atPath: file), data.count <= 1 << 20 else {
            throw CommandFailure.unusable("\(file): the file cannot be read, or is too large for a transaction")
        }
        let text = String(data: data, encoding: .utf8)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        let bytes = Data(base64Encoded: text).map { [UInt8]($0) } ?? [UInt8](data)
        guard let transaction = try? SignedTransaction(decoding: bytes) else {
            throw CommandFailure.unusable("\(file): this is not a signed transaction")
        }
        try await Submission(transaction: transaction, client: node.client(), output: output)
            .run(dryRun: dryRun, waits: !noWait)
    }
}
