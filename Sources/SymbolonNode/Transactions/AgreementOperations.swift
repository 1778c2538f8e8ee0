internal import ArgumentParser
internal import RightsLedger
internal import Signatures

struct ProposeAgreementArguments: OperationArguments {
    static let name = "propose-agreement"
    static let summary = "Offer a platform terms on which a class is redeemed there (its issuer)."
    static let example = """
        --platform partner --class COFFEE --currency EUR --rate 1/100 --fee-basis-points 200 \
        --start 2026-01-01 --end 2027-01-01 --refund-window-seconds 86400
        """

    @Option(help: "The platform, by id or key name.") var platform: String
    @Option(name: .customLong("class"), help: "The class, by number or symbol.") var classText: String
    @Option(help: "The currency of settlement, three letters.") var currency: CurrencyCode
    @Option(help: "Minor currency units per measure unit redeemed.") var rate: Ratio
    @Option(help: "The platform's discount, off the amount due.") var feeBasisPoints: UInt32 = 0
    @Option(help: "Measure units per day; 0 for no limit.") var dailyCap: UInt64 = 0
    @Option(help: "The first second at which it holds.") var start: TimeText
    @Option(help: "The first second after it.") var end: TimeText
    @Option(help: "How long a redemption can be refunded, at most 366 days.") var refundWindowSeconds: UInt64 = 0

    func operation(in context: OperationContext) async throws -> Operation {
        .proposeAgreement(
            ProposeAgreement(
                platform: try context.account(platform), classID: try await context.rightsClass(classText),
                currency: currency, rate: rate, feeBasisPoints: feeBasisPoints, dailyCap: dailyCap,
                start: start.seconds, end: end.seconds, refundWindowSeconds: refundWindowSeconds))
    }
}

struct AcceptAgreementArguments: OperationArguments {
    static let name = "accept-agreement"
    static let summary = "Accept a proposed agreement (its platform)."
    static let example = "--agreement 1"

    @Option(help: "The agreement, by number.") var agreement: UInt32

    func operation(in context: OperationContext) async throws -> Operation {
        .acceptAgreement(AcceptAgreement(agreement: AgreementID(agreement)))
    }
}

struct EndAgreementArguments: OperationArguments {
    static let name = "end-agreement"
    static let summary = "End an agreement (either side)."
    static let example = "--agreement 1"

    @Option(help: "The agreement, by number.") var agreement: UInt32

    func operation(in context: OperationContext) async throws -> Operation {
        .endAgreement(EndAgreement(agreement: AgreementID(agreement)))
    }
}

struct RedeemArguments: OperationArguments {
    static let name = "redeem"
    static let summary = "Give up a right at a platform."
    static let example = "--agreement 1 --class COFFEE --amount 50 --reference 2c26b46b68ffc68ff99b453c1d304134…"

    @Option(help: "The agreement, by number.") var agreement: UInt32
    @OptionGroup var asset: AssetArguments
    @Option(help: "The hash of the order at the platform, 64 hexadecimal digits.") var reference: Digest

    func operation(in context: OperationContext) async throws -> Operation {
        .redeem(
            Redeem(
                agreement: AgreementID(agreement), asset: try await asset.asset(in: context), reference: reference))
    }
}

struct RefundArguments: OperationArguments {
    static let name = "refund"
    static let summary = "Give a redeemed right back (the platform)."
    static let example = "--receipt 1"

    @Option(help: "The receipt, by number.") var receipt: UInt64

    func operation(in context: OperationContext) async throws -> Operation {
        .refund(Refund(receipt: ReceiptID(receipt)))
    }
}

struct ConfirmSettlementArguments: OperationArguments {
    static let name = "confirm-settlement"
    static let summary = "Confirm, for one side, that a settlement was paid."
    static let example = """
        --epoch 672 --currency EUR --debtor brand --creditor partner --reference fcde2b2edba56bf408601fb721fe9b5c…
        """

    @Option(help: "The settlement epoch.") var epoch: UInt64
    @Option(help: "The currency, three letters.") var currency: CurrencyCode
    @Option(help: "Who had to pay, by id or key name.") var debtor: String
    @Option(help: "Who had to be paid, by id or key name.") var creditor: String
    @Option(help: "The hash of the payment's reference, 64 hexadecimal digits.") var reference: Digest

    func operation(in context: OperationContext) async throws -> Operation {
        .confirmSettlement(
            ConfirmSettlement(
                epoch: epoch, currency: currency, debtor: try context.account(debtor),
                creditor: try context.account(creditor), reference: reference))
    }
}
