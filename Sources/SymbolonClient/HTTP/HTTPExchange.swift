internal import Foundation
internal import Synchronization

#if canImport(FoundationNetworking)
internal import FoundationNetworking
#endif

/// What a node answered to one request.
struct HTTPAnswer: Sendable {
    let status: Int
    let contentType: String
    let body: [UInt8]
}

/// One request to a node.
struct HTTPQuestion: Sendable {
    var method = "GET"
    /// The path below the base address, percent-encoded.
    var path: String
    /// The query's names and values, not yet encoded.
    var query: [(name: String, value: String)] = []
    var body: [UInt8]?
    var contentType: String?
    var accept = "application/json"
    var bearer: String?
    /// How long the answer may take, in seconds.
    var timeout: Double
}

/// Sends requests over one pool of connections and collects the answers, up to a size.
// The session is thread-safe, and what this class adds to it is behind a mutex.
final class HTTPExchange: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    /// The largest answer that is read, in bytes.
    static let answerBytesMax = 64 << 20

    private struct Pending {
        var body: [UInt8] = []
        var isTooLarge = false
        let continuation: CheckedContinuation<HTTPAnswer, any Error>
    }

    private let base: URLComponents
    private let pending = Mutex<[Int: Pending]>([:])
    private let session = Mutex<URLSession?>(nil)

    /// Creates an exchange with the node at an address.
    ///
    /// - Throws: ``ClientError/addressInvalid(_:)``.
    init(address: String) throws(ClientError) {
        guard let base = URLComponents(string: address), base.scheme == "http" || base.scheme == "https",
            base.host?.isEmpty == false, base.query == nil, base.fragment == nil, base.user == nil
        else { throw .addressInvalid(address) }
        self.base = base
        super.init()
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 8
        configuration.httpShouldSetCookies = false
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        self.session.withLock { $0 = session }
    }

    /// Closes the connections; the exchange cannot be used afterwards.
    func close() {
        let session = session.withLock { session in
            defer { session = nil }
            return session
        }
        session?.finishTasksAndInvalidate()
        // Nobody waits for what is still under way; see `abandon`.
        let abandoned = pending.withLock { pending in
            defer { pending = [:] }
            return pending.values.map(\.continuation)
        }
        for continuation in abandoned { continuation.resume(throwing: URLError(.cancelled)) }
    }

    /// Sends a request and waits for its answer.
    ///
    /// - Throws: ``ClientError/unreachable(address:reason:)``, ``ClientError/timedOut(address:)`` or
    ///   ``ClientError/answerTooLarge(byteCountMax:)``.
    func send(_ question: HTTPQuestion) async throws(ClientError) -> HTTPAnswer {
        let request = try request(question)
        guard !Task.isCancelled else { throw .unreachable(address: address, reason: "the request was cancelled") }
        guard let task = session.withLock({ $0?.dataTask(with: request) }) else {
            throw .unreachable(address: address, reason: "the client is closed")
        }
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    pending.withLock { $0[task.taskIdentifier] = Pending(continuation: continuation) }
                    task.resume()
                    if Task.isCancelled { abandon(task.taskIdentifier) }
                }
            } onCancel: {
                abandon(task.taskIdentifier)
            }
        } catch let error as ClientError {
            throw error
        } catch let error as URLError where error.code == .timedOut {
            throw .timedOut(address: address)
        } catch {
            throw .unreachable(address: address, reason: error.localizedDescription)
        }
    }

    /// Ends the wait for an answer; the request itself runs to its end unheard.
    ///
    /// Foundation's own cancellation on Linux can meet an answer that is just arriving, and then ends the process
    /// (<https://github.com/swiftlang/swift-corelibs-foundation/issues/3296>).
    private func abandon(_ identifier: Int) {
        let entry = pending.withLock { $0.removeValue(forKey: identifier) }
        entry?.continuation.resume(throwing: URLError(.cancelled))
    }

    /// The address of the node as it is shown in errors.
    var address: String { base.string ?? "" }

    private func request(_ question: HTTPQuestion) throws(ClientError) -> URLRequest {
        var components = base
        components.percentEncodedPath = base.percentEncodedPath.trimmingTrailingSlash + question.path
        if !question.query.isEmpty {
            components.queryItems = question.query.map { URLQueryItem(name: $0.name, value: $0.value) }
        }
        guard let url = components.url else { throw .addressInvalid(address) }
        var request = URLRequest(url: url, timeoutInterval: question.timeout)
        request.httpMethod = question.method
        request.setValue(question.accept, forHTTPHeaderField: "Accept")
        if let body = question.body { request.httpBody = Data(body) }
        if let contentType = question.contentType {
            request.setValue(contentType, forHTTPHeaderField: "Content-Type")
        }
        if let bearer = question.bearer { request.setValue("Bearer \(bearer)", forHTTPHeaderField: "Authorization") }
        return request
    }

    // Redirects are not followed: a request with a signed body or an API key goes to the configured node only.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = pending.withLock { pending in
            guard var entry = pending[dataTask.taskIdentifier] else { return false }
            // Taken out for the append, so that the bytes have one owner and are not copied.
            pending[dataTask.taskIdentifier] = nil
            entry.isTooLarge = entry.body.count + data.count > HTTPExchange.answerBytesMax
            if !entry.isTooLarge { entry.body.append(contentsOf: data) }
            defer { pending[dataTask.taskIdentifier] = entry }
            return entry.isTooLarge
        }
        if isTooLarge { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let entry = pending.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
        if entry.isTooLarge {
            entry.continuation.resume(
                throwing: ClientError.answerTooLarge(byteCountMax: HTTPExchange.answerBytesMax))
        } else if let error {
            entry.continuation.resume(throwing: error)
        } else if let response = task.response as? HTTPURLResponse {
            let contentType = response.value(forHTTPHeaderField: "Content-Type") ?? ""
            entry.continuation.resume(
                returning: HTTPAnswer(status: response.statusCode, contentType: contentType, body: entry.body))
        } else {
            entry.continuation.resume(throwing: URLError(.badServerResponse))
        }
    }
}

extension String {
    fileprivate var trimmingTrailingSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
