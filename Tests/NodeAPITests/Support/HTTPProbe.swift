import Foundation
import SymbolonClient

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests as they are, without the SDK's help.
struct HTTPProbe: Sendable {
    let address: String
    let port: Int

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]

        /// The body as JSON.
        func json() throws -> JSONNode { try JSONParser.parse(body) }

        func header(_ name: String) -> String? { headers[name.lowercased()] }
    }

    /// Sends a request; the target is path and query, already encoded.
    func send(
        _ method: String = "GET", _ target: String, body: [UInt8]? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        guard let url = URL(string: address + target) else { throw TestFailure("no URL: \(target)") }
        var request = URLRequest(url: url, timeoutInterval: 30)
        request.httpMethod = method
        request.httpBody = body.map { Data($0) }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw TestFailure("no HTTP answer") }
        var fields: [String: String] = [:]
        for (name, value) in response.allHeaderFields {
            if let name = name as? String, let value = value as? String { fields[name.lowercased()] = value }
        }
        return Answer(status: response.statusCode, headers: fields, body: [UInt8](data))
    }

    func post(_ target: String, protobuf body: [UInt8], accept: String = "*/*") async throws -> Answer {
        try await send(
            "POST", target, body: body, headers: ["Content-Type": "application/x-protobuf", "Accept": accept])
    }

    func post(_ target: String, json body: String, bearer: String? = nil) async throws -> Answer {
        var headers = ["Content-Type": "application/json"]
        if let bearer { headers["Authorization"] = "Bearer \(bearer)" }
        return try await send("POST", target, body: Array(body.utf8), headers: headers)
    }
}
