/// What a campaign makes of an attested event.
///
/// This is the one place where events turn into units. It knows the campaign's terms and the event and nothing else; what
/// is left of budgets, caps and quotas comes in as numbers.
enum CampaignEvaluation {
    /// Whether a campaign pays events like this one.
    static func applies(_ campaign: CampaignRecord, to event: AttestEvent, from oracle: AccountID) -> Bool {
        let terms = campaign.terms
        return !campaign.ended && terms.oracles.contains(oracle) && terms.start <= event.time
            && event.time < terms.end
    }

    /// Returns `floor(value × rate × multiplier × tier multiplier)`, with one division at the end; 2^64 - 1 where it is
    /// more.
    ///
    /// The tier is the last whose minimum value the event reaches; none is 1.
    ///
    /// - Returns: `nil` where the products do not fit 128 bits, which the bounds of the fields rule out.
    static func units(_ terms: CreateCampaign, value: UInt64) -> UInt64? {
        let tier = terms.tiers.last { $0.minimumValue <= value }
        let factors = [terms.rate, terms.multiplier ?? Ratio(1), tier?.multiplier ?? Ratio(1)]
        var product = UInt128(value)
        var divisor: UInt128 = 1
        for factor in factors {
            let (higher, productOverflow) = product.multipliedReportingOverflow(by: UInt128(factor.numerator))
            let (deeper, divisorOverflow) = divisor.multipliedReportingOverflow(by: UInt128(factor.denominator))
            if productOverflow || divisorOverflow || deeper == 0 { return nil }
            product = higher
            divisor = deeper
        }
        return UInt64(clamping: product / divisor)
    }

    /// What is left to pay from, each with its own bound.
    struct Room {
        /// What the person's budget leaves; `nil` where there is none.
        var person: UInt64?
        /// What the campaign's budget leaves; `nil` where there is none.
        var campaign: UInt64?
        /// What the class's cap leaves.
        var cap: UInt64
        /// What the account's quota leaves; `nil` where there is none.
        var quota: UInt64?

        /// Clamps units to all bounds.
        func clamp(_ units: UInt64) -> UInt64 {
            var units = min(units, cap)
            for bound in [person, campaign, quota] {
                if let bound { units = min(units, bound) }
            }
            return units
        }
    }
}
