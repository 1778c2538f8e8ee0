internal import ChainNode
internal import Logging
internal import NodeAPI
internal import RightsLedger
internal import ServiceLifecycle
internal import UnixSignals

extension Demo {
    /// Leaves the node running with its HTTP interface until the process is asked to stop.
    ///
    /// The node's clock goes on from the last block at the pace of the real one, so that points of 1998 do not all expire
    /// on the spot. What to try is announced when the interface listens.
    package func serve(
        port: Int, announce: @escaping @Sendable (String) -> Void
    ) async throws(WorkbenchError) {
        var logger = Logger(label: "symbolon.demo") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let nodeLogger = logger
        let home = home
        let node = try await runNode { () async throws(NodeError) in
            var configuration = try home.configuration()
            configuration.listenPort = port
            return try await Node.open(
                configuration: configuration, mode: .interval(.continuingFromHead), logger: nodeLogger)
        }
        let invitation = try Demo.invitation(to: node)
        let server = NodeServer(
            node: node, key: nil, registry: PrometheusRegistry(), logger: logger,
            onListening: { announce(invitation("http://\(node.configuration.listenHost):\($0)")) })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    ServiceGroupConfiguration.ServiceConfiguration(service: node),
                    ServiceGroupConfiguration.ServiceConfiguration(service: server),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch {
            throw .nodeFailed("the node cannot serve on port \(port): \(error)")
        }
    }

    /// What to try, given the address.
    private static func invitation(to node: Node) throws(WorkbenchError) -> @Sendable (String) -> String {
        let view = try runNode { () throws(NodeError) in try node.view() }
        let epoch = try readLedger { () throws(LedgerFailure) in try view.ledger.chain() }.openEpoch
        let redemptions = try runNode { () throws(NodeError) in
            try view.events(after: nil, limit: 1, matching: EventFilter(types: ["redeemed"]))
        }
        var account = "<account>"
        if case .redeemed(let redeemed) = redemptions.events.first?.event { account = redeemed.holder.description }
        let paths = [
            ("where the chain stands", "/v1/status"),
            ("the classes of rights", "/v1/classes"),
            ("the supply of the first", "/v1/classes/1/supply"),
            ("what a customer holds", "/v1/accounts/\(account)/holdings"),
            ("redemptions", "/v1/events?type=redeemed"),
            ("last settlement", "/v1/settlements?epoch=\(epoch == 0 ? 0 : epoch - 1)"),
            ("the whole interface", "/openapi.yaml"),
            ("metrics for Prometheus", "/metrics"),
        ]
        return { address in
            let width = paths.map(\.0.count).max() ?? 0
            let lines = paths.map { what, path in
                "  \(what)\(String(repeating: " ", count: width - what.count))  curl \"\(address)\(path)\""
            }
            return
                (["", "The node is running; its clock goes on from the last block. Stop it with Ctrl-C.", ""] + lines
                + [""])
                .joined(separator: "\n")
        }
    }
}
