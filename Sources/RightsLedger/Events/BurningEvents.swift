/// Rights were destroyed.
package struct Burned: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// Whose they were, or had been when they were redeemed.
    package var holder: AccountID
    /// Why.
    package var cause: BurnCause
    /// What was destroyed.
    package var asset: Asset
    /// How much, in measure units.
    package var measure: UInt64

    package init(classID: ClassID, holder: AccountID, cause: BurnCause, asset: Asset, measure: UInt64) {
        self.classID = classID
        self.holder = holder
        self.cause = cause
        self.asset = asset
        self.measure = measure
    }
}

/// An issuer fixed a burn for a time.
package struct BurnScheduled: Hashable, Sendable {
    /// The scheduled burn.
    package var burn: ScheduledBurnID
    /// The class.
    package var classID: ClassID
    /// When, in seconds since 1970 UTC.
    package var time: Int64
    /// How many units at most.
    package var amount: UInt64

    package init(burn: ScheduledBurnID, classID: ClassID, time: Int64, amount: UInt64) {
        self.burn = burn
        self.classID = classID
        self.time = time
        self.amount = amount
    }
}

/// The terms of a buy-back were set, replaced or closed.
package struct BuyBackSet: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// The terms; `nil` where it was closed.
    package var terms: BuyBackTerms?
    /// The old fund, which went back to the issuer; `nil` where there was no buy-back.
    package var returnedFund: Units?

    package init(classID: ClassID, terms: BuyBackTerms?, returnedFund: Units?) {
        self.classID = classID
        self.terms = terms
        self.returnedFund = returnedFund
    }
}

/// A deposit fed the fund of a buy-back.
package struct RevenueDeposited: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// The class that was deposited.
    package var paymentClass: ClassID
    /// Who deposited.
    package var depositor: AccountID
    /// The units that went to the fund.
    package var toFund: UInt64
    /// The units that went to the issuer, or stayed with it.
    package var toIssuer: UInt64

    package init(classID: ClassID, paymentClass: ClassID, depositor: AccountID, toFund: UInt64, toIssuer: UInt64) {
        self.classID = classID
        self.paymentClass = paymentClass
        self.depositor = depositor
        self.toFund = toFund
        self.toIssuer = toIssuer
    }
}

/// Units were sold to the fund of a buy-back, which burned them.
package struct BoughtBack: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// Who sold.
    package var seller: AccountID
    /// The units sold.
    package var amount: UInt64
    /// What the fund paid.
    package var payout: Units

    package init(classID: ClassID, seller: AccountID, amount: UInt64, payout: Units) {
        self.classID = classID
        self.seller = seller
        self.amount = amount
        self.payout = payout
    }
}

/// Why rights were destroyed.
package enum BurnCause: UInt8, Hashable, Sendable, CaseIterable {
    /// Their holder burned them.
    case holder = 1
    /// A redemption became final.
    case redemption = 2
    /// A scheduled burn was due.
    case calendar = 3
    /// They were sold to a buy-back.
    case buyBack = 4
}

/// The terms of a buy-back.
package struct BuyBackTerms: Hashable, Sendable {
    /// The class of points that pays.
    package var paymentClass: ClassID
    /// Payment units per unit bought back.
    package var price: Ratio
    /// The share of a deposit that feeds the fund; at most 10,000.
    package var revenueBasisPoints: UInt32

    package init(paymentClass: ClassID, price: Ratio, revenueBasisPoints: UInt32) {
        self.paymentClass = paymentClass
        self.price = price
        self.revenueBasisPoints = revenueBasisPoints
    }
}
