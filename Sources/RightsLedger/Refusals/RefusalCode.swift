/// Why a transaction is refused, as clients and explorers see it.
///
/// Codes are never renumbered or used again. docs/ledger-rules.md says for each operation which are checked, and in
/// which order.
package enum RefusalCode: UInt32, CaseIterable, Hashable, Sendable {
    // Envelope.
    case malformedEncoding = 101
    case transactionTooLarge = 102
    case wrongChain = 103
    case operationCountInvalid = 104
    case fieldInvalid = 105
    case signatureInvalid = 106
    case proofOfPossessionInvalid = 107

    // Sender.
    case transactionExpired = 201
    case senderKeyMismatch = 202
    case nonceMismatch = 203
    case senderFrozen = 204

    // Common to many operations.
    case roleMissing = 301
    case accountFrozen = 302
    case classNotFound = 303
    case classFrozen = 304
    case notIssuer = 305
    case wrongKind = 306
    case symbolTaken = 307
    case lastRegulator = 308
    case cannotFreezeSelf = 309
    case amountOverflow = 310

    // Minting.
    case notMinter = 320
    case capExceeded = 321
    case quotaExceeded = 322
    case windowInvalid = 323
    case scopeInvalid = 324
    case expiryPassed = 325

    // Moving, splitting, combining, trading.
    case balanceTooLow = 330
    case lotNotFound = 331
    case itemNotFound = 332
    case notTransferable = 333
    case notAllowed = 334
    case royaltyRequiresSale = 335
    case splitOutOfRange = 336
    case lotsDoNotCombine = 337
    case lotExpired = 338
    case notOffered = 339
    case offerMismatch = 340
    case buyerIsSeller = 341

    // Events that mint.
    case campaignNotFound = 350
    case campaignEnded = 351
    case eventAlreadyPaid = 352
    case noCampaign = 353
    case eventInFuture = 354
    case tooManyCampaigns = 355

    // Redemption and settlement.
    case agreementNotFound = 360
    case notPartyToAgreement = 361
    case agreementNotActive = 362
    case agreementNotProposed = 363
    case agreementEnded = 364
    case outsideAgreementWindow = 365
    case dailyCapExceeded = 366
    case classAgreementMismatch = 367
    case receiptNotFound = 368
    case receiptNotOpen = 369
    case refundWindowClosed = 370
    case settlementNotFound = 371
    case notPartyToSettlement = 372
    case alreadyConfirmed = 373

    // Burning.
    case burnInPast = 380
    case buyBackNotOpen = 381
    case buyBackPaymentInvalid = 382
    case buyBackFundTooLow = 383
    case payoutIsZero = 384

    // The node's own answers, which never stand in a block.
    case mempoolFull = 901
    case senderLimitReached = 902
    case alreadyKnown = 903
    case shuttingDown = 904

    /// The code's name as the rules spell it, such as `balanceTooLow`.
    package var name: String { String(describing: self) }

    /// Whether only the node gives the answer, never the ledger.
    package var isNodeAnswer: Bool { rawValue >= 900 }
}
