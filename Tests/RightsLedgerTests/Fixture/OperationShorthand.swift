import RightsLedger
import Signatures

// Operations in one line each, with parties instead of account ids.

extension Operation {
    static func setRoles(_ roles: Roles, of party: Party) -> Operation {
        .setRoles(SetRoles(account: party.id, roles: roles))
    }

    /// A rotation to another party's key, without the proof that only a signed transaction needs.
    static func rotateKey(to party: Party) -> Operation {
        .rotateKey(RotateKey(publicKey: party.key, proofOfPossession: SampleOperations.noSignature))
    }

    static func freeze(_ party: Party) -> Operation {
        .setAccountFrozen(SetAccountFrozen(account: party.id, frozen: true))
    }

    static func thaw(_ party: Party) -> Operation {
        .setAccountFrozen(SetAccountFrozen(account: party.id, frozen: false))
    }

    static func freeze(_ id: ClassID) -> Operation { .setClassFrozen(SetClassFrozen(classID: id, frozen: true)) }

    static func thaw(_ id: ClassID) -> Operation { .setClassFrozen(SetClassFrozen(classID: id, frozen: false)) }

    static func allow(_ party: Party, in id: ClassID, _ allowed: Bool = true) -> Operation {
        .setAllowed(SetAllowed(classID: id, account: party.id, allowed: allowed))
    }

    static func letMint(_ party: Party, _ id: ClassID, _ allowed: Bool = true) -> Operation {
        .setMinter(SetMinter(classID: id, account: party.id, allowed: allowed))
    }

    static func grant(_ amount: UInt64, of id: ClassID, to party: Party) -> Operation {
        .grantPoints(GrantPoints(classID: id, recipient: party.id, amount: amount))
    }

    /// Ten days from the day of the fixture's genesis, unless said otherwise.
    static func grantLot(
        of id: ClassID, to party: Party, quantity: UInt32 = 1, tier: UInt16 = 0, scope: UInt64 = 1,
        from validFrom: UInt16 = Moment.startDay, until validUntil: UInt16 = Moment.startDay + 10
    ) -> Operation {
        .grantEntitlement(
            GrantEntitlement(
                classID: id, recipient: party.id, quantity: quantity, tier: tier, scope: scope,
                validFrom: validFrom, validUntil: validUntil))
    }

    static func grantItem(of id: ClassID, to party: Party, metadata: String = "painting") -> Operation {
        .grantCollectible(GrantCollectible(classID: id, recipient: party.id, metadataHash: .named(metadata)))
    }

    static func send(_ amount: UInt64, of id: ClassID, to party: Party) -> Operation {
        .transfer(Transfer(asset: .units(id, amount), recipient: party.id))
    }

    static func send(_ lot: LotID, to party: Party) -> Operation {
        .transfer(Transfer(asset: .lot(lot), recipient: party.id))
    }

    static func send(_ item: Item, to party: Party) -> Operation {
        .transfer(Transfer(asset: .item(item), recipient: party.id))
    }

    static func split(_ lot: LotID, _ part: Split.Part) -> Operation { .split(Split(lot: lot, part: part)) }

    static func combine(_ from: LotID, into: LotID) -> Operation { .combine(Combine(into: into, from: from)) }

    static func offer(_ item: Item, for amount: UInt64, of id: ClassID) -> Operation {
        .offerItem(OfferItem(item: item, price: Units(classID: id, amount: amount)))
    }

    static func withdrawOffer(of item: Item) -> Operation { .offerItem(OfferItem(item: item)) }

    static func buy(_ item: Item, for amount: UInt64, of id: ClassID) -> Operation {
        .buyItem(BuyItem(item: item, price: Units(classID: id, amount: amount)))
    }
}

extension Operation {
    static func endCampaign(_ id: CampaignID) -> Operation { .endCampaign(EndCampaign(campaign: id)) }

    /// Attests an event at the time of the fixture's genesis, unless said otherwise.
    static func attest(
        _ name: String, for subject: Party, type: String = "purchase", value: UInt64 = 100,
        time: Int64 = Moment.start
    ) -> Operation {
        .attestEvent(
            AttestEvent(eventID: .named(name), subject: subject.id, eventType: type, value: value, time: time))
    }

    static func accept(_ id: AgreementID) -> Operation { .acceptAgreement(AcceptAgreement(agreement: id)) }

    static func end(_ id: AgreementID) -> Operation { .endAgreement(EndAgreement(agreement: id)) }

    static func redeem(_ asset: Asset, under id: AgreementID, reference: String = "order") -> Operation {
        .redeem(Redeem(agreement: id, asset: asset, reference: .named(reference)))
    }

    static func refund(_ id: ReceiptID) -> Operation { .refund(Refund(receipt: id)) }

    static func confirm(
        _ epoch: MonthBucket, _ currency: CurrencyCode, from debtor: Party, to creditor: Party,
        reference: String = "payment"
    ) -> Operation {
        .confirmSettlement(
            ConfirmSettlement(
                epoch: UInt64(epoch.rawValue), currency: currency, debtor: debtor.id, creditor: creditor.id,
                reference: .named(reference)))
    }

    static func burn(_ asset: Asset) -> Operation { .burn(Burn(asset: asset)) }

    static func scheduleBurn(_ amount: UInt64, of id: ClassID, at time: Int64) -> Operation {
        .scheduleBurn(ScheduleBurn(classID: id, time: time, amount: amount))
    }

    static func openBuyBack(
        of id: ClassID, paying payment: ClassID, price: Ratio = Ratio(1), share: UInt32 = 5_000
    ) -> Operation {
        .openBuyBack(OpenBuyBack(classID: id, paymentClass: payment, price: price, revenueBasisPoints: share))
    }

    static func deposit(_ amount: UInt64, for id: ClassID) -> Operation {
        .depositRevenue(DepositRevenue(classID: id, amount: amount))
    }

    static func sell(_ amount: UInt64, of id: ClassID) -> Operation {
        .sellToBuyBack(SellToBuyBack(classID: id, amount: amount))
    }
}

extension Asset {
    /// Units of a class of points.
    static func units(_ amount: UInt64, of id: ClassID) -> Asset { .units(id, amount) }
}
