extension LedgerEvent {
    /// The canonical encoding of the schema's `LedgerEvent`.
    package func encoded() -> [UInt8] {
        var writer = ProtocolWriter(capacity: 160)
        writer.message(fieldNumber) { writeFields(to: &$0) }
        return writer.bytes
    }

    /// The number of the event's field in the schema's `LedgerEvent`.
    private var fieldNumber: UInt32 {
        switch self {
        case .rolesSet: 1
        case .keyRotated: 2
        case .accountFrozenSet: 3
        case .classCreated: 10
        case .classFrozenSet: 11
        case .allowedSet: 12
        case .minterSet: 13
        case .minted: 20
        case .transferred: 21
        case .lotSplit: 22
        case .lotsCombined: 23
        case .itemOffered: 24
        case .itemSold: 25
        case .campaignCreated: 30
        case .campaignEnded: 31
        case .eventAttested: 32
        case .agreementProposed: 40
        case .agreementAccepted: 41
        case .agreementEnded: 42
        case .redeemed: 43
        case .refunded: 44
        case .redemptionFinal: 45
        case .obligationBooked: 46
        case .epochNetted: 47
        case .settlementConfirmed: 48
        case .burned: 50
        case .burnScheduled: 51
        case .buyBackSet: 52
        case .revenueDeposited: 53
        case .boughtBack: 54
        case .expired: 55
        }
    }

    private func writeFields(to writer: inout ProtocolWriter) {
        switch self {
        case .rolesSet(let event): event.write(to: &writer)
        case .keyRotated(let event): event.write(to: &writer)
        case .accountFrozenSet(let event): event.write(to: &writer)
        case .classCreated(let event): event.write(to: &writer)
        case .classFrozenSet(let event): event.write(to: &writer)
        case .allowedSet(let event): event.write(to: &writer)
        case .minterSet(let event): event.write(to: &writer)
        case .minted(let event): event.write(to: &writer)
        case .transferred(let event): event.write(to: &writer)
        case .lotSplit(let event): event.write(to: &writer)
        case .lotsCombined(let event): event.write(to: &writer)
        case .itemOffered(let event): event.write(to: &writer)
        case .itemSold(let event): event.write(to: &writer)
        case .campaignCreated(let event): event.write(to: &writer)
        case .campaignEnded(let event): writer.identifier(1, event.campaign)
        case .eventAttested(let event): event.write(to: &writer)
        case .agreementProposed(let event): event.write(to: &writer)
        case .agreementAccepted(let event): writer.identifier(1, event.agreement)
        case .agreementEnded(let event): event.write(to: &writer)
        case .redeemed(let event): event.write(to: &writer)
        case .refunded(let event): event.write(to: &writer)
        case .redemptionFinal(let event): event.write(to: &writer)
        case .obligationBooked(let event): event.write(to: &writer)
        case .epochNetted(let event): event.write(to: &writer)
        case .settlementConfirmed(let event): event.write(to: &writer)
        case .burned(let event): event.write(to: &writer)
        case .burnScheduled(let event): event.write(to: &writer)
        case .buyBackSet(let event): event.write(to: &writer)
        case .revenueDeposited(let event): event.write(to: &writer)
        case .boughtBack(let event): event.write(to: &writer)
        case .expired(let event): event.write(to: &writer)
        }
    }
}
