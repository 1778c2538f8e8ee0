import RightsLedger
import Signatures
import Testing

// What many tests need before they begin: classes, holdings, campaigns, agreements.

extension LedgerFixture {
    /// Creates a class of points; free, without expiry, cap or fee unless `policy` says otherwise.
    mutating func points(
        _ symbol: String = "PTS", by issuer: Party = .brand, utcOffsetMinutes: Int32 = 0,
        policy change: (inout ClassPolicy) -> Void = { _ in }
    ) throws -> ClassID {
        try create(.points, symbol, by: issuer, utcOffsetMinutes, ClassPolicy(transferability: .free), change)
    }

    /// Creates a class of entitlements with eight scopes; free unless `policy` says otherwise.
    mutating func passes(
        _ symbol: String = "PASS", by issuer: Party = .brand, utcOffsetMinutes: Int32 = 0,
        policy change: (inout ClassPolicy) -> Void = { _ in }
    ) throws -> ClassID {
        let policy = ClassPolicy(transferability: .free, scopeCount: 8)
        return try create(.entitlement, symbol, by: issuer, utcOffsetMinutes, policy, change)
    }

    /// Creates a class of collectibles; free and without royalty unless `policy` says otherwise.
    mutating func art(
        _ symbol: String = "ART", by issuer: Party = .brand, policy change: (inout ClassPolicy) -> Void = { _ in }
    ) throws -> ClassID {
        try create(.collectible, symbol, by: issuer, 0, ClassPolicy(transferability: .free), change)
    }

    private mutating func create(
        _ kind: ClassKind, _ symbol: String, by issuer: Party, _ offset: Int32, _ policy: ClassPolicy,
        _ change: (inout ClassPolicy) -> Void
    ) throws -> ClassID {
        var policy = policy
        change(&policy)
        let events = try apply(
            .createClass(
                CreateClass(
                    kind: kind, symbol: symbol, name: symbol, utcOffsetMinutes: offset, currency: .euro,
                    faceValue: Ratio(1), policy: policy)),
            by: issuer)
        guard case .classCreated(let event)? = events.first else { throw MissingEvent(name: "classCreated") }
        return event.classID
    }

    /// Grants units of a class from its issuer.
    mutating func give(_ amount: UInt64, of id: ClassID, to party: Party) throws {
        try apply(.grant(amount, of: id, to: party), by: try issuer(of: id))
    }

    /// Grants a lot from its class's issuer; ten days from the fixture's genesis unless said otherwise.
    mutating func giveLot(
        of id: ClassID, to party: Party, quantity: UInt32 = 1, tier: UInt16 = 0, scope: UInt64 = 1,
        from validFrom: UInt16 = Moment.startDay, until validUntil: UInt16 = Moment.startDay + 10
    ) throws -> LotID {
        let grant = Operation.grantLot(
            of: id, to: party, quantity: quantity, tier: tier, scope: scope, from: validFrom, until: validUntil)
        guard case .minted(let event)? = try apply(grant, by: try issuer(of: id)).first,
            case .lot(let description) = event.right
        else { throw MissingEvent(name: "minted") }
        return description.lot
    }

    /// Grants an item from its class's issuer.
    mutating func giveItem(of id: ClassID, to party: Party, metadata: String = "painting") throws -> Item {
        let events = try apply(.grantItem(of: id, to: party, metadata: metadata), by: try issuer(of: id))
        guard case .minted(let event)? = events.first, case .item(let serial) = event.right else {
            throw MissingEvent(name: "minted")
        }
        return Item(classID: id, serial: serial)
    }

    private func issuer(of id: ClassID) throws -> Party {
        try rightsClass(id).issuer == Party.rival.id ? .rival : .brand
    }

    /// Creates a campaign that pays one unit per unit of value for purchases of the whole year, unless changed.
    mutating func campaign(
        for id: ClassID, by issuer: Party = .brand, change: (inout CreateCampaign) -> Void = { _ in }
    ) throws -> CampaignID {
        var terms = LedgerFixture.campaignTerms(for: id)
        change(&terms)
        guard case .campaignCreated(let event)? = try apply(.createCampaign(terms), by: issuer).first else {
            throw MissingEvent(name: "campaignCreated")
        }
        return event.campaign
    }

    /// The terms that ``campaign(for:by:change:)`` begins with.
    static func campaignTerms(for id: ClassID) -> CreateCampaign {
        CreateCampaign(
            classID: id, eventType: "purchase", oracles: [Party.oracle.id], rate: Ratio(1), start: 0,
            end: Moment.nextYear)
    }

    /// Proposes and accepts an agreement; one euro cent per unit, no fee, a refund window of a day, unless changed.
    mutating func agreement(
        on id: ClassID, by issuer: Party = .brand, with platform: Party = .shop,
        change: (inout ProposeAgreement) -> Void = { _ in }
    ) throws -> AgreementID {
        let agreement = try proposal(on: id, by: issuer, with: platform, change: change)
        try apply(.accept(agreement), by: platform)
        return agreement
    }

    /// Proposes an agreement with the terms of ``agreement(on:by:with:change:)``.
    mutating func proposal(
        on id: ClassID, by issuer: Party = .brand, with platform: Party = .shop,
        change: (inout ProposeAgreement) -> Void = { _ in }
    ) throws -> AgreementID {
        var terms = LedgerFixture.agreementTerms(on: id, with: platform)
        change(&terms)
        guard case .agreementProposed(let event)? = try apply(.proposeAgreement(terms), by: issuer).first else {
            throw MissingEvent(name: "agreementProposed")
        }
        return event.agreement
    }

    /// The terms that ``agreement(on:by:with:change:)`` begins with.
    static func agreementTerms(on id: ClassID, with platform: Party) -> ProposeAgreement {
        ProposeAgreement(
            platform: platform.id, classID: id, currency: .euro, rate: Ratio(1), feeBasisPoints: 0, dailyCap: 0,
            start: 0, end: Moment.nextYear, refundWindowSeconds: UInt64(Moment.day))
    }

    /// Redeems a right and gives the receipt.
    mutating func redeem(
        _ asset: Asset, under agreement: AgreementID, by holder: Party, at time: Int64? = nil
    ) throws -> ReceiptID {
        let events = try apply(.redeem(asset, under: agreement), by: holder, at: time)
        guard case .redeemed(let event)? = events.first else { throw MissingEvent(name: "redeemed") }
        return event.receipt
    }

    /// An event is not where the rules put it.
    struct MissingEvent: Error {
        var name: String
    }
}
