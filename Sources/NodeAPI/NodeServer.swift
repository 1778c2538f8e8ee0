package import ChainNode
internal import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import ServiceLifecycle

/// The HTTP interface of a node, as a service beside it.
///
/// Put it after the node in a service group: it then stops first, so that requests in work still find the node alive.
package struct NodeServer: Service {
    private let responder: APIResponder
    private let host: String
    private let port: Int
    private let limits: APILimits
    private let logger: Logger
    private let onListening: @Sendable (_ port: Int) async -> Void

    /// Prepares the interface; nothing listens yet.
    ///
    /// - Parameters:
    ///   - node: The node that answers.
    ///   - key: What a caller must show to administer the node; `nil` switches that off.
    ///   - registry: What `/metrics` shows, and where requests are counted.
    ///   - limits: Bounds on what one caller may ask; `nil` for those of the node's configuration.
    ///   - logger: Where failures of requests are written.
    ///   - onListening: Called once with the TCP port on which the interface listens.
    package init(
        node: Node, key: AdministrationKey?, registry: PrometheusRegistry, limits: APILimits? = nil, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        let limits = limits ?? APILimits(node.configuration)
        responder = APIResponder(
            table: RouteTable(NodeServer.routes(node, registry)), access: key, limits: limits,
            metrics: RequestMetrics(factory: registry), head: { ChainPosition(node.head) })
        host = node.configuration.listenHost
        port = node.configuration.listenPort
        self.limits = limits
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the service group shuts down.
    package func run() async throws {
        let application = Application(
            responder: responder,
            server: .http1(configuration: .init(idleTimeout: TimeAmount(limits.idleTime))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connectionsMax)),
            onServerRunning: { [onListening] channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: logger)
        try await application.run()
    }

    /// The paths of the interface with their methods, as the OpenAPI document must list them.
    package static func operations(of node: Node) -> [(method: String, template: String, parameters: [String])] {
        routes(node, PrometheusRegistry()).map { ($0.method.rawValue, $0.template, $0.parameters) }
    }

    private static func routes(_ node: Node, _ registry: PrometheusRegistry) -> [Route] {
        let questions = NodeQuestions(node: node)
        return TransactionRoutes(questions).routes + BlockRoutes(questions).routes + AccountRoutes(questions).routes
            + ClassRoutes(questions).routes + CampaignRoutes(questions).routes + SettlementRoutes(questions).routes
            + EpochRoutes(questions).routes + ScheduleRoutes(questions).routes
            + EventRoutes(questions).routes + StateRoutes(questions).routes
            + StatusRoutes(questions: questions, registry: registry).routes
            + AdministrationRoutes(questions).routes
    }
}
