internal import RightsLedger

extension LedgerEvent {
    /// The event's own members, without its place in the chain.
    var data: JSONValue {
        switch self {
        case .rolesSet(let event): ["account": .text(event.account), "roles": event.roles.json]
        case .keyRotated(let event): ["account": .text(event.account), "publicKey": .text(event.publicKey)]
        case .accountFrozenSet(let event): ["account": .text(event.account), "frozen": .boolean(event.frozen)]
        case .classCreated(let event):
            [
                "class": .id(event.classID), "issuer": .text(event.issuer), "kind": event.kind.json,
                "symbol": .string(event.symbol),
            ]
        case .classFrozenSet(let event): ["class": .id(event.classID), "frozen": .boolean(event.frozen)]
        case .allowedSet(let event):
            ["class": .id(event.classID), "account": .text(event.account), "allowed": .boolean(event.allowed)]
        case .minterSet(let event):
            ["class": .id(event.classID), "account": .text(event.account), "allowed": .boolean(event.allowed)]
        case .minted(let event): event.json
        case .transferred(let event): event.json
        case .lotSplit(let event): ["owner": .text(event.owner), "rest": event.rest.json, "part": event.part.json]
        case .lotsCombined(let event):
            ["owner": .text(event.owner), "into": event.into.json, "from": .id(event.from)]
        case .itemOffered(let event):
            ["item": event.item.json, "owner": .text(event.owner), "price": event.price?.json ?? .null]
        case .itemSold(let event):
            [
                "item": event.item.json, "seller": .text(event.seller), "buyer": .text(event.buyer),
                "price": event.price.json, "royalty": .quantity(event.royalty),
            ]
        case .campaignCreated(let event):
            ["campaign": .id(event.campaign), "class": .id(event.classID), "eventType": .string(event.eventType)]
        case .campaignEnded(let event): ["campaign": .id(event.campaign)]
        case .eventAttested(let event): event.json
        case .agreementProposed(let event):
            [
                "agreement": .id(event.agreement), "class": .id(event.classID), "issuer": .text(event.issuer),
                "platform": .text(event.platform),
            ]
        case .agreementAccepted(let event): ["agreement": .id(event.agreement)]
        case .agreementEnded(let event): ["agreement": .id(event.agreement), "party": .text(event.party)]
        case .redeemed(let event): event.json
        case .refunded(let event):
            [
                "receipt": .id(event.receipt), "holder": .text(event.holder), "class": .id(event.classID),
                "measure": .quantity(event.measure), "expired": .quantity(event.expired),
            ]
        case .redemptionFinal(let event):
            [
                "receipt": .id(event.receipt), "class": .id(event.classID), "burned": .quantity(event.burned),
                "returned": .quantity(event.returned), "expired": .quantity(event.expired),
            ]
        case .obligationBooked(let event):
            [
                "epoch": .number(event.epoch), "currency": .text(event.currency), "debtor": .text(event.debtor),
                "creditor": .text(event.creditor), "amount": .quantity(event.amount), "receipt": .id(event.receipt),
            ]
        case .epochNetted(let event): event.json
        case .settlementConfirmed(let event):
            [
                "epoch": .number(event.epoch), "currency": .text(event.currency), "debtor": .text(event.debtor),
                "creditor": .text(event.creditor), "party": .text(event.party), "reference": .text(event.reference),
                "settled": .boolean(event.settled),
            ]
        case .burned(let event):
            [
                "class": .id(event.classID), "holder": .text(event.holder), "cause": event.cause.json,
                "asset": event.asset.json, "measure": .quantity(event.measure),
            ]
        case .burnScheduled(let event):
            [
                "burn": .id(event.burn), "class": .id(event.classID), "time": .number(event.time),
                "amount": .quantity(event.amount),
            ]
        case .buyBackSet(let event):
            [
                "class": .id(event.classID), "terms": event.terms?.json ?? .null,
                "returnedFund": event.returnedFund?.json ?? .null,
            ]
        case .revenueDeposited(let event):
            [
                "class": .id(event.classID), "paymentClass": .id(event.paymentClass),
                "depositor": .text(event.depositor), "toFund": .quantity(event.toFund),
                "toIssuer": .quantity(event.toIssuer),
            ]
        case .boughtBack(let event):
            [
                "class": .id(event.classID), "seller": .text(event.seller), "amount": .quantity(event.amount),
                "payout": event.payout.json,
            ]
        case .expired(let event):
            ["class": .id(event.classID), "measure": .quantity(event.measure), "due": .number(event.due)]
        }
    }
}

extension Minted {
    fileprivate var json: JSONValue {
        let right: JSONValue =
            switch right {
            case .units(let units): ["units": units.json]
            case .lot(let lot): ["lot": lot.json]
            case .item(let serial): ["item": ["class": .id(classID), "serial": .number(serial)]]
            }
        return [
            "class": .id(classID), "recipient": .text(recipient), "cause": cause.json, "measure": .quantity(measure),
            "right": right,
        ]
    }
}

extension Transferred {
    fileprivate var json: JSONValue {
        [
            "sender": .text(sender), "recipient": .text(recipient), "asset": asset.json,
            "received": .list(received) { $0.json }, "fee": .list(fee) { $0.json },
        ]
    }
}

extension EventAttested {
    fileprivate var json: JSONValue {
        [
            "eventID": .text(eventID), "oracle": .text(oracle), "subject": .text(subject),
            "eventType": .string(eventType), "time": .number(time),
            "payments": .list(payments) {
                ["campaign": .id($0.campaign), "class": .id($0.classID), "units": .quantity($0.units)]
            },
        ]
    }
}

extension Redeemed {
    fileprivate var json: JSONValue {
        [
            "receipt": .id(receipt), "agreement": .id(agreement), "holder": .text(holder), "class": .id(classID),
            "asset": asset.json, "lots": .list(lots) { $0.json }, "measure": .quantity(measure),
            "amountDue": .quantity(amountDue), "currency": .text(currency), "deadline": .number(deadline),
            "reference": .text(reference),
        ]
    }
}

extension EpochNetted {
    fileprivate var json: JSONValue {
        [
            "epoch": .number(epoch), "currency": .text(currency),
            "positions": .list(positions) { ["account": .text($0.account), "amount": .quantity($0.amount)] },
            "settlements": .list(settlements) {
                ["debtor": .text($0.debtor), "creditor": .text($0.creditor), "amount": .quantity($0.amount)]
            },
        ]
    }
}
