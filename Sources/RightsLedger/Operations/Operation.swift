/// One step of a transaction; the steps of a transaction apply together or not at all.
///
/// Each case carries the fields of the protocol message of the same name.
public enum Operation: Hashable, Sendable {
    /// A regulator sets an account's roles.
    case setRoles(SetRoles)
    /// The sender replaces its key.
    case rotateKey(RotateKey)
    /// A regulator stops an account from sending and receiving, or lets it again.
    case setAccountFrozen(SetAccountFrozen)

    /// An issuer creates a class of rights.
    case createClass(CreateClass)
    /// The class's issuer or a regulator stops a class, or lets it go on.
    case setClassFrozen(SetClassFrozen)
    /// The issuer puts an account on the class's allow list, or takes it off.
    case setAllowed(SetAllowed)
    /// The issuer lets an account mint by grant, or stops it.
    case setMinter(SetMinter)

    /// Mints points.
    case grantPoints(GrantPoints)
    /// Mints an entitlement lot.
    case grantEntitlement(GrantEntitlement)
    /// Mints a collectible item.
    case grantCollectible(GrantCollectible)
    /// Moves a right to another account.
    case transfer(Transfer)
    /// Splits a lot in two.
    case split(Split)
    /// Joins two lots.
    case combine(Combine)
    /// Offers an item for sale, or withdraws the offer.
    case offerItem(OfferItem)
    /// Buys an offered item.
    case buyItem(BuyItem)

    /// Says what an event type is worth in a class of points.
    case createCampaign(CreateCampaign)
    /// Ends a campaign.
    case endCampaign(EndCampaign)
    /// An oracle attests an event, which pays by the campaigns for its type.
    case attestEvent(AttestEvent)

    /// An issuer offers a platform terms of redemption.
    case proposeAgreement(ProposeAgreement)
    /// The platform accepts them.
    case acceptAgreement(AcceptAgreement)
    /// Either side ends an agreement.
    case endAgreement(EndAgreement)
    /// Gives up a right at a platform.
    case redeem(Redeem)
    /// The platform gives a redeemed right back.
    case refund(Refund)
    /// A side confirms the payment that settles a net position.
    case confirmSettlement(ConfirmSettlement)

    /// The holder destroys a right.
    case burn(Burn)
    /// The issuer fixes a burn of its own units for a time.
    case scheduleBurn(ScheduleBurn)
    /// The issuer sets, replaces or closes the terms of a buy-back.
    case openBuyBack(OpenBuyBack)
    /// Feeds the fund of a buy-back.
    case depositRevenue(DepositRevenue)
    /// Sells units to the fund of a buy-back, which burns them.
    case sellToBuyBack(SellToBuyBack)
}
