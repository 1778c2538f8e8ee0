package import Signatures

/// An issuer proposed an agreement.
package struct AgreementProposed: Hashable, Sendable {
    /// The agreement.
    package var agreement: AgreementID
    /// The class.
    package var classID: ClassID
    /// Who proposed it.
    package var issuer: AccountID
    /// To whom.
    package var platform: AccountID

    package init(agreement: AgreementID, classID: ClassID, issuer: AccountID, platform: AccountID) {
        self.agreement = agreement
        self.classID = classID
        self.issuer = issuer
        self.platform = platform
    }
}

/// A platform accepted an agreement.
package struct AgreementAccepted: Hashable, Sendable {
    /// The agreement.
    package var agreement: AgreementID

    package init(agreement: AgreementID) {
        self.agreement = agreement
    }
}

/// A side ended an agreement.
package struct AgreementEnded: Hashable, Sendable {
    /// The agreement.
    package var agreement: AgreementID
    /// Which side.
    package var party: AccountID

    package init(agreement: AgreementID, party: AccountID) {
        self.agreement = agreement
        self.party = party
    }
}

/// A holder gave up a right at a platform.
package struct Redeemed: Hashable, Sendable {
    /// The receipt.
    package var receipt: ReceiptID
    /// On which terms.
    package var agreement: AgreementID
    /// Whose right it was.
    package var holder: AccountID
    /// The class.
    package var classID: ClassID
    /// What was given up.
    package var asset: Asset
    /// Units only: what was given up, by bucket.
    package var lots: [BucketUnits]
    /// How much, in measure units.
    package var measure: UInt64
    /// What the issuer owes the platform for it, in minor currency units.
    package var amountDue: UInt64
    /// The currency of settlement.
    package var currency: CurrencyCode
    /// When it becomes final, in seconds since 1970 UTC.
    package var deadline: Int64
    /// The hash of the order at the platform.
    package var reference: Digest

    package init(
        receipt: ReceiptID, agreement: AgreementID, holder: AccountID, classID: ClassID, asset: Asset,
        lots: [BucketUnits], measure: UInt64, amountDue: UInt64, currency: CurrencyCode, deadline: Int64,
        reference: Digest
    ) {
        self.receipt = receipt
        self.agreement = agreement
        self.holder = holder
        self.classID = classID
        self.asset = asset
        self.lots = lots
        self.measure = measure
        self.amountDue = amountDue
        self.currency = currency
        self.deadline = deadline
        self.reference = reference
    }
}

/// A platform gave a redeemed right back.
package struct Refunded: Hashable, Sendable {
    /// The receipt.
    package var receipt: ReceiptID
    /// Who got it back.
    package var holder: AccountID
    /// The class.
    package var classID: ClassID
    /// How much was redeemed, in measure units.
    package var measure: UInt64
    /// The part of it that had died meanwhile.
    package var expired: UInt64

    package init(receipt: ReceiptID, holder: AccountID, classID: ClassID, measure: UInt64, expired: UInt64) {
        self.receipt = receipt
        self.holder = holder
        self.classID = classID
        self.measure = measure
        self.expired = expired
    }
}

/// The refund window of a redemption closed.
package struct RedemptionFinal: Hashable, Sendable {
    /// The receipt.
    package var receipt: ReceiptID
    /// The class.
    package var classID: ClassID
    /// The measure that was burned.
    package var burned: UInt64
    /// The units that went to the issuer.
    package var returned: UInt64
    /// The units that had died meanwhile.
    package var expired: UInt64

    package init(receipt: ReceiptID, classID: ClassID, burned: UInt64, returned: UInt64, expired: UInt64) {
        self.receipt = receipt
        self.classID = classID
        self.burned = burned
        self.returned = returned
        self.expired = expired
    }
}

/// An amount became owed.
package struct ObligationBooked: Hashable, Sendable {
    /// The settlement epoch.
    package var epoch: UInt64
    /// The currency.
    package var currency: CurrencyCode
    /// Who owes.
    package var debtor: AccountID
    /// To whom.
    package var creditor: AccountID
    /// How much, in minor currency units.
    package var amount: UInt64
    /// The redemption or refund that it comes from.
    package var receipt: ReceiptID

    package init(
        epoch: UInt64, currency: CurrencyCode, debtor: AccountID, creditor: AccountID, amount: UInt64,
        receipt: ReceiptID
    ) {
        self.epoch = epoch
        self.currency = currency
        self.debtor = debtor
        self.creditor = creditor
        self.amount = amount
        self.receipt = receipt
    }
}

/// What was owed in an epoch and a currency was netted.
package struct EpochNetted: Hashable, Sendable {
    /// The settlement epoch.
    package var epoch: UInt64
    /// The currency.
    package var currency: CurrencyCode
    /// The positions that are not zero, by account; their sum is zero.
    package var positions: [NetPosition]
    /// The payments that settle them.
    package var settlements: [NetSettlement]

    package init(epoch: UInt64, currency: CurrencyCode, positions: [NetPosition], settlements: [NetSettlement]) {
        self.epoch = epoch
        self.currency = currency
        self.positions = positions
        self.settlements = settlements
    }
}

/// A side confirmed a payment.
package struct SettlementConfirmed: Hashable, Sendable {
    /// The settlement epoch.
    package var epoch: UInt64
    /// The currency.
    package var currency: CurrencyCode
    /// Who had to pay.
    package var debtor: AccountID
    /// Who had to be paid.
    package var creditor: AccountID
    /// Which side confirmed.
    package var party: AccountID
    /// The hash of the payment's reference.
    package var reference: Digest
    /// Whether both sides have confirmed now.
    package var settled: Bool

    package init(
        epoch: UInt64, currency: CurrencyCode, debtor: AccountID, creditor: AccountID, party: AccountID,
        reference: Digest, settled: Bool
    ) {
        self.epoch = epoch
        self.currency = currency
        self.debtor = debtor
        self.creditor = creditor
        self.party = party
        self.reference = reference
        self.settled = settled
    }
}

/// What an account is owed over all its obligations of an epoch and a currency; negative if it owes.
///
/// 128 bits wide, because a sum of many amounts of 64 bits must not overflow.
package struct NetPosition: Hashable, Sendable {
    /// Whose position.
    package var account: AccountID
    /// In minor currency units.
    package var amount: Int128

    package init(account: AccountID, amount: Int128) {
        self.account = account
        self.amount = amount
    }
}

/// A payment that settles net positions.
package struct NetSettlement: Hashable, Sendable {
    /// Who pays.
    package var debtor: AccountID
    /// Who is paid.
    package var creditor: AccountID
    /// In minor currency units; not 0.
    package var amount: UInt128

    package init(debtor: AccountID, creditor: AccountID, amount: UInt128) {
        self.debtor = debtor
        self.creditor = creditor
        self.amount = amount
    }
}
