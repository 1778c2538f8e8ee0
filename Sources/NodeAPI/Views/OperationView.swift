internal import RightsLedger

extension Operation {
    /// The operation's name and its members.
    var json: JSONValue {
        let (name, data) = described
        return ["type": .string(name), "data": data]
    }

    private var described: (name: String, data: JSONValue) {
        switch self {
        case .setRoles(let operation):
            ("setRoles", ["account": .text(operation.account), "roles": operation.roles.json])
        case .rotateKey(let operation):
            (
                "rotateKey",
                [
                    "publicKey": .text(operation.publicKey),
                    "proofOfPossession": .text(operation.proofOfPossession),
                ]
            )
        case .setAccountFrozen(let operation):
            ("setAccountFrozen", ["account": .text(operation.account), "frozen": .boolean(operation.frozen)])
        case .createClass(let operation): ("createClass", .object(operation.members))
        case .setClassFrozen(let operation):
            ("setClassFrozen", ["class": .id(operation.classID), "frozen": .boolean(operation.frozen)])
        case .setAllowed(let operation):
            (
                "setAllowed",
                [
                    "class": .id(operation.classID), "account": .text(operation.account),
                    "allowed": .boolean(operation.allowed),
                ]
            )
        case .setMinter(let operation):
            (
                "setMinter",
                [
                    "class": .id(operation.classID), "account": .text(operation.account),
                    "allowed": .boolean(operation.allowed),
                ]
            )
        case .grantPoints(let operation):
            (
                "grantPoints",
                [
                    "class": .id(operation.classID), "recipient": .text(operation.recipient),
                    "amount": .quantity(operation.amount),
                ]
            )
        case .grantEntitlement(let operation): ("grantEntitlement", operation.json)
        case .grantCollectible(let operation):
            (
                "grantCollectible",
                [
                    "class": .id(operation.classID), "recipient": .text(operation.recipient),
                    "metadataHash": .text(operation.metadataHash),
                ]
            )
        case .transfer(let operation):
            ("transfer", ["asset": operation.asset.json, "recipient": .text(operation.recipient)])
        case .split(let operation): ("split", ["lot": .id(operation.lot), "part": operation.part.json])
        case .combine(let operation): ("combine", ["into": .id(operation.into), "from": .id(operation.from)])
        case .offerItem(let operation):
            ("offerItem", ["item": operation.item.json, "price": operation.price?.json ?? .null])
        case .buyItem(let operation): ("buyItem", ["item": operation.item.json, "price": operation.price.json])
        case .createCampaign(let operation): ("createCampaign", .object(operation.members))
        case .endCampaign(let operation): ("endCampaign", ["campaign": .id(operation.campaign)])
        case .attestEvent(let operation): ("attestEvent", operation.json)
        case .proposeAgreement(let operation): ("proposeAgreement", .object(operation.members))
        case .acceptAgreement(let operation): ("acceptAgreement", ["agreement": .id(operation.agreement)])
        case .endAgreement(let operation): ("endAgreement", ["agreement": .id(operation.agreement)])
        case .redeem(let operation):
            (
                "redeem",
                [
                    "agreement": .id(operation.agreement), "asset": operation.asset.json,
                    "reference": .text(operation.reference),
                ]
            )
        case .refund(let operation): ("refund", ["receipt": .id(operation.receipt)])
        case .confirmSettlement(let operation): ("confirmSettlement", operation.json)
        case .burn(let operation): ("burn", ["asset": operation.asset.json])
        case .scheduleBurn(let operation):
            (
                "scheduleBurn",
                [
                    "class": .id(operation.classID), "time": .number(operation.time),
                    "amount": .quantity(operation.amount),
                ]
            )
        case .openBuyBack(let operation):
            (
                "openBuyBack",
                [
                    "class": .id(operation.classID), "paymentClass": .id(operation.paymentClass),
                    "price": operation.price.json, "revenueBasisPoints": .number(operation.revenueBasisPoints),
                ]
            )
        case .depositRevenue(let operation):
            ("depositRevenue", ["class": .id(operation.classID), "amount": .quantity(operation.amount)])
        case .sellToBuyBack(let operation):
            ("sellToBuyBack", ["class": .id(operation.classID), "amount": .quantity(operation.amount)])
        }
    }
}

extension GrantEntitlement {
    fileprivate var json: JSONValue {
        [
            "class": .id(classID), "recipient": .text(recipient), "quantity": .number(quantity),
            "tier": .number(tier), "scope": .quantity(scope), "validFrom": .number(validFrom),
            "validUntil": .number(validUntil),
        ]
    }
}

extension Split.Part {
    fileprivate var json: JSONValue {
        switch self {
        case .quantity(let quantity): ["quantity": .number(quantity)]
        case .day(let day): ["day": .number(day)]
        case .scope(let scope): ["scope": .quantity(scope)]
        }
    }
}

extension AttestEvent {
    fileprivate var json: JSONValue {
        [
            "eventID": .text(eventID), "subject": .text(subject), "eventType": .string(eventType),
            "value": .number(value), "time": .number(time),
        ]
    }
}

extension ConfirmSettlement {
    fileprivate var json: JSONValue {
        [
            "epoch": .number(epoch), "currency": .text(currency), "debtor": .text(debtor),
            "creditor": .text(creditor), "reference": .text(reference),
        ]
    }
}
