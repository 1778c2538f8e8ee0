internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import RightsLedger
internal import Signatures

/// One request as a handler sees it: its path and query are read, its body is not.
struct Call: Sendable {
    let request: Request
    /// The values of the path's variables in order.
    let pathValues: [String]
    let query: RequestQuery
    let limits: APILimits

    /// The path's variable as a number.
    func pathNumber<Number: FixedWidthInteger>(_ index: Int = 0) throws(Problem) -> Number {
        guard index < pathValues.count, let number: Number = DecimalText.parse(pathValues[index]) else {
            throw malformedIdentifier(index, "must be a decimal number from 0 to \(Number.max)")
        }
        return number
    }

    /// The path's variable as 32 bytes in hexadecimal.
    func pathDigest(_ index: Int = 0) throws(Problem) -> Digest {
        guard index < pathValues.count, let digest = Digest(hex: pathValues[index]) else {
            throw malformedIdentifier(index, "must be 64 hexadecimal digits")
        }
        return digest
    }

    /// The path's variable as bytes in hexadecimal.
    func pathBytes(_ index: Int = 0, countMax: Int) throws(Problem) -> [UInt8] {
        guard index < pathValues.count, pathValues[index].utf8.count <= 2 * countMax,
            let bytes = Hex.decode(pathValues[index])
        else { throw malformedIdentifier(index, "must be 2 to \(2 * countMax) hexadecimal digits") }
        return bytes
    }

    /// How many elements a page may have.
    func pageLimit() throws(Problem) -> Int {
        try query.number("limit", in: 1...PageLimit.countMax) ?? PageLimit.countDefault
    }

    /// The media type of the body.
    ///
    /// - Throws: Where the request names none of the types that the resource takes.
    func contentType(oneOf types: [String]) throws(Problem) -> String {
        let given = request.headers[.contentType].map(MediaTypes.essence)
        if let given, types.contains(given) { return given }
        let shown = given.map { "\"\($0.printable)\"" } ?? "no Content-Type"
        throw Problem(
            .unsupportedContentType, "Send \(types.joined(separator: " or ")), not \(shown).",
            pointer: "header/Content-Type")
    }

    /// The media type of the answer: the first that the request accepts of those in which the resource can answer.
    func accepted(oneOf types: [String]) throws(Problem) -> String {
        let header = request.headers[.accept] ?? "*/*"
        let ranges = header.split(separator: ",").map { MediaTypes.essence(String($0)) }
        for range in ranges {
            if range == "*/*" || range.isEmpty { return types[0] }
            if let type = types.first(where: { $0 == range || range == "\($0.prefix { $0 != "/" })/*" }) { return type }
        }
        throw Problem(
            .notAcceptable, "This resource answers in \(types.joined(separator: " or ")).", pointer: "header/Accept")
    }

    /// Reads the whole body, up to a number of bytes and within the time for bodies.
    func body(upTo byteCountMax: Int) async throws(Problem) -> ByteBuffer {
        let tooLarge = Problem(.bodyTooLarge, "The body may have \(byteCountMax) bytes.")
        if let length = request.headers[.contentLength].flatMap(Int.init), length > byteCountMax { throw tooLarge }
        let body = request.body
        return try await TimeLimit.run(
            limits.bodyTime,
            expired: Problem(.requestTimeout, "The body did not arrive within \(limits.bodyTime.components.seconds) s.")
        ) { () async throws(Problem) -> ByteBuffer in
            do {
                return try await body.collect(upTo: byteCountMax)
            } catch is NIOTooManyBytesError {
                throw tooLarge
            } catch {
                throw Problem(.malformedRequest, "The body ended early.")
            }
        }
    }

    private func malformedIdentifier(_ index: Int, _ rule: String) -> Problem {
        let value = index < pathValues.count ? pathValues[index].printable : ""
        return Problem(
            .malformedIdentifier, "The identifier \"\(value)\" \(rule).", pointer: "path/\(index)")
    }
}

/// How long a page of a collection may be.
enum PageLimit {
    static let countDefault = 50
    static let countMax = 100
}
