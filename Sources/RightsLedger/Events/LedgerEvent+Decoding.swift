/// Bytes that are not the canonical encoding of an event.
package struct MalformedEvent: Error, Hashable, Sendable {}

extension LedgerEvent {
    /// Reads a canonical encoding.
    ///
    /// - Throws: ``MalformedEvent`` for any other bytes.
    package init(decoding bytes: [UInt8]) throws(MalformedEvent) {
        do {
            let message: Symbolon_V1_LedgerEvent = try CanonicalMessage.decode(bytes)
            self = try LedgerEvent(message)
        } catch {
            throw MalformedEvent()
        }
        guard encoded() == bytes else { throw MalformedEvent() }
    }

    private init(_ message: Symbolon_V1_LedgerEvent) throws(FieldInvalid) {
        switch message.kind {
        case .rolesSet(let message): self = .rolesSet(try RolesSet(message))
        case .keyRotated(let message): self = .keyRotated(try KeyRotated(message))
        case .accountFrozenSet(let message): self = .accountFrozenSet(try AccountFrozenSet(message))
        case .classCreated(let message): self = .classCreated(try ClassCreated(message))
        case .classFrozenSet(let message): self = .classFrozenSet(ClassFrozenSet(message))
        case .allowedSet(let message): self = .allowedSet(try AllowedSet(message))
        case .minterSet(let message): self = .minterSet(try MinterSet(message))
        case .minted(let message): self = .minted(try Minted(message))
        case .transferred(let message): self = .transferred(try Transferred(message))
        case .lotSplit(let message): self = .lotSplit(try LotSplit(message))
        case .lotsCombined(let message): self = .lotsCombined(try LotsCombined(message))
        case .itemOffered(let message): self = .itemOffered(try ItemOffered(message))
        case .itemSold(let message): self = .itemSold(try ItemSold(message))
        case .campaignCreated(let message): self = .campaignCreated(CampaignCreated(message))
        case .campaignEnded(let message):
            self = .campaignEnded(CampaignEnded(campaign: CampaignID(message.campaign)))
        case .eventAttested(let message): self = .eventAttested(try EventAttested(message))
        case .agreementProposed(let message): self = .agreementProposed(try AgreementProposed(message))
        case .agreementAccepted(let message):
            self = .agreementAccepted(AgreementAccepted(agreement: AgreementID(message.agreement)))
        case .agreementEnded(let message): self = .agreementEnded(try AgreementEnded(message))
        case .redeemed(let message): self = .redeemed(try Redeemed(message))
        case .refunded(let message): self = .refunded(try Refunded(message))
        case .redemptionFinal(let message): self = .redemptionFinal(RedemptionFinal(message))
        case .obligationBooked(let message): self = .obligationBooked(try ObligationBooked(message))
        case .epochNetted(let message): self = .epochNetted(try EpochNetted(message))
        case .settlementConfirmed(let message): self = .settlementConfirmed(try SettlementConfirmed(message))
        case .burned(let message): self = .burned(try Burned(message))
        case .burnScheduled(let message): self = .burnScheduled(BurnScheduled(message))
        case .buyBackSet(let message): self = .buyBackSet(BuyBackSet(message))
        case .revenueDeposited(let message): self = .revenueDeposited(try RevenueDeposited(message))
        case .boughtBack(let message): self = .boughtBack(try BoughtBack(message))
        case .expired(let message): self = .expired(Expired(message))
        case nil: throw FieldInvalid("kind")
        }
    }
}
