/// Laws that every canonical encoding keeps, written once.
package enum CodecLaw {
    /// Which law a value or an input breaks.
    package struct Violation: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// A good value: decodes to itself and encodes to the same bytes again.
    ///
    /// What is shorter or a byte longer is refused, or is the one encoding of another value: a protobuf message may end
    /// after any of its fields.
    ///
    /// - Complexity: Decodes every proper prefix; meant for encodings of up to some kilobytes.
    package static func checkRoundTrip<Value: Equatable>(
        of value: Value, encode: (Value) -> [UInt8], decode: ([UInt8]) throws -> Value
    ) throws(Violation) {
        let bytes = encode(value)
        guard let decoded = try? decode(bytes) else {
            throw Violation(description: "does not decode: \(value)")
        }
        guard decoded == value else { throw Violation(description: "\(value) decodes to \(decoded)") }
        guard encode(decoded) == bytes else { throw Violation(description: "encodes in two ways: \(value)") }
        for length in bytes.indices { try checkCanonical(Array(bytes.prefix(length)), encode: encode, decode: decode) }
        for extra: UInt8 in [0x00, 0x01, 0x80, 0xff] {
            try checkCanonical(bytes + [extra], encode: encode, decode: decode)
        }
    }

    /// Any input: it is refused, or it is the one encoding of what it decodes to.
    package static func checkCanonical<Value>(
        _ input: [UInt8], encode: (Value) -> [UInt8], decode: ([UInt8]) throws -> Value
    ) throws(Violation) {
        guard let decoded = try? decode(input) else { return }
        guard encode(decoded) == input else {
            throw Violation(description: "accepted although it is not canonical: \(input)")
        }
    }
}
