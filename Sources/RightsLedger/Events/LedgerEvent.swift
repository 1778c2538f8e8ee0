/// What happened on the ledger: one event for each effect, in the order of the effects.
///
/// Each unit minted, burned or expired stands in exactly one `minted`, `burned` or `expired` event, so that the supply of
/// a class can be recomputed from its events.
package enum LedgerEvent: Hashable, Sendable {
    /// A regulator set an account's roles.
    case rolesSet(RolesSet)
    /// An account replaced its key.
    case keyRotated(KeyRotated)
    /// A regulator froze or thawed an account.
    case accountFrozenSet(AccountFrozenSet)
    /// A class of rights was created.
    case classCreated(ClassCreated)
    /// A class was frozen or thawed.
    case classFrozenSet(ClassFrozenSet)
    /// An account was put on a class's allow list, or taken off.
    case allowedSet(AllowedSet)
    /// An account was let mint a class by grant, or stopped.
    case minterSet(MinterSet)
    /// Rights came into being.
    case minted(Minted)
    /// A right moved.
    case transferred(Transferred)
    /// A lot was split.
    case lotSplit(LotSplit)
    /// Two lots were joined.
    case lotsCombined(LotsCombined)
    /// An item was offered for sale, or the offer was withdrawn.
    case itemOffered(ItemOffered)
    /// An offered item was bought.
    case itemSold(ItemSold)
    /// A campaign was created.
    case campaignCreated(CampaignCreated)
    /// A campaign was ended.
    case campaignEnded(CampaignEnded)
    /// An oracle attested an event.
    case eventAttested(EventAttested)
    /// An issuer proposed an agreement.
    case agreementProposed(AgreementProposed)
    /// A platform accepted an agreement.
    case agreementAccepted(AgreementAccepted)
    /// A side ended an agreement.
    case agreementEnded(AgreementEnded)
    /// A holder gave up a right at a platform.
    case redeemed(Redeemed)
    /// A platform gave a redeemed right back.
    case refunded(Refunded)
    /// The refund window of a redemption closed.
    case redemptionFinal(RedemptionFinal)
    /// An amount became owed.
    case obligationBooked(ObligationBooked)
    /// What was owed in an epoch and a currency was netted.
    case epochNetted(EpochNetted)
    /// A side confirmed a payment.
    case settlementConfirmed(SettlementConfirmed)
    /// Rights were destroyed.
    case burned(Burned)
    /// An issuer fixed a burn for a time.
    case burnScheduled(BurnScheduled)
    /// The terms of a buy-back were set, replaced or closed.
    case buyBackSet(BuyBackSet)
    /// A deposit fed the fund of a buy-back.
    case revenueDeposited(RevenueDeposited)
    /// Units were sold to the fund of a buy-back, which burned them.
    case boughtBack(BoughtBack)
    /// Rights died: from circulating, or from reserved where a receipt held them.
    case expired(Expired)
}

extension LedgerEvent {
    /// The type's name as the rules spell it, such as `eventAttested`.
    package var typeName: String {
        switch self {
        case .rolesSet: "rolesSet"
        case .keyRotated: "keyRotated"
        case .accountFrozenSet: "accountFrozenSet"
        case .classCreated: "classCreated"
        case .classFrozenSet: "classFrozenSet"
        case .allowedSet: "allowedSet"
        case .minterSet: "minterSet"
        case .minted: "minted"
        case .transferred: "transferred"
        case .lotSplit: "lotSplit"
        case .lotsCombined: "lotsCombined"
        case .itemOffered: "itemOffered"
        case .itemSold: "itemSold"
        case .campaignCreated: "campaignCreated"
        case .campaignEnded: "campaignEnded"
        case .eventAttested: "eventAttested"
        case .agreementProposed: "agreementProposed"
        case .agreementAccepted: "agreementAccepted"
        case .agreementEnded: "agreementEnded"
        case .redeemed: "redeemed"
        case .refunded: "refunded"
        case .redemptionFinal: "redemptionFinal"
        case .obligationBooked: "obligationBooked"
        case .epochNetted: "epochNetted"
        case .settlementConfirmed: "settlementConfirmed"
        case .burned: "burned"
        case .burnScheduled: "burnScheduled"
        case .buyBackSet: "buyBackSet"
        case .revenueDeposited: "revenueDeposited"
        case .boughtBack: "boughtBack"
        case .expired: "expired"
        }
    }

    /// The names of all event types, in the order of the cases.
    package static let typeNames: [String] = [
        "rolesSet", "keyRotated", "accountFrozenSet", "classCreated", "classFrozenSet", "allowedSet", "minterSet",
        "minted", "transferred", "lotSplit", "lotsCombined", "itemOffered", "itemSold", "campaignCreated",
        "campaignEnded", "eventAttested", "agreementProposed", "agreementAccepted", "agreementEnded", "redeemed",
        "refunded", "redemptionFinal", "obligationBooked", "epochNetted", "settlementConfirmed", "burned",
        "burnScheduled", "buyBackSet", "revenueDeposited", "boughtBack", "expired",
    ]
}
