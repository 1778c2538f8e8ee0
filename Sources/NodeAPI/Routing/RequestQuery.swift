internal import Signatures

/// The parameters of a request's query, each known, decoded and given at most once.
struct RequestQuery: Sendable {
    /// The number of bytes that a query may have.
    static let byteCountMax = 4096

    private var values: [String: String] = [:]

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - text: What follows the question mark, percent-encoded; `nil` where there is none.
    ///   - known: The names that the resource declares.
    /// - Throws: The first parameter that is unknown, given twice or not percent-encoded.
    init(_ text: String?, known: [String]) throws(Problem) {
        guard let text, !text.isEmpty else { return }
        guard text.utf8.count <= RequestQuery.byteCountMax else {
            throw Problem(.malformedRequest, "The query is longer than \(RequestQuery.byteCountMax) bytes.")
        }
        for pair in text.split(separator: "&", omittingEmptySubsequences: false) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let encodedName = parts.first, let name = RequestQuery.decode(encodedName),
                let value = RequestQuery.decode(parts.count > 1 ? parts[1] : "")
            else { throw Problem(.malformedRequest, "The query is not percent-encoded UTF-8.") }
            guard known.contains(name) else {
                let hint = known.isEmpty ? "It takes none." : "It takes: \(known.joined(separator: ", "))."
                throw Problem(
                    .unknownParameter, "This resource has no parameter \"\(name.printable)\". \(hint)",
                    pointer: "query/\(name.printable)")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Problem(
                    .invalidParameter, "The parameter \(name) is given more than once.", pointer: "query/\(name)")
            }
        }
    }

    /// The value as text; `nil` where the parameter is absent.
    func text(_ name: String) -> String? { values[name] }

    /// A value that is `true` or `false`; false where the parameter is absent.
    func flag(_ name: String) throws(Problem) -> Bool {
        switch values[name] {
        case nil, "false": return false
        case "true": return true
        default: throw invalid(name, "must be true or false")
        }
    }

    /// A decimal number within bounds; `nil` where the parameter is absent.
    func number<Number: FixedWidthInteger & Sendable>(
        _ name: String, in bounds: ClosedRange<Number> = Number.min...Number.max
    ) throws(Problem) -> Number? {
        guard let text = values[name] else { return nil }
        guard let number: Number = DecimalText.parse(text), bounds.contains(number) else {
            throw invalid(name, "must be a number from \(bounds.lowerBound) to \(bounds.upperBound)")
        }
        return number
    }

    /// A 32-byte id as 64 hexadecimal digits; `nil` where the parameter is absent.
    func digest(_ name: String) throws(Problem) -> Digest? {
        guard let text = values[name] else { return nil }
        guard let digest = Digest(hex: text) else { throw invalid(name, "must be 64 hexadecimal digits") }
        return digest
    }

    /// The problem with a parameter's value.
    func invalid(_ name: String, _ rule: String) -> Problem {
        Problem(.invalidParameter, "The parameter \(name) \(rule).", pointer: "query/\(name)")
    }

    private static func decode(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let decoded = Hex.decode(String(decoding: rest.prefix(2), as: UTF8.self)) else {
                return nil
            }
            bytes.append(contentsOf: decoded)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension String {
    /// The text cut to a length that fits an error answer.
    var printable: String { count <= 64 ? self : "\(prefix(64))…" }
}
