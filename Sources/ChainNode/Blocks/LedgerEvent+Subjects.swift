internal import RightsLedger

extension LedgerEvent {
    /// The accounts that the event names, in the order of its fields.
    var accounts: [AccountID] {
        switch self {
        case .rolesSet(let event): [event.account]
        case .keyRotated(let event): [event.account]
        case .accountFrozenSet(let event): [event.account]
        case .classCreated(let event): [event.issuer]
        case .allowedSet(let event): [event.account]
        case .minterSet(let event): [event.account]
        case .minted(let event): [event.recipient]
        case .transferred(let event): [event.sender, event.recipient]
        case .lotSplit(let event): [event.owner]
        case .lotsCombined(let event): [event.owner]
        case .itemOffered(let event): [event.owner]
        case .itemSold(let event): [event.seller, event.buyer]
        case .eventAttested(let event): [event.oracle, event.subject]
        case .agreementProposed(let event): [event.issuer, event.platform]
        case .agreementEnded(let event): [event.party]
        case .redeemed(let event): [event.holder]
        case .refunded(let event): [event.holder]
        case .obligationBooked(let event): [event.debtor, event.creditor]
        case .epochNetted(let event):
            event.positions.map(\.account)
        case .settlementConfirmed(let event): [event.debtor, event.creditor]
        case .burned(let event): [event.holder]
        case .revenueDeposited(let event): [event.depositor]
        case .boughtBack(let event): [event.seller]
        case .classFrozenSet, .campaignCreated, .campaignEnded, .agreementAccepted, .redemptionFinal, .burnScheduled,
            .buyBackSet, .expired:
            []
        }
    }

    /// The classes that the event names, in the order of its fields.
    var classIDs: [ClassID] {
        switch self {
        case .classCreated(let event): [event.classID]
        case .classFrozenSet(let event): [event.classID]
        case .allowedSet(let event): [event.classID]
        case .minterSet(let event): [event.classID]
        case .minted(let event): [event.classID]
        case .transferred(let event): event.asset.classIDs
        case .lotSplit(let event): [event.rest.record.classID]
        case .lotsCombined(let event): [event.into.record.classID]
        case .itemOffered(let event): [event.item.classID] + (event.price.map { [$0.classID] } ?? [])
        case .itemSold(let event): [event.item.classID, event.price.classID]
        case .campaignCreated(let event): [event.classID]
        case .eventAttested(let event): event.payments.map(\.classID)
        case .agreementProposed(let event): [event.classID]
        case .redeemed(let event): [event.classID]
        case .refunded(let event): [event.classID]
        case .redemptionFinal(let event): [event.classID]
        case .burned(let event): [event.classID]
        case .burnScheduled(let event): [event.classID]
        case .buyBackSet(let event): [event.classID] + (event.terms.map { [$0.paymentClass] } ?? [])
        case .revenueDeposited(let event): [event.classID, event.paymentClass]
        case .boughtBack(let event): [event.classID, event.payout.classID]
        case .expired(let event): [event.classID]
        case .rolesSet, .keyRotated, .accountFrozenSet, .campaignEnded, .agreementAccepted, .agreementEnded,
            .obligationBooked, .epochNetted, .settlementConfirmed:
            []
        }
    }
}

extension Asset {
    /// The class, where the asset names one; a lot is named by its id alone.
    fileprivate var classIDs: [ClassID] {
        switch self {
        case .units(let units): [units.classID]
        case .item(let item): [item.classID]
        case .lot: []
        }
    }
}
