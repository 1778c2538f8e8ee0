internal import RightsLedger

/// A way in which things come together that an event tells and that a simulation must meet.
package enum Situation: CaseIterable, Sendable {
    case pointsRedeemed, lotRedeemed, itemRedeemed
    case pointsRefunded, rightsDiedBeforeRefund, rightsDiedBeforeFinal
    case wholeRedemptionBurned, redemptionSharedWithIssuer
    case severalBucketsMoved, feeFromSeveralBuckets, everythingIsFee
    case severalCampaignsPaid, nothingLeftToPay, eventPaidInFull
    case royaltyPaid, itemSoldByIssuer
    case severalSettlements, settlementConfirmedByBoth
    case fundReturned, buyBackClosed, revenueOnlyForFund
    case offerWithdrawn, lotSplitByDay, lotSplitByScope, lotSplitByQuantity

    /// The situations that an event tells of.
    static func told(by event: LedgerEvent) -> [Situation] {
        var situations: [Situation] = []
        func add(_ situation: Situation, if holds: Bool) {
            if holds { situations.append(situation) }
        }
        switch event {
        case .redeemed(let redeemed):
            switch redeemed.asset {
            case .units: situations = [.pointsRedeemed]
            case .lot: situations = [.lotRedeemed]
            case .item: situations = [.itemRedeemed]
            }
        case .refunded(let refunded):
            add(.pointsRefunded, if: refunded.measure > 1 && refunded.expired == 0)
            add(.rightsDiedBeforeRefund, if: refunded.expired > 0)
        case .redemptionFinal(let final):
            add(.rightsDiedBeforeFinal, if: final.expired > 0)
            add(.wholeRedemptionBurned, if: final.returned == 0 && final.expired == 0)
            add(.redemptionSharedWithIssuer, if: final.returned > 0 && final.burned > 0)
        case .transferred(let transferred):
            add(.severalBucketsMoved, if: transferred.received.count > 1)
            add(.feeFromSeveralBuckets, if: transferred.fee.count > 1)
            add(.everythingIsFee, if: transferred.received.isEmpty && !transferred.fee.isEmpty)
        case .eventAttested(let attested):
            add(.severalCampaignsPaid, if: attested.payments.count { $0.units > 0 } > 1)
            add(.nothingLeftToPay, if: attested.payments.contains { $0.units == 0 })
            add(.eventPaidInFull, if: attested.payments.allSatisfy { $0.units > 0 })
        case .itemSold(let sold):
            add(.royaltyPaid, if: sold.royalty > 0)
            add(.itemSoldByIssuer, if: sold.royalty == 0)
        case .epochNetted(let netted):
            add(.severalSettlements, if: netted.settlements.count > 1)
        case .settlementConfirmed(let confirmed):
            add(.settlementConfirmedByBoth, if: confirmed.settled)
        case .buyBackSet(let set):
            add(.fundReturned, if: (set.returnedFund?.amount ?? 0) > 0)
            add(.buyBackClosed, if: set.terms == nil)
        case .revenueDeposited(let deposited):
            add(.revenueOnlyForFund, if: deposited.toIssuer == 0)
        case .itemOffered(let offered):
            add(.offerWithdrawn, if: offered.price == nil)
        case .lotSplit(let split):
            add(.lotSplitByDay, if: split.rest.record.validUntil == split.part.record.validFrom)
            add(.lotSplitByScope, if: split.rest.record.scope & split.part.record.scope == 0)
            add(.lotSplitByQuantity, if: split.rest.record.scope == split.part.record.scope)
        default: break
        }
        return situations
    }
}
