internal import Foundation
internal import NIOCore

/// The JSON form in which one transaction is sent: `{"transaction": "<base64>"}`.
struct TransactionSubmission: ClosedRequest {
    static let memberNames: Set<String> = ["transaction"]

    let transaction: Data
}

/// A request of which every member is known and needed.
protocol ClosedRequest: Decodable, Sendable {
    static var memberNames: Set<String> { get }
}

extension Call {
    /// Reads a JSON body that has the members of a request and no others; the example is for the error answer.
    func jsonBody<Request: ClosedRequest>(_ example: String) async throws(Problem) -> Request {
        let body = try await body(upTo: limits.bodyBytesMax)
        do {
            return try JSONDecoder().decode(StrictBody<Request>.self, from: Data(body.readableBytesView)).request
        } catch {
            throw Problem(.malformedBody, "The body must be \(example).", pointer: "body")
        }
    }
}

/// A JSON body that has the members of a request and no others.
private struct StrictBody<Request: ClosedRequest>: Decodable {
    let request: Request

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: MemberName.self)
        guard Set(members.allKeys.map(\.stringValue)) == Request.memberNames else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a member is missing or unknown"))
        }
        request = try Request(from: decoder)
    }
}

/// The name of a JSON member, whatever it is.
private struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}
