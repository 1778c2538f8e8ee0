internal import ArgumentParser
internal import CommandShell
internal import RightsLedger

struct CreateClassArguments: OperationArguments {
    static let name = "create-class"
    static let summary = "Create a class of rights (issuers)."
    static let example = """
        --kind points --symbol COFFEE --name "Coffee points" --currency EUR --face-value 1/100 \
        --transferability free --expires-after-months 24
        """

    @Option(help: "points, entitlement or collectible.") var kind: KindText
    @Option(help: "2 to 12 of A-Z 0-9, first a letter; unique on the chain.") var symbol: String
    @Option(help: "1 to 64 bytes.") var name: String
    @Option(help: "Decimals for display, 0 to 9.") var decimals: UInt32 = 0
    @Option(help: "The offset of the class's calendar from UTC, -840 to 840.") var utcOffsetMinutes: Int32 = 0
    @Option(help: "The face value's currency, three letters.") var currency: CurrencyCode
    @Option(help: "Minor currency units per measure unit, such as 1/100.") var faceValue: Ratio
    @OptionGroup var policy: PolicyArguments

    func operation(in context: OperationContext) async throws -> Operation {
        .createClass(
            CreateClass(
                kind: kind.kind, symbol: symbol, name: name, decimals: decimals, utcOffsetMinutes: utcOffsetMinutes,
                currency: currency, faceValue: faceValue, policy: try policy.policy(in: context)))
    }
}

/// The rules of a new class.
struct PolicyArguments: ParsableArguments, Sendable {
    @Option(help: "free, allow-list, issuer-only or soulbound.") var transferability: TransferabilityText
    @Option(help: "The most that is ever minted, in measure units; 0 for no limit.") var cap: UInt64 = 0
    @Option(help: "An account that may mint besides the issuer; repeat for more.") var minter: [String] = []
    @Option(help: "The most granted to one account within a period.") var quotaUnits: UInt64?
    @Option(help: "The quota's period; 0 for ever.") var quotaPeriodSeconds: UInt64 = 0
    @Option(help: "Points expire at the end of the month so many months after minting.") var expiresAfterMonths: UInt16?
    @Option(help: "Points expire at the end of this month, such as 2031-07.") var expiresEndOf: MonthText?
    @Option(help: "Points: share of a transfer that goes to the issuer.") var transferFeeBasisPoints: UInt32 = 0
    @Option(help: "Collectibles: share of a price that goes to the issuer.") var royaltyBasisPoints: UInt32 = 0
    @Option(help: "Points: share burned when a redemption is final.") var redemptionBurnBasisPoints: UInt32 = 0
    @Option(help: "Entitlements: the number of scopes, 1 to 64.") var scopeCount: UInt32 = 0
    @OptionGroup var emission: EmissionArguments

    func policy(in context: OperationContext) throws -> ClassPolicy {
        guard expiresAfterMonths == nil || expiresEndOf == nil else {
            throw CommandFailure.unusable("give either --expires-after-months or --expires-end-of")
        }
        return ClassPolicy(
            cap: cap, emission: try emission.emission(in: context), minters: try context.accounts(minter),
            quota: quotaUnits.map { Quota(units: $0, periodSeconds: quotaPeriodSeconds) },
            expiry: expiresAfterMonths.map { .rolling(months: $0) } ?? expiresEndOf.map { .fixed($0.bucket) },
            transferability: transferability.transferability, transferFeeBasisPoints: transferFeeBasisPoints,
            royaltyBasisPoints: royaltyBasisPoints, redemptionBurnBasisPoints: redemptionBurnBasisPoints,
            scopeCount: scopeCount)
    }
}

/// The schedule by which a new class mints.
struct EmissionArguments: ParsableArguments, Sendable {
    @Option(help: "Points: how emission goes on: constant, linear, geometric or halving.") var emission: CurveText?
    @Option(help: "Units of the first epoch.") var emissionFirst: UInt64 = 0
    @Option(help: "Linear: how much less each epoch emits.") var emissionDecrease: UInt64 = 0
    @Option(help: "Geometric: the ratio between epochs, at most 1.") var emissionRatio = Ratio(1)
    @Option(help: "Halving: the number of epochs after which the amount halves.") var emissionInterval: UInt32 = 1
    @Option(help: "When epoch 0 is due.") var emissionStart: TimeText?
    @Option(help: "The length of an epoch.") var emissionEpochSeconds: UInt64 = 86_400
    @Option(help: "How many epochs emit; 0 for no end.") var emissionEpochs: UInt32 = 0
    @Option(help: "Who receives what is minted; the sender where not given.") var emissionBeneficiary: String?

    func emission(in context: OperationContext) throws -> Emission? {
        guard let emission else { return nil }
        guard let emissionStart else {
            throw CommandFailure.unusable("an emission needs --emission-start, such as 2026-01-01")
        }
        let curve: EmissionCurve =
            switch emission {
            case .constant: .constant(amount: emissionFirst)
            case .linear: .linear(first: emissionFirst, decrease: emissionDecrease)
            case .geometric: .geometric(first: emissionFirst, ratio: emissionRatio)
            case .halving: .halving(first: emissionFirst, interval: emissionInterval)
            }
        return Emission(
            start: emissionStart.seconds, epochSeconds: emissionEpochSeconds, epochs: emissionEpochs,
            beneficiary: try emissionBeneficiary.map(context.account) ?? context.sender, curve: curve)
    }
}

struct SetClassFrozenArguments: OperationArguments {
    static let name = "set-class-frozen"
    static let summary = "Freeze a class, or thaw it (its issuer, regulators)."
    static let example = "--class COFFEE --frozen true"

    @Option(name: .customLong("class"), help: "The class, by number or symbol.") var classText: String
    @Option(help: "true or false.") var frozen: Bool

    func operation(in context: OperationContext) async throws -> Operation {
        .setClassFrozen(SetClassFrozen(classID: try await context.rightsClass(classText), frozen: frozen))
    }
}

struct SetAllowedArguments: OperationArguments {
    static let name = "set-allowed"
    static let summary = "Put an account on a class's allow list, or take it off (its issuer)."
    static let example = "--class COFFEE --account alice --allowed true"

    @Option(name: .customLong("class"), help: "The class, by number or symbol.") var classText: String
    @Option(help: "The account, by id or key name.") var account: String
    @Option(help: "true or false.") var allowed: Bool

    func operation(in context: OperationContext) async throws -> Operation {
        .setAllowed(
            SetAllowed(
                classID: try await context.rightsClass(classText), account: try context.account(account),
                allowed: allowed))
    }
}

struct SetMinterArguments: OperationArguments {
    static let name = "set-minter"
    static let summary = "Let an account mint a class by grant, or stop it (its issuer)."
    static let example = "--class COFFEE --account partner --allowed true"

    @Option(name: .customLong("class"), help: "The class, by number or symbol.") var classText: String
    @Option(help: "The account, by id or key name.") var account: String
    @Option(help: "true or false.") var allowed: Bool

    func operation(in context: OperationContext) async throws -> Operation {
        .setMinter(
            SetMinter(
                classID: try await context.rightsClass(classText), account: try context.account(account),
                allowed: allowed))
    }
}

/// A kind of right by its name.
struct KindText: ExpressibleByArgument, Sendable {
    let kind: ClassKind

    init?(argument: String) {
        guard let kind = ClassKind.allCases.first(where: { String(describing: $0) == argument }) else { return nil }
        self.kind = kind
    }
}

/// A rule of transfer by its name.
struct TransferabilityText: ExpressibleByArgument, Sendable {
    let transferability: Transferability

    init?(argument: String) {
        switch argument {
        case "free": transferability = .free
        case "allow-list": transferability = .allowList
        case "issuer-only": transferability = .issuerOnly
        case "soulbound": transferability = .soulbound
        default: return nil
        }
    }
}

/// The shape of an emission.
enum CurveText: String, ExpressibleByArgument, Sendable {
    case constant, linear, geometric, halving
}
