package import RightsLedger

/// The operations of the protocol without their fields.
package enum OperationKind: String, CaseIterable, Sendable, Comparable {
    case setRoles, rotateKey, setAccountFrozen
    case createClass, setClassFrozen, setAllowed, setMinter
    case grantPoints, grantEntitlement, grantCollectible, transfer, split, combine, offerItem, buyItem
    case createCampaign, endCampaign, attestEvent
    case proposeAgreement, acceptAgreement, endAgreement, redeem, refund, confirmSettlement
    case burn, scheduleBurn, openBuyBack, depositRevenue, sellToBuyBack

    /// The kind of an operation.
    package init(_ operation: Operation) {
        self =
            switch operation {
            case .setRoles: .setRoles
            case .rotateKey: .rotateKey
            case .setAccountFrozen: .setAccountFrozen
            case .createClass: .createClass
            case .setClassFrozen: .setClassFrozen
            case .setAllowed: .setAllowed
            case .setMinter: .setMinter
            case .grantPoints: .grantPoints
            case .grantEntitlement: .grantEntitlement
            case .grantCollectible: .grantCollectible
            case .transfer: .transfer
            case .split: .split
            case .combine: .combine
            case .offerItem: .offerItem
            case .buyItem: .buyItem
            case .createCampaign: .createCampaign
            case .endCampaign: .endCampaign
            case .attestEvent: .attestEvent
            case .proposeAgreement: .proposeAgreement
            case .acceptAgreement: .acceptAgreement
            case .endAgreement: .endAgreement
            case .redeem: .redeem
            case .refund: .refund
            case .confirmSettlement: .confirmSettlement
            case .burn: .burn
            case .scheduleBurn: .scheduleBurn
            case .openBuyBack: .openBuyBack
            case .depositRevenue: .depositRevenue
            case .sellToBuyBack: .sellToBuyBack
            }
    }

    /// Orders kinds by name.
    package static func < (left: OperationKind, right: OperationKind) -> Bool { left.rawValue < right.rawValue }
}
