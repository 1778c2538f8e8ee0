internal import ChainNode
internal import Logging

/// A node that is open in this process and makes blocks only when told to.
struct NodeSession {
    let node: Node

    /// Opens the node of a home, its database in another folder where one is given.
    init(
        home: NodeHome, dataDirectory: String? = nil
    ) async throws(WorkbenchError) {
        var logger = Logger(label: "symbolon.workbench") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let openLogger = logger
        node = try await runNode { () async throws(NodeError) in
            var configuration = try home.configuration()
            if let dataDirectory { configuration.dataDirectory = dataDirectory }
            return try await Node.open(configuration: configuration, mode: .step, logger: openLogger)
        }
    }

    /// Closes the node and its database.
    func stop() async {
        await node.shutDown()
    }
}
