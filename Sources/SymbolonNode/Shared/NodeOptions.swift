internal import ArgumentParser
internal import ChainNode
internal import Foundation
internal import RightsLedger
internal import SymbolonClient

/// Which node a command asks.
struct NodeOptions: ParsableArguments {
    @Option(name: .long, help: "The node's address (or SYMBOLON_NODE; default http://127.0.0.1:8080).")
    var node: String?

    /// A client of the node.
    func client(apiKey: String? = nil) throws(ClientError) -> NodeClient {
        try NodeClient(address: address, apiKey: apiKey)
    }

    var address: String {
        node ?? ProcessInfo.processInfo.environment[EnvironmentNames.node] ?? "http://127.0.0.1:8080"
    }
}

/// The environment variables of the program that are no settings of a node.
enum EnvironmentNames {
    static let node = "SYMBOLON_NODE"
    static let keysDirectory = "SYMBOLON_KEYS"
    static let passphrase = "SYMBOLON_PASSPHRASE"
    static let all: Set<String> = [node, keysDirectory, passphrase]
}
