import RightsLedger
import Testing

/// Numbers that stand in blocks and states, or in programs of others: they are never given a new meaning.
@Suite struct PinnedNumberTests {
    @Test func refusalCodes() {
        let pinned: [UInt32: String] = [
            101: "malformedEncoding", 102: "transactionTooLarge", 103: "wrongChain", 104: "operationCountInvalid",
            105: "fieldInvalid", 106: "signatureInvalid", 107: "proofOfPossessionInvalid",
            201: "transactionExpired", 202: "senderKeyMismatch", 203: "nonceMismatch", 204: "senderFrozen",
            301: "roleMissing", 302: "accountFrozen", 303: "classNotFound", 304: "classFrozen", 305: "notIssuer",
            306: "wrongKind", 307: "symbolTaken", 308: "lastRegulator", 309: "cannotFreezeSelf",
            310: "amountOverflow",
            320: "notMinter", 321: "capExceeded", 322: "quotaExceeded", 323: "windowInvalid", 324: "scopeInvalid",
            325: "expiryPassed",
            330: "balanceTooLow", 331: "lotNotFound", 332: "itemNotFound", 333: "notTransferable", 334: "notAllowed",
            335: "royaltyRequiresSale", 336: "splitOutOfRange", 337: "lotsDoNotCombine", 338: "lotExpired",
            339: "notOffered", 340: "offerMismatch", 341: "buyerIsSeller",
            350: "campaignNotFound", 351: "campaignEnded", 352: "eventAlreadyPaid", 353: "noCampaign",
            354: "eventInFuture", 355: "tooManyCampaigns",
            360: "agreementNotFound", 361: "notPartyToAgreement", 362: "agreementNotActive",
            363: "agreementNotProposed", 364: "agreementEnded", 365: "outsideAgreementWindow",
            366: "dailyCapExceeded", 367: "classAgreementMismatch", 368: "receiptNotFound", 369: "receiptNotOpen",
            370: "refundWindowClosed", 371: "settlementNotFound", 372: "notPartyToSettlement",
            373: "alreadyConfirmed",
            380: "burnInPast", 381: "buyBackNotOpen", 382: "buyBackPaymentInvalid", 383: "buyBackFundTooLow",
            384: "payoutIsZero",
            901: "mempoolFull", 902: "senderLimitReached", 903: "alreadyKnown", 904: "shuttingDown",
        ]
        #expect(pinned.count == RefusalCode.allCases.count)
        for code in RefusalCode.allCases {
            #expect(pinned[code.rawValue] == code.name)
            #expect(code.isNodeAnswer == (code.rawValue > 900))
        }
    }

    @Test func stateTags() {
        let tags = StateKey.Tag.allCases.map(\.rawValue)
        #expect(
            tags == [
                0x01, 0x02, 0x10, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x30, 0x31, 0x32, 0x33, 0x40, 0x41,
                0x42, 0x43, 0x50, 0x51, 0x52, 0x53, 0x60, 0x61, 0x62, 0x70, 0x71,
            ])
        #expect(StateKey.Counter.allCases.map(\.rawValue) == [1, 2, 3, 4, 5, 6])
        #expect(StateFormat.version == 1)
    }

    @Test func limitsOfABlockAndATransaction() {
        #expect(StatelessCheck.transactionBytesMax == 65_536)
        #expect(StatelessCheck.operationCountMax == 256)
        #expect(BlockExecution.expiriesMax == 10_000)
        #expect(BlockExecution.emissionsMax == 1_000)
        #expect(BlockExecution.scheduledBurnsMax == 1_000)
        #expect(BlockExecution.finalRedemptionsMax == 10_000)
        #expect(BlockExecution.campaignsPerEventTypeMax == 16)
        #expect(FieldBounds.blockTimes == 86_400...137_438_953_472)
    }

    @Test func choicesInRecords() {
        #expect(ClassKind.allCases.map(\.rawValue) == [1, 2, 3])
        #expect(Transferability.allCases.map(\.rawValue) == [1, 2, 3, 4])
        #expect(AgreementRecord.Status.allCases.map(\.rawValue) == [1, 2, 3])
        #expect(ReceiptRecord.Status.allCases.map(\.rawValue) == [1, 2, 3])
        #expect(MintCause.allCases.map(\.rawValue) == [1, 2, 3])
        #expect(BurnCause.allCases.map(\.rawValue) == [1, 2, 3, 4])
        #expect(Roles.all.rawValue == 31)
        #expect(Roles.all.description == "regulator,issuer,platform,oracle,person")
    }
}
