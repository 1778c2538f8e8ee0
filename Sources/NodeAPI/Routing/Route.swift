internal import HTTPTypes

/// One method of one path, and what answers it.
struct Route: Sendable {
    /// What a caller must show.
    enum Access: Sendable {
        case open
        /// The node's API key.
        case apiKey
    }

    typealias Handler = @Sendable (_ call: Call) async throws(Problem) -> Answer

    let method: HTTPRequest.Method
    /// The path as the OpenAPI document writes it: `/v1/accounts/{id}`.
    let template: String
    /// The names of the query's parameters; others are refused.
    let parameters: [String]
    let access: Access
    let handler: Handler

    static func get(_ template: String, query parameters: [String] = [], _ handler: @escaping Handler) -> Route {
        Route(method: .get, template: template, parameters: parameters, access: .open, handler: handler)
    }

    static func post(
        _ template: String, query parameters: [String] = [], access: Access = .open, _ handler: @escaping Handler
    ) -> Route {
        Route(method: .post, template: template, parameters: parameters, access: access, handler: handler)
    }
}
