extension Operation {
    /// Writes the operation as a field of a message.
    func write(to writer: inout ProtocolWriter, field: UInt32) {
        writer.message(field) { writer in
            writer.message(fieldNumber) { writeFields(to: &$0) }
        }
    }

    /// The number of the operation's field in the schema's `Operation`.
    private var fieldNumber: UInt32 {
        switch self {
        case .setRoles: 1
        case .rotateKey: 2
        case .setAccountFrozen: 3
        case .createClass: 10
        case .setClassFrozen: 11
        case .setAllowed: 12
        case .setMinter: 13
        case .grantPoints: 20
        case .grantEntitlement: 21
        case .grantCollectible: 22
        case .transfer: 23
        case .split: 24
        case .combine: 25
        case .offerItem: 26
        case .buyItem: 27
        case .createCampaign: 30
        case .endCampaign: 31
        case .attestEvent: 32
        case .proposeAgreement: 40
        case .acceptAgreement: 41
        case .endAgreement: 42
        case .redeem: 43
        case .refund: 44
        case .confirmSettlement: 45
        case .burn: 50
        case .scheduleBurn: 51
        case .openBuyBack: 52
        case .depositRevenue: 53
        case .sellToBuyBack: 54
        }
    }

    private func writeFields(to writer: inout ProtocolWriter) {
        switch self {
        case .setRoles(let operation): operation.write(to: &writer)
        case .rotateKey(let operation): operation.write(to: &writer)
        case .setAccountFrozen(let operation): operation.write(to: &writer)
        case .createClass(let operation): operation.write(to: &writer)
        case .setClassFrozen(let operation): operation.write(to: &writer)
        case .setAllowed(let operation): operation.write(to: &writer)
        case .setMinter(let operation): operation.write(to: &writer)
        case .grantPoints(let operation): operation.write(to: &writer)
        case .grantEntitlement(let operation): operation.write(to: &writer)
        case .grantCollectible(let operation): operation.write(to: &writer)
        case .transfer(let operation): operation.write(to: &writer)
        case .split(let operation): operation.write(to: &writer)
        case .combine(let operation): operation.write(to: &writer)
        case .offerItem(let operation): operation.write(to: &writer)
        case .buyItem(let operation): operation.write(to: &writer)
        case .createCampaign(let operation): operation.write(to: &writer)
        case .endCampaign(let operation): writer.identifier(1, operation.campaign)
        case .attestEvent(let operation): operation.write(to: &writer)
        case .proposeAgreement(let operation): operation.write(to: &writer)
        case .acceptAgreement(let operation): writer.identifier(1, operation.agreement)
        case .endAgreement(let operation): writer.identifier(1, operation.agreement)
        case .redeem(let operation): operation.write(to: &writer)
        case .refund(let operation): writer.identifier(1, operation.receipt)
        case .confirmSettlement(let operation): operation.write(to: &writer)
        case .burn(let operation): writer.asset(1, operation.asset)
        case .scheduleBurn(let operation): operation.write(to: &writer)
        case .openBuyBack(let operation): operation.write(to: &writer)
        case .depositRevenue(let operation): operation.write(to: &writer)
        case .sellToBuyBack(let operation): operation.write(to: &writer)
        }
    }
}
