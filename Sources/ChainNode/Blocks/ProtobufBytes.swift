internal import SwiftProtobuf

/// Encoding and decoding of protobuf messages as byte arrays.
enum ProtobufBytes {
    /// The bytes of a message.
    static func encode(_ message: some SwiftProtobuf.Message) -> [UInt8] {
        // Encoding to memory fails only for missing required fields, which proto3 does not have.
        guard let bytes: [UInt8] = try? message.serializedBytes() else {
            preconditionFailure("a proto3 message can always be encoded")
        }
        return bytes
    }

    /// Reads a message; `nil` where the bytes are none.
    ///
    /// The caller encodes again and compares, to refuse other forms.
    static func decode<Message: SwiftProtobuf.Message>(_ bytes: [UInt8]) -> Message? {
        try? Message(serializedBytes: bytes)
    }
}
