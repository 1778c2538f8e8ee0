internal import ChainNode

/// What only the operator may ask, with the node's API key.
struct AdministrationRoutes: Sendable {
    let questions: NodeQuestions
    private var node: Node { questions.node }

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        [
            .post("/v1/admin/backup", access: .apiKey) { call async throws(Problem) in try await backup(call) },
            .post("/v1/admin/prune", access: .apiKey) { call async throws(Problem) in try await prune(call) },
        ]
    }

    private func backup(_ call: Call) async throws(Problem) -> Answer {
        _ = try call.contentType(oneOf: [MediaTypes.json])
        let request: BackupRequest = try await call.jsonBody("{\"path\": \"/absolute/path/of/a/new/directory\"}")
        guard request.path.hasPrefix("/"), request.path.utf8.count <= 4_096, !request.path.utf8.contains(0) else {
            throw Problem(
                .malformedBody, "The path must be absolute, on the node's machine.", pointer: "body#/path")
        }
        do throws(NodeError) {
            let summary = try await node.backup(to: request.path)
            return .json([
                "path": .string(summary.path), "height": .number(summary.head.height),
                "appHash": .text(summary.head.appHash), "keys": .number(summary.keyCount),
                "bytes": .number(summary.bytes),
            ])
        } catch {
            throw AdministrationRoutes.problem(error)
        }
    }

    private func prune(_ call: Call) async throws(Problem) -> Answer {
        _ = try call.contentType(oneOf: [MediaTypes.json])
        let request: PruneRequest = try await call.jsonBody("{\"heightsKept\": 1000}")
        guard request.heightsKept > 0 else {
            throw Problem(.malformedBody, "At least one height must be kept.", pointer: "body#/heightsKept")
        }
        do throws(NodeError) {
            let removed = try await node.prune(heightsKept: request.heightsKept)
            return .json(["recordsRemoved": .number(removed)])
        } catch {
            throw AdministrationRoutes.problem(error)
        }
    }

    private static func problem(_ error: NodeError) -> Problem {
        switch error {
        case .archive, .file: Problem(.administrationFailed, error.description)
        default: Problem(error)
        }
    }
}

/// The request to copy the database.
struct BackupRequest: ClosedRequest {
    static let memberNames: Set<String> = ["path"]

    let path: String
}

/// The request to forget old versions of the state.
struct PruneRequest: ClosedRequest {
    static let memberNames: Set<String> = ["heightsKept"]

    let heightsKept: UInt64
}
