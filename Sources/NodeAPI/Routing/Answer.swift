internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Signatures

/// The block on which an answer rests.
struct ChainPosition: Sendable, Equatable {
    let height: UInt64
    let appHash: Digest
}

/// What a handler answers: a status, a body and the block on which it rests.
struct Answer: Sendable {
    var status: HTTPResponse.Status = .ok
    var body: ByteBuffer
    var contentType: String
    /// The block whose state was read; `nil` for the last committed one.
    var position: ChainPosition?
    /// The path of what the request made or asked for.
    var location: String?

    /// A JSON answer.
    static func json(
        _ value: JSONValue, at position: ChainPosition? = nil, status: HTTPResponse.Status = .ok,
        location: String? = nil
    ) -> Answer {
        Answer(
            status: status, body: value.buffer, contentType: MediaTypes.json, position: position, location: location)
    }

    /// An answer that is not JSON.
    static func bytes(_ body: ByteBuffer, contentType: String, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, body: body, contentType: contentType)
    }

    /// The error answer of a problem.
    static func problem(_ problem: Problem) -> Answer {
        Answer(status: problem.status, body: problem.document.buffer, contentType: MediaTypes.problem)
    }
}

/// The media types of this interface.
enum MediaTypes {
    static let json = "application/json"
    static let problem = "application/problem+json"
    static let protobuf = "application/x-protobuf"
    static let yaml = "application/yaml"
    static let plainText = "text/plain; charset=utf-8"

    /// The type without parameters and in lower case.
    static func essence(_ value: String) -> String {
        let type = value.prefix { $0 != ";" }
        return type.trimmingSpaces.lowercased()
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var rest = self
        while rest.first == " " || rest.first == "\t" { rest = rest.dropFirst() }
        while rest.last == " " || rest.last == "\t" { rest = rest.dropLast() }
        return rest
    }
}
