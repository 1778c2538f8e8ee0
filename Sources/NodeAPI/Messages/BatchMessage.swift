internal import ChainNode
internal import NIOCore
internal import RightsLedger
internal import SwiftProtobuf

/// The messages of a batch: `{ repeated bytes transactions = 1; }` and `{ repeated Outcome results = 1; }`.
///
/// They are framed by hand, because both are one repeated field and the transactions are the bulk of all traffic: each
/// is copied once, out of the buffer in which it arrived.
enum BatchMessage {
    /// The tag of field 1 with a length: (1 << 3) | 2.
    private static let tag: UInt8 = 0x0A

    /// The transactions of a message, still encoded.
    ///
    /// - Throws: A problem with the place where the message is cut or is another one, or where it has too many
    ///   transactions.
    static func decode(_ body: ByteBuffer, countMax: Int) throws(Problem) -> [[UInt8]] {
        var body = body
        let byteCount = body.readableBytes
        var transactions: [[UInt8]] = []
        while let first = body.readInteger(as: UInt8.self) {
            guard first == tag, let length = varint(&body) else { throw malformed(byteCount - body.readableBytes) }
            guard transactions.count < countMax else {
                throw Problem(
                    .malformedBody, "A batch may have \(countMax) transactions; send the rest in another one.")
            }
            guard let bytes = body.readBytes(length: length) else {
                throw malformed(byteCount - body.readableBytes)
            }
            transactions.append(bytes)
        }
        return transactions
    }

    /// The message with these results: an empty outcome for each accepted transaction.
    static func encode(_ results: [SubmissionResult]) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(2 * results.count)
        for result in results {
            buffer.writeInteger(tag)
            switch result {
            case .accepted: buffer.writeInteger(0 as UInt8)
            case .refused(let refusal):
                let bytes = encode(refusal)
                write(varint: bytes.count, to: &buffer)
                buffer.writeBytes(bytes)
            }
        }
        return buffer
    }

    private static func encode(_ refusal: Refusal) -> [UInt8] {
        let outcome = Symbolon_V1_Outcome.with { outcome in
            outcome.code = refusal.code.rawValue
            if let index = refusal.operationIndex { outcome.operation.index = UInt32(clamping: index) }
            outcome.facts = refusal.facts.map { fact in
                .with {
                    $0.name = fact.name
                    $0.value = fact.value
                }
            }
        }
        // Encoding to memory fails only for missing required fields, which proto3 does not have.
        return (try? outcome.serializedBytes()) ?? []
    }

    /// A length of at most 28 bits, which no limit on bodies comes near.
    private static func varint(_ buffer: inout ByteBuffer) -> Int? {
        var value = 0
        for shift in stride(from: 0, to: 28, by: 7) {
            guard let byte = buffer.readInteger(as: UInt8.self) else { return nil }
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    private static func write(varint value: Int, to buffer: inout ByteBuffer) {
        var rest = UInt(value)
        while rest >= 0x80 {
            buffer.writeInteger(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        buffer.writeInteger(UInt8(rest))
    }

    private static func malformed(_ place: Int) -> Problem {
        Problem(
            .malformedBody, "The body is not a batch: message { repeated bytes transactions = 1; }; see byte \(place).",
            pointer: "body")
    }
}
