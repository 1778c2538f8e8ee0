internal import Foundation

/// A client of one node's HTTP interface.
///
/// ```swift
/// let client = try NodeClient(address: "http://127.0.0.1:8080")
/// let status = try await client.status()
/// print(status.chainID, status.height)
/// ```
///
/// Questions and submissions are repeated a few times where that is safe: a question changes nothing, and a node takes
/// the same signed transaction only once.
public final class NodeClient: Sendable {
    /// How long a client waits and how often it tries again.
    public struct Patience: Sendable {
        /// How long one request may take, in seconds.
        public var requestSeconds: Double = 30
        /// How often a request is repeated after the first attempt.
        public var repetitions = 3
        /// The pause before the first repetition, in seconds; it doubles each time.
        public var firstPauseSeconds: Double = 0.1

        /// Creates the standard patience.
        public init() {}
    }

    /// The address of the node.
    public let address: String
    let exchange: HTTPExchange
    let patience: Patience
    private let apiKey: String?

    /// Creates a client of the node at an address; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - address: The base address, such as `http://127.0.0.1:8080`.
    ///   - apiKey: The node's API key, needed only to administer it.
    ///   - patience: How long to wait and how often to try again.
    /// - Throws: ``ClientError/addressInvalid(_:)``.
    public init(address: String, apiKey: String? = nil, patience: Patience = Patience()) throws(ClientError) {
        self.address = address
        self.apiKey = apiKey
        self.patience = patience
        exchange = try HTTPExchange(address: address)
    }

    deinit { exchange.close() }

    /// Asks for a JSON resource.
    func get(_ path: String, _ query: [(name: String, value: String)] = []) async throws(ClientError) -> JSONNode {
        let question = HTTPQuestion(path: path, query: query, timeout: patience.requestSeconds)
        return try NodeClient.json(try await sendRepeatedly(question))
    }

    /// Asks for a JSON resource, or `nil` where the node says that it does not exist.
    func find(_ path: String) async throws(ClientError) -> JSONNode? {
        do {
            return try await get(path)
        } catch .refused(let problem) where problem.status == 404 && problem.code == "resourceNotFound" {
            return nil
        }
    }

    /// Asks the node's operator interface to do something; never repeated.
    ///
    /// - Parameters:
    ///   - path: Such as `/v1/admin/backup`.
    ///   - body: The JSON text of the request.
    /// - Returns: The JSON of the answer.
    /// - Throws: ``ClientError/refused(_:)`` with the node's reason, or why there was no answer.
    public func administer(_ path: String, _ body: String) async throws(ClientError) -> JSONNode {
        let question = HTTPQuestion(
            method: "POST", path: path, body: Array(body.utf8), contentType: "application/json", bearer: apiKey,
            timeout: 3_600)
        return try NodeClient.json(try await send(question))
    }

    /// Sends a request and repeats it after failures that may pass.
    func sendRepeatedly(_ question: HTTPQuestion) async throws(ClientError) -> HTTPAnswer {
        var pause = patience.firstPauseSeconds
        for _ in 0..<patience.repetitions {
            do {
                return try await send(question)
            } catch {
                guard error.mayPass, !Task.isCancelled else { throw error }
            }
            try? await Task.sleep(for: .seconds(pause))
            pause *= 2
        }
        return try await send(question)
    }

    /// Sends a request and turns an error answer into an error.
    private func send(_ question: HTTPQuestion) async throws(ClientError) -> HTTPAnswer {
        let answer = try await exchange.send(question)
        guard answer.status >= 400 else { return answer }
        guard answer.contentType.hasPrefix("application/problem+json") else {
            throw .answerMalformed(reason: "status \(answer.status) without a problem document")
        }
        throw .refused(try NodeProblem(try JSONParser.parse(answer.body), status: answer.status))
    }

    static func json(_ answer: HTTPAnswer) throws(ClientError) -> JSONNode {
        try JSONParser.parse(answer.body)
    }
}

extension ClientError {
    /// Whether the same request may succeed when it is sent again.
    fileprivate var mayPass: Bool {
        switch self {
        case .unreachable, .timedOut: true
        case .refused(let problem): problem.isRetryable
        default: false
        }
    }
}
