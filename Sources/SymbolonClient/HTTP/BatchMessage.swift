internal import RightsLedger
internal import SwiftProtobuf

/// The messages of a batch: `{ repeated bytes transactions = 1; }` and `{ repeated Outcome results = 1; }`.
///
/// They are framed by hand, because both are one repeated field and the transactions are the bulk of all traffic.
package enum BatchMessage {
    /// The tag of field 1 with a length: (1 << 3) | 2.
    private static let tag: UInt8 = 0x0A

    /// The message with these transactions.
    package static func encode(_ transactions: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(transactions.reduce(0) { $0 + $1.count + 4 })
        for transaction in transactions {
            bytes.append(tag)
            var length = UInt(transaction.count)
            while length >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
                length >>= 7
            }
            bytes.append(UInt8(length))
            bytes.append(contentsOf: transaction)
        }
        return bytes
    }

    /// The results of an answer, in order.
    package static func decodeResults(_ bytes: [UInt8]) throws(ClientError) -> [BatchResult] {
        var results: [BatchResult] = []
        var rest = bytes[...]
        while let first = rest.popFirst() {
            guard first == tag, let length = varint(&rest), length <= rest.count else {
                throw .answerMalformed(reason: "the batch's results are cut or of another type")
            }
            results.append(length == 0 ? .accepted : try result(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return results
    }

    private static func result(_ bytes: ArraySlice<UInt8>) throws(ClientError) -> BatchResult {
        guard let outcome = try? Symbolon_V1_Outcome(serializedBytes: Array(bytes)) else {
            throw .answerMalformed(reason: "a batch's result is not an outcome")
        }
        guard outcome.code != 0 else { return .accepted }
        let name = RefusalCode(rawValue: outcome.code)?.name ?? "unknown"
        return .refused(
            code: outcome.code, name: name,
            operationIndex: outcome.hasOperation ? Int(outcome.operation.index) : nil,
            facts: outcome.facts.map { NodeProblem.Fact(name: $0.name, value: $0.value) })
    }

    private static func varint(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        var value = 0
        for shift in stride(from: 0, to: 28, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}
