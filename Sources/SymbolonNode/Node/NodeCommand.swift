internal import ArgumentParser

/// The command `symbolon node`.
struct NodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "node", abstract: "Make, run and look after a node.",
        discussion: """
            Examples:
              symbolon node init my-chain --chain-id my-chain --account brand:regulator,issuer
              symbolon node start --home my-chain --listen-port 8080
              symbolon node status
            """,
        subcommands: [
            InitializeCommand.self, StartCommand.self, StatusCommand.self, ConfigurationCommand.self,
            BackupCommand.self, RestoreCommand.self, ExportCommand.self, ImportCommand.self, PruneCommand.self,
            ReplayCommand.self,
        ])
}
