internal import ChainNode
internal import NIOCore
internal import RightsLedger

/// The node's own state: for people, for load balancers and for Prometheus; and the description of the interface.
struct StatusRoutes: Sendable {
    let questions: NodeQuestions
    let registry: PrometheusRegistry

    var routes: [Route] {
        [
            .get("/v1/status") { call throws(Problem) in try status() },
            .get("/healthz") { call throws(Problem) in try health(questions.node.health.isHealthy, "healthy") },
            .get("/readyz") { call throws(Problem) in try health(questions.node.health.isReady, "ready") },
            .get("/metrics") { call throws(Problem) in
                .bytes(ByteBuffer(string: registry.text), contentType: PrometheusRegistry.contentType)
            },
            .get("/openapi.yaml") { call throws(Problem) in
                .bytes(OpenAPIDocument.buffer, contentType: MediaTypes.yaml)
            },
        ]
    }

    private func status() throws(Problem) -> Answer {
        let node = questions.node
        let view = try questions.view()
        let chain = try Problem.reading { () throws(LedgerFailure) in try view.ledger.chain() }
        let waiting = node.mempoolStatistics
        return .json(
            [
                "chainID": .string(node.chainID), "height": .number(view.head.height),
                "appHash": .text(view.head.appHash), "time": .number(view.head.time),
                "headerHash": .text(view.head.headerHash), "genesisHash": .text(node.genesis.hash),
                "stateFormatVersion": .number(node.genesis.stateFormatVersion), "engine": "solo",
                "operatorKey": .text(node.genesis.operatorKey), "epochRule": chain.epochRule.json,
                "openEpoch": .number(chain.openEpoch), "oldestStateHeight": .number(view.oldestStateHeight),
                "mempool": [
                    "transactions": .number(waiting.transactions), "bytes": .number(waiting.bytes),
                    "senders": .number(waiting.senders),
                ],
                "state": .string(node.health.name), "version": .string(ProgramVersion.text),
            ], in: view)
    }

    private func health(_ isGood: Bool, _ word: String) throws(Problem) -> Answer {
        guard isGood else {
            throw Problem(.nodeStopping, "The node is not \(word): it is \(questions.node.health.name).")
        }
        return .bytes(ByteBuffer(string: "\(word)\n"), contentType: MediaTypes.plainText)
    }
}

extension NodeHealth {
    /// The state in one word; why a node failed is in its log.
    fileprivate var name: String {
        switch state {
        case .serving: "serving"
        case .stopping: "stopping"
        case .stopped: "stopped"
        case .failed: "failed"
        }
    }
}
