internal import Signatures

extension SetRoles {
    init(_ message: Symbolon_V1_SetRoles) throws(FieldInvalid) {
        self.init(
            account: try MessageField.account(message.account, "account"), roles: Roles(rawValue: message.roles))
    }
}

extension RotateKey {
    init(_ message: Symbolon_V1_RotateKey) throws(FieldInvalid) {
        guard let proof = Signature(bytes: message.proofOfPossession) else {
            throw FieldInvalid("proof_of_possession")
        }
        self.init(
            publicKey: try MessageField.publicKey(message.publicKey, "public_key"), proofOfPossession: proof)
    }
}

extension SetAccountFrozen {
    init(_ message: Symbolon_V1_SetAccountFrozen) throws(FieldInvalid) {
        self.init(account: try MessageField.account(message.account, "account"), frozen: message.frozen)
    }
}

extension CreateClass {
    init(_ message: Symbolon_V1_CreateClass) throws(FieldInvalid) {
        try require(message.hasPolicy, "policy")
        self.init(
            kind: try ClassKind(message.kind), symbol: message.symbol, name: message.name,
            decimals: message.decimals, utcOffsetMinutes: message.utcOffsetMinutes,
            currency: try MessageField.currency(message.currency, "currency"),
            faceValue: Ratio(message.faceValue), policy: try ClassPolicy(message.policy))
    }
}

extension ClassPolicy {
    init(_ message: Symbolon_V1_ClassPolicy) throws(FieldInvalid) {
        self.init(
            cap: message.cap, emission: message.hasEmission ? try Emission(message.emission) : nil,
            minters: try MessageField.accounts(message.minters, "minters"),
            quota: message.hasQuota
                ? Quota(units: message.quota.units, periodSeconds: message.quota.periodSeconds) : nil,
            expiry: message.hasExpiry ? try Expiry(message.expiry) : nil,
            transferability: try Transferability(message.transferability),
            transferFeeBasisPoints: message.transferFeeBasisPoints, royaltyBasisPoints: message.royaltyBasisPoints,
            redemptionBurnBasisPoints: message.redemptionBurnBasisPoints, scopeCount: message.scopeCount)
    }
}

extension Transferability {
    init(_ message: Symbolon_V1_Transferability) throws(FieldInvalid) {
        switch message {
        case .free: self = .free
        case .allowList: self = .allowList
        case .issuerOnly: self = .issuerOnly
        case .soulbound: self = .soulbound
        case .unspecified, .UNRECOGNIZED: throw FieldInvalid("transferability")
        }
    }
}

extension Expiry {
    init(_ message: Symbolon_V1_Expiry) throws(FieldInvalid) {
        switch message.kind {
        case .rollingMonths(let months): self = .rolling(months: try MessageField.narrow(months, "expiry"))
        case .fixedBucket(let bucket):
            self = .fixed(MonthBucket(rawValue: try MessageField.narrow(bucket, "expiry")))
        case nil: throw FieldInvalid("expiry")
        }
    }
}

extension Emission {
    init(_ message: Symbolon_V1_Emission) throws(FieldInvalid) {
        let curve: EmissionCurve =
            switch message.curve {
            case .constant(let curve): .constant(amount: curve.amount)
            case .linear(let curve): .linear(first: curve.first, decrease: curve.decrease)
            case .geometric(let curve): .geometric(first: curve.first, ratio: Ratio(curve.ratio))
            case .halving(let curve): .halving(first: curve.first, interval: curve.interval)
            case nil: throw FieldInvalid("emission")
            }
        self.init(
            start: message.start, epochSeconds: message.epochSeconds, epochs: message.epochs,
            beneficiary: try MessageField.account(message.beneficiary, "beneficiary"), curve: curve)
    }
}

extension SetAllowed {
    init(_ message: Symbolon_V1_SetAllowed) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class), account: try MessageField.account(message.account, "account"),
            allowed: message.allowed)
    }
}

extension SetMinter {
    init(_ message: Symbolon_V1_SetMinter) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class), account: try MessageField.account(message.account, "account"),
            allowed: message.allowed)
    }
}
