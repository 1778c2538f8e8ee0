import RightsLedger

/// Drafts aimed at the refusals of accounts, classes and minting.
extension LedgerWorkload {
    /// A draft that should be refused with the goal's code; `nil` where the books offer no way to it now.
    mutating func draft(aimedAt goal: RefusalGoal, _ auditor: Auditor) -> TransactionDraft? {
        switch goal.kind {
        case .setRoles, .setAccountFrozen: accountDraft(aimedAt: goal)
        case .createClass: createClassDraft(aimedAt: goal.code, auditor)
        case .setClassFrozen, .setAllowed, .setMinter: classDraft(aimedAt: goal, auditor)
        case .grantPoints, .grantEntitlement, .grantCollectible: grantDraft(aimedAt: goal, auditor)
        case .transfer: transferDraft(aimedAt: goal.code, auditor)
        case .split: splitDraft(aimedAt: goal.code, auditor)
        case .combine: combineDraft(aimedAt: goal.code, auditor)
        case .offerItem: offerDraft(aimedAt: goal.code, auditor)
        case .buyItem: buyDraft(aimedAt: goal.code, auditor)
        case .createCampaign, .endCampaign: campaignDraft(aimedAt: goal, auditor)
        case .attestEvent: attestDraft(aimedAt: goal.code, auditor)
        case .proposeAgreement, .acceptAgreement, .endAgreement: agreementDraft(aimedAt: goal, auditor)
        case .redeem: redeemDraft(aimedAt: goal.code, auditor)
        case .refund: refundDraft(aimedAt: goal.code, auditor)
        case .confirmSettlement: confirmDraft(aimedAt: goal.code, auditor)
        case .burn: burnDraft(aimedAt: goal.code, auditor)
        case .scheduleBurn: scheduleBurnDraft(aimedAt: goal.code, auditor)
        case .openBuyBack: openBuyBackDraft(aimedAt: goal.code, auditor)
        case .depositRevenue: depositDraft(aimedAt: goal.code, auditor)
        case .sellToBuyBack: sellDraft(aimedAt: goal.code, auditor)
        case .rotateKey: nil
        }
    }

    private mutating func accountDraft(aimedAt goal: RefusalGoal) -> TransactionDraft? {
        let setsRoles = goal.kind == .setRoles
        let sender = goal.code == .roleMissing ? people.persons[random.below(people.persons.count)] : regulator()
        let account = goal.code == .roleMissing ? anyone() : sender
        let operation: Operation =
            setsRoles
            ? .setRoles(SetRoles(account: account, roles: [.issuer, .person]))
            : .setAccountFrozen(SetAccountFrozen(account: account, frozen: true))
        return TransactionDraft(sender, [operation])
    }

    private mutating func createClassDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        guard var payload = newClass(index: 99, auditor) else { return nil }
        if code == .roleMissing {
            return TransactionDraft(people.persons[random.below(people.persons.count)], [.createClass(payload)])
        }
        guard let id = classID(auditor, where: { _ in true }), let symbol = auditor.books.classes[id]?.terms.symbol
        else {
            return nil
        }
        payload.symbol = symbol
        return TransactionDraft(people.issuers[random.below(people.issuers.count)], [.createClass(payload)])
    }

    private mutating func classDraft(aimedAt goal: RefusalGoal, _ auditor: Auditor) -> TransactionDraft? {
        let isMissing = goal.code == .classNotFound
        guard let id = isMissing ? missingClassID(auditor) : classID(auditor, where: { _ in true }) else { return nil }
        let issuer = issuer(of: id, auditor)
        let sender = isMissing ? people.issuers[0] : person(except: issuer ?? people.issuers[0])
        let isSet = random.chance(1, in: 2)
        let operation: Operation? =
            switch goal.kind {
            case .setClassFrozen: .setClassFrozen(SetClassFrozen(classID: id, frozen: isSet))
            case .setAllowed: .setAllowed(SetAllowed(classID: id, account: anyone(), allowed: isSet))
            case .setMinter: .setMinter(SetMinter(classID: id, account: anyone(), allowed: isSet))
            default: nil
            }
        return operation.map { TransactionDraft(sender, [$0]) }
    }

    private static func classKind(of kind: OperationKind) -> ClassKind {
        switch kind {
        case .grantEntitlement: .entitlement
        case .grantCollectible: .collectible
        default: .points
        }
    }

    /// A grant with good fields, whatever the class.
    mutating func grant(_ kind: ClassKind, of id: ClassID, to recipient: AccountID, _ auditor: Auditor) -> Operation {
        switch kind {
        case .points:
            return .grantPoints(GrantPoints(classID: id, recipient: recipient, amount: 1 + random.below(50)))
        case .entitlement:
            let today = auditor.dayNumber(offsetMinutes: 0)
            let other = GrantEntitlement(
                classID: id, recipient: recipient, quantity: 1, tier: 0, scope: 1, validFrom: UInt16(clamping: today),
                validUntil: UInt16(clamping: today + 9))
            return .grantEntitlement(entitlement(of: id, to: recipient, auditor) ?? other)
        case .collectible:
            return .grantCollectible(
                GrantCollectible(classID: id, recipient: recipient, metadataHash: digest()))
        }
    }

    private mutating func grantDraft(aimedAt goal: RefusalGoal, _ auditor: Auditor) -> TransactionDraft? {
        let kind = LedgerWorkload.classKind(of: goal.kind)
        switch goal.code {
        case .classNotFound:
            let operation = grant(kind, of: missingClassID(auditor), to: person(), auditor)
            return TransactionDraft(people.issuers[0], [operation])
        case .wrongKind:
            guard let id = classID(auditor, not: kind), let issuer = issuer(of: id, auditor) else { return nil }
            return TransactionDraft(issuer, [grant(kind, of: id, to: person(), auditor)])
        case .classFrozen:
            if let id = frozenClass(auditor, kind), let sender = minter(of: id, auditor) {
                return TransactionDraft(sender, [grant(kind, of: id, to: person(), auditor)])
            }
            guard let id = classID(auditor, kind), let issuer = issuer(of: id, auditor) else { return nil }
            let freeze = Operation.setClassFrozen(SetClassFrozen(classID: id, frozen: true))
            return TransactionDraft(issuer, [freeze, grant(kind, of: id, to: person(), auditor)])
        case .notMinter:
            guard let id = classID(auditor, kind) else { return nil }
            return TransactionDraft(people.oracles[0], [grant(kind, of: id, to: person(), auditor)])
        case .accountFrozen:
            guard let account = frozenAccount(auditor), let id = classID(auditor, kind),
                let sender = minter(of: id, auditor)
            else { return nil }
            return TransactionDraft(sender, [grant(kind, of: id, to: account, auditor)])
        case .capExceeded, .quotaExceeded:
            return limitDraft(aimedAt: goal, kind, auditor)
        case .expiryPassed:
            return expiredBucketDraft(auditor)
        default:
            return entitlementDraft(aimedAt: goal.code, auditor)
        }
    }

    private mutating func entitlementDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        guard let id = classID(auditor, where: { $0.terms.kind == .entitlement && $0.terms.policy.scopeCount < 64 }),
            let terms = auditor.books.classes[id]?.terms, let sender = minter(of: id, auditor),
            var payload = entitlement(of: id, to: person(), auditor)
        else { return nil }
        let today = auditor.dayNumber(offsetMinutes: Int(terms.utcOffsetMinutes))
        if code == .scopeInvalid {
            payload.scope |= 1 << UInt64(random.number(in: Int(terms.policy.scopeCount)...63))
        } else {
            let until = today - random.below(3)
            payload.validUntil = UInt16(clamping: until)
            payload.validFrom = UInt16(clamping: until - 1 - random.below(30))
        }
        return TransactionDraft(sender, [.grantEntitlement(payload)])
    }

    private mutating func expiredBucketDraft(_ auditor: Auditor) -> TransactionDraft? {
        let dead = classID(auditor) { auditor.fixedBucketIsDead($0) && !$0.isFrozen }
        if let dead, random.chance(1, in: 2), let sender = minter(of: dead, auditor) {
            return TransactionDraft(sender, [grant(.points, of: dead, to: person(), auditor)])
        }
        guard var payload = newClass(index: 1, auditor) else { return nil }
        let bucket = auditor.monthBucket(offsetMinutes: Int(payload.utcOffsetMinutes)) - 1 - random.below(3)
        payload.policy.expiry = .fixed(MonthBucket(rawValue: UInt16(bucket)))
        let id = ClassID(auditor.books.lastClass + 1)
        let operations = [Operation.createClass(payload), grant(.points, of: id, to: people.issuers[0], auditor)]
        return TransactionDraft(people.issuers[0], operations)
    }

    /// Beyond a cap or a quota: of a class that is there, or of one made for it in the same transaction.
    private mutating func limitDraft(
        aimedAt goal: RefusalGoal, _ kind: ClassKind, _ auditor: Auditor
    ) -> TransactionDraft? {
        let isCap = goal.code == .capExceeded
        if kind == .points, random.chance(1, in: 2) { return pointsLimitDraft(isCap: isCap, auditor) }
        let index = kind == .points ? 1 : kind == .entitlement ? 9 : 13
        guard var payload = newClass(index: index, auditor) else { return nil }
        let limit = 1 + UInt64(random.below(3))
        payload.policy.cap = isCap ? limit : 0
        payload.policy.quota = isCap ? nil : Quota(units: limit, periodSeconds: UInt64(random.below(1_000)))
        let id = ClassID(auditor.books.lastClass + 1)
        let recipient = person()
        var operations = [Operation.createClass(payload)]
        for _ in 0..<4 {
            if kind == .points {
                operations.append(.grantPoints(GrantPoints(classID: id, recipient: recipient, amount: 1)))
            } else {
                operations.append(grant(kind, of: id, to: recipient, auditor))
            }
        }
        return TransactionDraft(people.issuers[0], operations)
    }

    private mutating func pointsLimitDraft(isCap: Bool, _ auditor: Auditor) -> TransactionDraft? {
        let limited = classID(auditor) {
            let policy = $0.terms.policy
            return $0.terms.kind == .points && !$0.isFrozen && (isCap || policy.quota != nil)
        }
        guard let limited, let rightsClass = auditor.books.classes[limited], let sender = minter(of: limited, auditor)
        else { return nil }
        let recipient = person()
        let left = isCap ? auditor.capLeft(rightsClass) : auditor.quotaLeft(rightsClass, account: recipient)
        guard left < .max else { return nil }
        let amount = left + (random.chance(1, in: 3) ? 1 + random.below(min(1_000, .max - left)) : 1)
        return TransactionDraft(
            sender, [.grantPoints(GrantPoints(classID: limited, recipient: recipient, amount: amount))])
    }
}
