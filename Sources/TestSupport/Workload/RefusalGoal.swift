package import RightsLedger

/// An operation refused with a code: one row of the rules that a simulation must reach.
package struct RefusalGoal: Hashable, Sendable, CustomStringConvertible {
    package var kind: OperationKind
    package var code: RefusalCode

    package var description: String { "\(kind.rawValue).\(code.name)" }
}

extension RefusalGoal {
    /// Every refusal that the rules page names for an operation, in its order of checks.
    package static let all: [RefusalGoal] = codesByKind.flatMap { row in
        row.codes.map { RefusalGoal(kind: row.kind, code: $0) }
    }

    private static let codesByKind: [(kind: OperationKind, codes: [RefusalCode])] = [
        (.setRoles, [.roleMissing, .lastRegulator]),
        (.setAccountFrozen, [.roleMissing, .cannotFreezeSelf]),
        (.createClass, [.roleMissing, .symbolTaken]),
        (.setClassFrozen, [.classNotFound, .notIssuer]),
        (.setAllowed, [.classNotFound, .notIssuer]),
        (.setMinter, [.classNotFound, .notIssuer]),
        (
            .grantPoints,
            [
                .classNotFound, .wrongKind, .classFrozen, .notMinter, .accountFrozen, .expiryPassed, .capExceeded,
                .quotaExceeded,
            ]
        ),
        (
            .grantEntitlement,
            [
                .classNotFound, .wrongKind, .classFrozen, .notMinter, .accountFrozen, .scopeInvalid, .windowInvalid,
                .capExceeded, .quotaExceeded,
            ]
        ),
        (
            .grantCollectible,
            [.classNotFound, .wrongKind, .classFrozen, .notMinter, .accountFrozen, .capExceeded, .quotaExceeded]
        ),
        (
            .transfer,
            [
                .classNotFound, .wrongKind, .lotNotFound, .itemNotFound, .classFrozen, .accountFrozen, .notAllowed,
                .notTransferable, .balanceTooLow, .lotExpired, .royaltyRequiresSale,
            ]
        ),
        (.split, [.lotNotFound, .classFrozen, .lotExpired, .splitOutOfRange]),
        (.combine, [.lotNotFound, .lotsDoNotCombine, .classFrozen, .lotExpired, .amountOverflow]),
        (.offerItem, [.itemNotFound, .classFrozen, .classNotFound, .wrongKind, .notOffered]),
        (
            .buyItem,
            [
                .itemNotFound, .buyerIsSeller, .classFrozen, .notOffered, .offerMismatch, .notAllowed, .notTransferable,
                .accountFrozen, .balanceTooLow,
            ]
        ),
        (.createCampaign, [.classNotFound, .notIssuer, .wrongKind, .tooManyCampaigns]),
        (.endCampaign, [.campaignNotFound, .notIssuer, .campaignEnded]),
        (.attestEvent, [.roleMissing, .eventInFuture, .eventAlreadyPaid, .noCampaign]),
        (.proposeAgreement, [.classNotFound, .notIssuer]),
        (.acceptAgreement, [.agreementNotFound, .notPartyToAgreement, .roleMissing, .agreementNotProposed]),
        (.endAgreement, [.agreementNotFound, .notPartyToAgreement, .agreementEnded]),
        (
            .redeem,
            [
                .agreementNotFound, .agreementNotActive, .outsideAgreementWindow, .lotNotFound, .itemNotFound,
                .classAgreementMismatch, .wrongKind, .classFrozen, .lotExpired, .dailyCapExceeded, .balanceTooLow,
                .amountOverflow,
            ]
        ),
        (
            .refund,
            [.receiptNotFound, .notPartyToAgreement, .receiptNotOpen, .refundWindowClosed, .amountOverflow]
        ),
        (.confirmSettlement, [.settlementNotFound, .notPartyToSettlement, .alreadyConfirmed]),
        (
            .burn,
            [.lotNotFound, .itemNotFound, .classNotFound, .wrongKind, .classFrozen, .lotExpired, .balanceTooLow]
        ),
        (.scheduleBurn, [.classNotFound, .notIssuer, .wrongKind, .burnInPast]),
        (.openBuyBack, [.classNotFound, .notIssuer, .wrongKind, .buyBackPaymentInvalid, .buyBackNotOpen]),
        (.depositRevenue, [.classNotFound, .buyBackNotOpen, .classFrozen, .balanceTooLow]),
        (
            .sellToBuyBack,
            [
                .classNotFound, .buyBackNotOpen, .classFrozen, .balanceTooLow, .amountOverflow, .payoutIsZero,
                .buyBackFundTooLow,
            ]
        ),
    ]
}
