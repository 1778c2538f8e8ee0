internal import ArgumentParser
internal import ChainNode
internal import CommandShell
internal import NodeAPI
internal import Signatures
internal import SymbolonClient

/// The command `symbolon node config`.
struct ConfigurationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show each setting with its value and where that comes from, or check them.",
        discussion: "Examples:\n  symbolon node config --home my-chain\n  symbolon node config check --home my-chain",
        subcommands: [Show.self, Check.self], defaultSubcommand: Show.self)
}

extension ConfigurationCommand {
    /// The command `symbolon node config show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show each setting with its value and where that comes from.",
            discussion: "Example:\n  symbolon node config --home my-chain --listen-port 8081")

        @OptionGroup var options: ConfigurationOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let entries = try options.configuration().described()
            let width = entries.map(\.key.count).max() ?? 0
            let lines = entries.map { entry in
                let blanks = String(repeating: " ", count: width - entry.key.count)
                return "\(entry.key)\(blanks)  \(entry.value.isEmpty ? "\"\"" : entry.value)  (\(entry.source))"
            }
            output.show(
                [
                    "settings": .array(
                        entries.map { entry in
                            [
                                "key": .string(entry.key), "value": .string(entry.value),
                                "origin": .string(entry.source.description), "summary": .string(entry.summary),
                            ]
                        })
                ], text: lines.joined(separator: "\n"))
        }
    }

    /// The command `symbolon node config check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check settings, genesis, operator key and API key without starting anything.",
            discussion: "Example:\n  symbolon node config check --home my-chain")

        @OptionGroup var options: ConfigurationOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let configuration = try options.configuration()
            let genesis = try Genesis.load(file: configuration.genesisFile)
            let operatorKey = try OperatorKeyFile.load(configuration.operatorKeyFile)
            guard operatorKey.publicKey == genesis.operatorKey else {
                throw NodeError.operatorKeyDiffers(genesis: genesis.operatorKey, file: operatorKey.publicKey)
            }
            do throws(AdministrationKeyError) {
                if !configuration.apiKeyFile.isEmpty { _ = try AdministrationKey(file: configuration.apiKeyFile) }
            } catch {
                throw CommandFailure.unusable(error.description)
            }
            output.show(
                [
                    "valid": true, "chainID": .string(genesis.chainID), "genesisHash": .string(genesis.hash.hex),
                    "operatorKey": .string(genesis.operatorKey.hex),
                ], text: "configuration, genesis and keys are in order: chain \(genesis.chainID)")
        }
    }
}
