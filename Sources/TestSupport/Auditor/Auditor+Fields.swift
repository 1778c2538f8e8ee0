package import RightsLedger

extension Auditor {
    /// Whether a transaction has an acceptable size and number of operations, and each operation acceptable fields.
    ///
    /// This is what the rules call `transactionTooLarge`, `operationCountInvalid` and `fieldInvalid`, for what the typed
    /// operations can hold.
    ///
    /// - Parameters:
    ///   - body: The transaction.
    ///   - byteCount: Its size as it travels; 0 where it does not.
    /// - Returns: `nil` where all is well.
    package static func statelessVerdict(on body: TransactionBody, byteCount: Int) -> Verdict? {
        guard byteCount <= 65_536 else { return .refused(.transactionTooLarge, operationIndex: nil) }
        guard (1...256).contains(body.operations.count) else {
            return .refused(.operationCountInvalid, operationIndex: nil)
        }
        for (index, operation) in body.operations.enumerated() where !hasGoodFields(operation, sender: body.sender) {
            return .refused(.fieldInvalid, operationIndex: index)
        }
        return nil
    }

    private static func hasGoodFields(_ operation: Operation, sender: AccountID) -> Bool {
        switch operation {
        case .setRoles(let payload): payload.roles.rawValue < 32
        case .createClass(let payload): isGood(payload)
        case .grantPoints(let payload): payload.amount > 0
        case .grantEntitlement(let payload):
            payload.quantity > 0 && payload.scope > 0 && payload.validUntil > payload.validFrom
        case .transfer(let payload): isGood(payload.asset) && payload.recipient != sender
        case .split(let payload): isGood(payload.part)
        case .combine(let payload): payload.into != payload.from
        case .offerItem(let payload): payload.price.map { $0.amount > 0 } ?? true
        case .createCampaign(let payload): isGood(payload)
        case .attestEvent(let payload):
            isGoodEventType(payload.eventType) && payload.value <= partMax && isGoodTime(payload.time)
        case .proposeAgreement(let payload):
            isGood(payload.rate) && payload.feeBasisPoints <= 10_000 && isGoodWindow(payload.start, payload.end)
                && payload.refundWindowSeconds <= 366 * 86_400
        case .redeem(let payload): isGood(payload.asset)
        case .burn(let payload): isGood(payload.asset)
        case .scheduleBurn(let payload): payload.amount > 0 && isGoodTime(payload.time)
        case .openBuyBack(let payload): isGood(payload.price) && payload.revenueBasisPoints <= 10_000
        case .depositRevenue(let payload): payload.amount > 0
        case .sellToBuyBack(let payload): payload.amount > 0
        case .rotateKey, .setAccountFrozen, .setClassFrozen, .setAllowed, .setMinter, .grantCollectible, .buyItem,
            .endCampaign, .acceptAgreement, .endAgreement, .refund, .confirmSettlement:
            true
        }
    }

    private static let partMax: UInt64 = 4_294_967_295

    private static func isGood(_ ratio: Ratio) -> Bool {
        ratio.numerator <= partMax && ratio.denominator >= 1 && ratio.denominator <= partMax
    }

    private static func isGoodTime(_ time: Int64) -> Bool { time >= 0 && time <= 1 << 40 }

    private static func isGoodWindow(_ start: Int64, _ end: Int64) -> Bool {
        isGoodTime(start) && isGoodTime(end) && start < end
    }

    private static func isGood(_ asset: Asset) -> Bool {
        if case .units(let units) = asset { units.amount > 0 } else { true }
    }

    private static func isGood(_ part: Split.Part) -> Bool {
        switch part {
        case .quantity(let quantity): quantity > 0
        case .day: true
        case .scope(let scope): scope > 0
        }
    }

    private static func isAscending(_ accounts: [AccountID]) -> Bool {
        zip(accounts, accounts.dropFirst()).allSatisfy { $0 < $1 }
    }

    private static func isGoodEventType(_ text: String) -> Bool {
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        return (1...32).contains(text.utf8.count) && text.utf8.allSatisfy { allowed.contains($0) }
    }

    private static func isGoodSymbol(_ text: String) -> Bool {
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        let allowed = letters.union("0123456789".utf8)
        guard (2...12).contains(text.utf8.count), let first = text.utf8.first else { return false }
        return letters.contains(first) && text.utf8.allSatisfy { allowed.contains($0) }
    }

    private static func isGood(_ payload: CreateClass) -> Bool {
        let policy = payload.policy
        let isPoints = payload.kind == .points
        let fitsKind =
            (isPoints || (policy.expiry == nil && policy.emission == nil))
            && (isPoints || (policy.transferFeeBasisPoints == 0 && policy.redemptionBurnBasisPoints == 0))
            && (payload.kind == .collectible || policy.royaltyBasisPoints == 0)
            && (payload.kind == .entitlement ? (1...64).contains(policy.scopeCount) : policy.scopeCount == 0)
        return fitsKind && isGoodSymbol(payload.symbol) && (1...64).contains(payload.name.utf8.count)
            && payload.decimals <= 9 && (-840...840).contains(payload.utcOffsetMinutes) && isGood(payload.faceValue)
            && policy.transferFeeBasisPoints <= 10_000 && policy.royaltyBasisPoints <= 10_000
            && policy.redemptionBurnBasisPoints <= 10_000 && policy.minters.count <= 16 && isAscending(policy.minters)
            && isGood(policy.expiry) && (policy.emission.map(isGood) ?? true)
    }

    private static func isGood(_ expiry: Expiry?) -> Bool {
        switch expiry {
        case nil: true
        case .rolling(let months)?: (1...120).contains(months)
        case .fixed(let bucket)?: (1...65_534).contains(bucket.rawValue)
        }
    }

    private static func isGood(_ emission: Emission) -> Bool {
        let isGoodCurve =
            switch emission.curve {
            case .constant, .linear: true
            case .geometric(_, let ratio): isGood(ratio) && ratio.numerator <= ratio.denominator
            case .halving(_, let interval): interval > 0
            }
        return isGoodCurve && isGoodTime(emission.start) && emission.epochSeconds >= 1
            && emission.epochSeconds <= 1 << 40
    }

    private static func isGood(_ payload: CreateCampaign) -> Bool {
        let minima = payload.tiers.map(\.minimumValue)
        return isGoodEventType(payload.eventType) && (1...16).contains(payload.oracles.count)
            && isAscending(payload.oracles) && isGood(payload.rate) && payload.tiers.count <= 16
            && zip(minima, minima.dropFirst()).allSatisfy { $0 < $1 }
            && payload.tiers.allSatisfy { isGood($0.multiplier) } && (payload.multiplier.map(isGood) ?? true)
            && isGoodWindow(payload.start, payload.end)
    }
}
