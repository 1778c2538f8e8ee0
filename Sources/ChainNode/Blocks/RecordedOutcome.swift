internal import Foundation
package import RightsLedger
internal import SwiftProtobuf

/// What a block says became of one of its transactions.
package struct RecordedOutcome: Hashable, Sendable {
    /// Why the transaction was refused; `nil` where it was applied.
    package var refusal: Refusal?
    /// The indices, within the block, of the transaction's events.
    package var events: Range<UInt32>

    package init(refusal: Refusal?, events: Range<UInt32>) {
        self.refusal = refusal
        self.events = events
    }

    /// Whether the transaction changed the state.
    package var isApplied: Bool { refusal == nil }

    /// The number that says why; 0 for applied.
    package var code: UInt32 { refusal?.code.rawValue ?? 0 }

    /// The canonical bytes, which the header commits to.
    func encoded() -> [UInt8] {
        ProtobufBytes.encode(
            Symbolon_V1_Outcome.with { message in
                message.firstEvent = events.lowerBound
                message.eventCount = UInt32(events.count)
                guard let refusal else { return }
                message.code = refusal.code.rawValue
                if let index = refusal.operationIndex { message.operation.index = UInt32(index) }
                message.facts = refusal.facts.map { fact in
                    .with {
                        $0.name = fact.name
                        $0.value = fact.value
                    }
                }
            })
    }

    /// Reads what ``encoded()`` wrote; `nil` for anything else.
    init?(decoding bytes: [UInt8]) {
        guard let message: Symbolon_V1_Outcome = ProtobufBytes.decode(bytes),
            message.firstEvent.addingReportingOverflow(message.eventCount).overflow == false
        else { return nil }
        events = message.firstEvent..<(message.firstEvent + message.eventCount)
        if message.code == 0 {
            refusal = nil
        } else {
            guard let code = RefusalCode(rawValue: message.code) else { return nil }
            refusal = Refusal(
                code, operationIndex: message.hasOperation ? Int(message.operation.index) : nil,
                facts: message.facts.map { Refusal.Fact($0.name, $0.value) })
        }
    }
}
