internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Signatures

/// Answers every request of the interface: finds the route, checks what is common to all, and turns answers and
/// problems into responses.
struct APIResponder: HTTPResponder {
    let table: RouteTable
    let access: AdministrationKey?
    let limits: APILimits
    let metrics: RequestMetrics
    /// The last committed block, for the headers of answers that name no other.
    let head: @Sendable () -> ChainPosition

    func respond(to request: Request, context: CallContext) async throws -> Response {
        let start = ContinuousClock.now
        let match = table.match(path: request.uri.path)
        var answer: Answer
        var problem: Problem?
        do throws(Problem) {
            answer = try await self.answer(request, match: match)
        } catch {
            answer = .problem(error)
            problem = error
        }
        let response = self.response(answer, problem: problem, context: context)
        metrics.record(
            route: match?.entry.template ?? "unknown", method: request.method, status: answer.status,
            duration: .now - start)
        if answer.status.code >= 500 {
            context.logger.error(
                "request failed",
                metadata: [
                    "route": "\(match?.entry.template ?? "unknown")", "status": "\(answer.status.code)",
                    "code": "\(problem?.code ?? "")", "cause": "\(problem?.cause ?? problem?.detail ?? "")",
                ])
        }
        return response
    }

    private func answer(_ request: Request, match: RouteTable.Match?) async throws(Problem) -> Answer {
        guard let match else {
            throw Problem(.routeNotFound, "There is no resource at this path; see /openapi.yaml.")
        }
        guard let route = match.entry.routes.first(where: { $0.method == request.method }) else {
            let allowed = match.entry.allowedMethods
            var problem = Problem(
                .methodNotAllowed, "This resource has \(allowed.map(\.rawValue).joined(separator: ", ")).")
            problem.allowedMethods = allowed
            throw problem
        }
        if route.access == .apiKey { try checkKey(of: request) }
        let call = Call(
            request: request, pathValues: match.values,
            query: try RequestQuery(request.uri.query, known: route.parameters), limits: limits)
        return try await TimeLimit.run(
            route.access == .apiKey ? limits.administrationTime : limits.answerTime,
            expired: Problem(.answerTimeout, "The node is overloaded; try again later.")
        ) { () async throws(Problem) -> Answer in try await route.handler(call) }
    }

    private func checkKey(of request: Request) throws(Problem) {
        guard let access else {
            throw Problem(
                .administrationDisabled, "Start the node with api.keyFile to administer it over HTTP.")
        }
        guard let header = request.headers[.authorization] else {
            throw Problem(.apiKeyMissing, "Send \"Authorization: Bearer\" and the node's API key.")
        }
        let scheme = "bearer "
        guard header.prefix(scheme.count).lowercased() == scheme, access.matches(header.dropFirst(scheme.count)) else {
            throw Problem(.apiKeyWrong, "The key does not fit; it is in the node's API key file.")
        }
    }

    private func response(_ answer: Answer, problem: Problem?, context: CallContext) -> Response {
        let position = answer.position ?? head()
        var headers = HTTPFields()
        headers[.contentType] = answer.contentType
        headers[.cacheControl] = "no-store"
        headers["Symbolon-Height"] = String(position.height)
        headers["Symbolon-App-Hash"] = position.appHash.hex
        if let location = answer.location { headers[.location] = location }
        if let problem {
            if let seconds = problem.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
            if !problem.allowedMethods.isEmpty {
                headers[.allow] = problem.allowedMethods.map(\.rawValue).joined(separator: ", ")
            }
            if problem.status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
            if problem.closesConnection {
                headers[.connection] = "close"
                // What is left of the body is read and dropped for a moment, so that the caller can read the answer
                // before the connection ends.
                let channel = context.channel
                _ = channel.eventLoop.scheduleTask(in: APIResponder.lingerTime) { channel.close(promise: nil) }
            }
        }
        return Response(status: answer.status, headers: headers, body: ResponseBody(byteBuffer: answer.body))
    }

    private static let lingerTime = TimeAmount.seconds(2)
}

/// What a request brings besides itself.
struct CallContext: InitializableFromSource {
    let channel: any Channel
    let logger: Logger

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
        logger = source.logger
    }
}

extension HTTPFields {
    /// The value of a header of this interface.
    fileprivate subscript(name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set {
            if let name = HTTPField.Name(name) { self[name] = newValue }
        }
    }
}
