import RightsLedger

extension LedgerWorkload {
    /// How many classes are created on purpose; failed aims and random drafts may add a few.
    static let classCountMax = 26

    /// The next class to create: the first ones cover every kind and policy, later ones mix them.
    mutating func createClassDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard auditor.books.lastClass < LedgerWorkload.classCountMax else { return nil }
        let issuers = people.issuers + people.platforms.suffix(1)
        let issuer = issuers[Int(auditor.books.lastClass) % issuers.count]
        guard let payload = newClass(index: Int(auditor.books.lastClass), auditor) else { return nil }
        return TransactionDraft(issuer, [.createClass(payload)])
    }

    /// A symbol that is probably free.
    mutating func freshSymbol() -> String {
        "S" + String((0..<9).map { _ in Character(UnicodeScalar(UInt8(48 + random.below(10)))) })
    }

    /// A class with good fields.
    mutating func newClass(index: Int, _ auditor: Auditor) -> CreateClass? {
        guard let currency = currency() else { return nil }
        let (kind, policy) = planned(index, auditor) ?? mixed(auditor)
        let offsets: [Int32] = [0, 60, -840, 840, 345, -570, 330]
        return CreateClass(
            kind: kind, symbol: freshSymbol(), name: "class \(index)", decimals: UInt32(random.below(10)),
            utcOffsetMinutes: offsets[random.below(offsets.count)], currency: currency, faceValue: ratio(),
            policy: policy)
    }

    private mutating func planned(_ index: Int, _ auditor: Auditor) -> (ClassKind, ClassPolicy)? {
        let now = Int64(auditor.now)
        let beneficiary = people.issuers[index % people.issuers.count]
        func emission(_ curve: EmissionCurve, seconds: UInt64, epochs: UInt32, start: Int64) -> Emission {
            Emission(start: start, epochSeconds: seconds, epochs: epochs, beneficiary: beneficiary, curve: curve)
        }
        switch index {
        case 0:
            return (
                .points,
                ClassPolicy(expiry: .rolling(months: 2), transferability: .free, redemptionBurnBasisPoints: 2_500)
            )
        case 1:
            return (.points, ClassPolicy(transferability: .free))
        case 2:
            let policy = ClassPolicy(
                expiry: .rolling(months: 1), transferability: .allowList, transferFeeBasisPoints: 150,
                redemptionBurnBasisPoints: 10_000)
            return (.points, policy)
        case 3:
            let bucket = auditor.monthBucket(offsetMinutes: 0) + 3
            let policy = ClassPolicy(
                cap: 50_000, expiry: .fixed(MonthBucket(rawValue: UInt16(bucket))), transferability: .issuerOnly)
            return (.points, policy)
        case 4:
            let minters = Array(Set(people.platforms + people.persons.prefix(2))).sorted()
            let quota = Quota(units: 1_000, periodSeconds: 86_400)
            return (
                .points,
                ClassPolicy(
                    minters: minters, quota: quota, expiry: .rolling(months: 1), transferability: .soulbound)
            )
        case 5:
            let policy = ClassPolicy(
                cap: 1_000_000,
                emission: emission(.constant(amount: 777), seconds: 86_400, epochs: 0, start: now - 400_000),
                expiry: .rolling(months: 3), transferability: .free, transferFeeBasisPoints: 1_250,
                redemptionBurnBasisPoints: 1)
            return (.points, policy)
        case 6:
            let curve = EmissionCurve.linear(first: 10_000, decrease: 333)
            let policy = ClassPolicy(
                emission: emission(curve, seconds: 3_600, epochs: 40, start: now + 90_000), transferability: .free)
            return (.points, policy)
        case 7:
            let curve = EmissionCurve.geometric(first: 9_999, ratio: Ratio(9, 10))
            let policy = ClassPolicy(
                cap: 60_000, emission: emission(curve, seconds: 43_200, epochs: 0, start: now),
                transferability: .free, transferFeeBasisPoints: 10_000)
            return (.points, policy)
        case 8:
            let curve = EmissionCurve.halving(first: 4_096, interval: 3)
            let policy = ClassPolicy(
                emission: emission(curve, seconds: 200_000, epochs: 0, start: 0), expiry: .rolling(months: 1),
                transferability: .free, redemptionBurnBasisPoints: 5_000)
            return (.points, policy)
        default:
            return plannedRights(index)
        }
    }

    private func plannedRights(_ index: Int) -> (ClassKind, ClassPolicy)? {
        switch index {
        case 9: (.entitlement, ClassPolicy(transferability: .free, scopeCount: 8))
        case 10:
            (
                .entitlement,
                ClassPolicy(
                    cap: 1 << 40, quota: Quota(units: 100_000, periodSeconds: 0), transferability: .allowList,
                    scopeCount: 64)
            )
        case 11: (.entitlement, ClassPolicy(transferability: .issuerOnly, scopeCount: 1))
        case 12: (.collectible, ClassPolicy(transferability: .free, royaltyBasisPoints: 500))
        case 13: (.collectible, ClassPolicy(cap: 200, transferability: .free))
        case 14: (.collectible, ClassPolicy(transferability: .allowList, royaltyBasisPoints: 10_000))
        case 15: (.points, ClassPolicy(transferability: .free))
        case 16:
            (
                .collectible,
                ClassPolicy(quota: Quota(units: 2, periodSeconds: 1_000_000), transferability: .soulbound)
            )
        case 17: (.entitlement, ClassPolicy(transferability: .soulbound, scopeCount: 3))
        default: nil
        }
    }

    private mutating func mixed(_ auditor: Auditor) -> (ClassKind, ClassPolicy) {
        let kind = ClassKind.allCases[random.below(3)]
        let transferability = Transferability.allCases[random.below(4)]
        var policy = ClassPolicy(transferability: transferability)
        if random.chance(1, in: 3) { policy.cap = 1 + random.below(1_000_000) }
        if random.chance(1, in: 4) {
            policy.quota = Quota(units: 1 + random.below(5_000), periodSeconds: random.below(1_000_000))
        }
        if random.chance(1, in: 3) { policy.minters = [person()] }
        switch kind {
        case .points:
            if random.chance(2, in: 3) { policy.expiry = .rolling(months: UInt16(random.number(in: 1...4))) }
            if random.chance(1, in: 4) {
                let bucket = auditor.monthBucket(offsetMinutes: 0) + random.number(in: -1...5)
                policy.expiry = .fixed(MonthBucket(rawValue: UInt16(bucket)))
            }
            if random.chance(1, in: 2) { policy.transferFeeBasisPoints = UInt32(random.below(10_001)) }
            if random.chance(1, in: 2) { policy.redemptionBurnBasisPoints = UInt32(random.below(10_001)) }
            if random.chance(1, in: 3) { policy.emission = mixedEmission(auditor) }
        case .entitlement:
            policy.scopeCount = UInt32(random.number(in: 1...64))
        case .collectible:
            if random.chance(1, in: 2) { policy.royaltyBasisPoints = UInt32(random.below(10_001)) }
        }
        return (kind, policy)
    }

    mutating func mixedEmission(_ auditor: Auditor) -> Emission {
        let curve: EmissionCurve =
            switch random.below(4) {
            case 0: .constant(amount: random.below(1_000))
            case 1: .linear(first: random.below(10_000), decrease: random.below(500))
            case 2: .geometric(first: random.below(10_000), ratio: Ratio(random.below(20), 20))
            default: .halving(first: random.below(10_000), interval: UInt32(random.number(in: 1...9)))
            }
        let start = Int64(auditor.now + 86_400 * random.number(in: -20...20))
        return Emission(
            start: start, epochSeconds: UInt64(3_600 * random.number(in: 1...400)), epochs: UInt32(random.below(60)),
            beneficiary: anyone(), curve: curve)
    }
}
