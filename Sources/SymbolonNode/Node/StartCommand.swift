internal import ArgumentParser
internal import ChainNode
internal import CommandShell
internal import Logging
internal import NodeAPI
internal import ServiceLifecycle
internal import SymbolonClient
internal import UnixSignals

/// The command `symbolon node start`.
struct StartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Run a node until it is interrupted.",
        discussion: """
            SIGINT and SIGTERM end it in good order: the block in work is finished and the database closed.

            Every setting of the configuration file is also a flag (--listen-port 8081) and an environment variable
            (SYMBOLON_LISTEN_PORT=8081). Settings:
            \(ConfigurationKey.allKeys.map { "  --\($0.name): \($0.summary) (\($0.allowed))" }.joined(separator: "\n"))

            Example:
              symbolon node start --home my-chain --log-level debug
            """)

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let configuration = try options.configuration()
        ProgramLog.start(configuration)
        let logger = Logger(label: "symbolon")
        let registry = PrometheusRegistry()
        registry.install()
        let key: AdministrationKey?
        do throws(AdministrationKeyError) {
            key = configuration.apiKeyFile.isEmpty ? nil : try AdministrationKey(file: configuration.apiKeyFile)
        } catch {
            throw CommandFailure.unusable(error.description)
        }
        let node = try await Node.open(configuration: configuration, logger: logger)
        let output = output
        let server = NodeServer(node: node, key: key, registry: registry, logger: logger) { port in
            let address = "http://\(configuration.listenHost):\(port)"
            output.show(
                [
                    "url": .string(address), "port": .integer(Int64(port)), "chainID": .string(node.chainID),
                    "height": .integer(Int64(clamping: node.head.height)),
                ], text: "\(node.chainID) at height \(node.head.height), listening on \(address)")
        }
        // The interface stops first, so that requests in work still find the node alive.
        try await ServiceGroup(
            services: [node, server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
        ).run()
    }
}
