internal import HTTPTypes

/// Why the HTTP interface itself, and not the ledger, turned a request down.
///
/// The numbers continue those of the ledger's refusals (docs/ledger-rules.md, section 11) and are never used again for
/// something else.
package enum ProblemCode: UInt32, CaseIterable, Sendable {
    case malformedRequest = 1001
    case unknownParameter = 1002
    case invalidParameter = 1003
    case malformedIdentifier = 1004
    case malformedBody = 1005
    case bodyTooLarge = 1006
    case unsupportedContentType = 1007
    case notAcceptable = 1008
    case routeNotFound = 1009
    case methodNotAllowed = 1010
    case resourceNotFound = 1011
    case heightNotAvailable = 1012
    case apiKeyMissing = 1013
    case apiKeyWrong = 1014
    case requestTimeout = 1015
    case answerTimeout = 1016
    case nodeStopping = 1017
    case internalFailure = 1018
    case administrationDisabled = 1019
    case administrationFailed = 1020

    /// The name that stands in the `code` member.
    package var name: String { String(describing: self) }

    var status: HTTPResponse.Status {
        switch self {
        case .malformedRequest, .unknownParameter, .invalidParameter, .malformedIdentifier, .malformedBody: .badRequest
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedContentType: .unsupportedMediaType
        case .notAcceptable: .notAcceptable
        case .routeNotFound, .resourceNotFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .heightNotAvailable: .gone
        case .apiKeyMissing, .apiKeyWrong: .unauthorized
        case .administrationDisabled: .forbidden
        case .administrationFailed: .conflict
        case .requestTimeout: .requestTimeout
        case .answerTimeout, .nodeStopping: .serviceUnavailable
        case .internalFailure: .internalServerError
        }
    }

    var title: String {
        switch self {
        case .malformedRequest: "The request is not well formed."
        case .unknownParameter: "The query has a parameter that this resource does not know."
        case .invalidParameter: "A parameter of the query has a value that is not allowed."
        case .malformedIdentifier: "The path has an identifier that is not well formed."
        case .malformedBody: "The request's body is not what this resource takes."
        case .bodyTooLarge: "The request's body is too large."
        case .unsupportedContentType: "This resource does not take a body of that type."
        case .notAcceptable: "This resource cannot answer in an accepted type."
        case .routeNotFound: "There is no such resource."
        case .methodNotAllowed: "The resource does not have that method."
        case .resourceNotFound: "The thing asked for does not exist."
        case .heightNotAvailable: "The state of that height is not kept."
        case .apiKeyMissing: "This resource needs the node's API key."
        case .apiKeyWrong: "The API key is not this node's."
        case .requestTimeout: "The request's body did not arrive in time."
        case .answerTimeout: "The node did not answer in time."
        case .nodeStopping: "The node is shutting down."
        case .internalFailure: "The node failed to answer."
        case .administrationDisabled: "This node has no API key, so administration over HTTP is off."
        case .administrationFailed: "The node could not do that."
        }
    }

    /// Whether the same request may succeed when it is sent again later.
    var isRetryable: Bool {
        switch self {
        case .requestTimeout, .answerTimeout, .nodeStopping: true
        default: false
        }
    }
}
