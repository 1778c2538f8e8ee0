internal import HTTPTypes
internal import NIOCore

/// An error answer: a problem document of RFC 9457 with the members that this interface adds.
struct Problem: Error, Sendable {
    /// The HTTP status, which the document repeats.
    let status: HTTPResponse.Status
    /// The fixed name of what went wrong, such as `balanceTooLow`.
    let code: String
    /// The fixed number of what went wrong.
    let number: UInt32
    /// The same sentence for every occurrence of the code.
    let title: String
    /// What happened this time and what to do about it.
    var detail: String
    /// Names and values that belong to this occurrence, in order.
    var facts: [JSONMember] = []
    /// The part of the request that is to blame: `query/limit`, `path/id`, `body#/transaction`, `body#/operations/3`.
    var pointer: String?
    /// Whether the same request may succeed when it is sent again later.
    let isRetryable: Bool
    /// Further members, such as the transaction's id.
    var members: [JSONMember] = []
    /// Seconds after which to try again.
    var retryAfterSeconds: Int?
    /// What the path allows, for status 405.
    var allowedMethods: [HTTPRequest.Method] = []
    /// What the log says about it and the answer does not.
    var cause: String?
    /// Whether the connection cannot be used for another request.
    var closesConnection = false

    init(_ code: ProblemCode, _ detail: String, pointer: String? = nil, facts: [JSONMember] = []) {
        status = code.status
        self.code = code.name
        number = code.rawValue
        title = code.title
        self.detail = detail
        self.facts = facts
        self.pointer = pointer
        isRetryable = code.isRetryable
        closesConnection = code == .bodyTooLarge || code == .requestTimeout
        if code.isRetryable { retryAfterSeconds = 1 }
    }

    init(
        status: HTTPResponse.Status, code: String, number: UInt32, title: String, detail: String, isRetryable: Bool
    ) {
        self.status = status
        self.code = code
        self.number = number
        self.title = title
        self.detail = detail
        self.isRetryable = isRetryable
        if isRetryable { retryAfterSeconds = 1 }
    }

    /// The document's members in their fixed order.
    var document: JSONValue {
        var document: [JSONMember] = [
            JSONMember("type", .string("urn:symbolon:problem:\(code)")),
            JSONMember("title", .string(title)),
            JSONMember("status", .number(status.code)),
            JSONMember("detail", .string(detail)),
            JSONMember("code", .string(code)),
            JSONMember("number", .number(number)),
            JSONMember("retryable", .boolean(isRetryable)),
            JSONMember("facts", .object(facts)),
        ]
        if let pointer { document.append(JSONMember("pointer", .string(pointer))) }
        return .object(document + members)
    }
}
