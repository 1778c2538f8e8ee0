package import RightsLedger
package import Signatures

/// What the auditor believes the state of the ledger to be, in plain dictionaries.
///
/// Nothing here is kept twice: circulating and reserved amounts, for example, are counted by visiting every holder.
package struct AuditorBooks: Sendable {
    /// An account with a record.
    package struct Account: Equatable, Sendable {
        /// The nonce that its next transaction must have.
        package var nonce: UInt64 = 0
        /// Its current key; none before its first transaction.
        package var key: PublicKey?
        package var roles: Roles = .person
        package var isFrozen = false
    }

    /// Units of one class of points that one account holds, by month bucket; no zeros.
    package typealias Holding = [MonthBucket: UInt64]

    /// What an account was minted within one quota period.
    package struct Tally: Equatable, Sendable {
        package var period: UInt64
        package var units: UInt64
    }

    /// The epoch that a class emits next.
    package struct Cursor: Equatable, Sendable {
        /// The second from which on it may be emitted.
        package var due: Int
        package var epoch: UInt64
        /// What the curve gives for the epoch, before the cap.
        package var amount: UInt64
    }

    /// What left circulation or came into it for good, in measure.
    package struct Counters: Equatable, Sendable {
        package var minted: UInt64 = 0
        package var burnedByHolder: UInt64 = 0
        package var burnedByRedemption: UInt64 = 0
        package var burnedByCalendar: UInt64 = 0
        package var burnedByBuyBack: UInt64 = 0
        package var expired: UInt64 = 0
    }

    /// A class of rights with everything that is counted within it.
    package struct RightsClass: Sendable {
        package let issuer: AccountID
        package let terms: CreateClass
        package var isFrozen = false
        package var counters = Counters()
        /// May hold and send, where the class has an allow list.
        package var allowed: Set<AccountID> = []
        /// May mint besides the issuer.
        package var minters: Set<AccountID> = []
        package var tallies: [AccountID: Tally] = [:]
        package var cursor: Cursor?
        package var holdings: [AccountID: Holding] = [:]
        /// The serial of the last item minted.
        package var lastSerial: UInt64 = 0
        package var buyBack: BuyBack?
    }

    /// An entitlement lot in somebody's hands or in a receipt.
    package struct Lot: Equatable, Sendable {
        package var owner: AccountID
        package var classID: ClassID
        package var quantity: UInt64
        package var tier: UInt16
        package var scope: UInt64
        package var validFrom: UInt16
        package var validUntil: UInt16
        /// Whether its measure was counted as expired; a dead lot stays on record.
        package var isCountedAsExpired = false

        /// Quantity times scopes times days.
        package var measure: UInt64 {
            quantity * UInt64(scope.nonzeroBitCount) * UInt64(validUntil - validFrom)
        }
    }

    /// A collectible item in somebody's hands.
    package struct ItemRecord: Equatable, Sendable {
        package var owner: AccountID
        package var metadataHash: Digest
        /// The price it is offered at.
        package var offer: Units?
    }

    /// A campaign and what it has paid.
    package struct Campaign: Sendable {
        package let terms: CreateCampaign
        package var spent: UInt64 = 0
        package var spentOn: [AccountID: UInt64] = [:]
        package var hasEnded = false
    }

    /// An event that was attested.
    package struct AttestedEvent: Equatable, Sendable {
        package var oracle: AccountID
        package var subject: AccountID
        /// Over all campaigns, perhaps of several classes.
        package var paid: UInt128
        package var height: UInt64
    }

    /// Where an agreement or a receipt stands.
    package enum AgreementStatus: Sendable { case proposed, active, ended }

    /// An agreement and what was redeemed under it, by day number.
    package struct Agreement: Sendable {
        package let issuer: AccountID
        package let terms: ProposeAgreement
        package var status = AgreementStatus.proposed
        package var redeemedByDay: [Int: UInt64] = [:]
    }

    /// What a redemption took from its holder.
    package enum Consumed: Equatable, Sendable {
        case points(Holding)
        case lot(LotID, Lot)
        case item(Item, ItemRecord)
    }

    /// Where a receipt stands.
    package enum ReceiptStatus: Sendable { case open, refunded, final }

    /// The receipt of a redemption.
    package struct Receipt: Equatable, Sendable {
        package var agreement: AgreementID
        package var classID: ClassID
        package var holder: AccountID
        package var consumed: Consumed
        package var measure: UInt64
        /// Minor units of the agreement's currency.
        package var due: UInt64
        package var reference: Digest
        package var time: Int
        package var deadline: Int
        package var status = ReceiptStatus.open
    }

    /// A fund that buys a class back.
    package struct BuyBack: Equatable, Sendable {
        package var paymentClass: ClassID
        package var price: Ratio
        package var revenueBasisPoints: UInt32
        package var fund: UInt64 = 0
    }

    /// A calendar burn that has not happened yet.
    package struct ScheduledBurn: Equatable, Sendable {
        package var classID: ClassID
        package var due: Int
        package var amount: UInt64
    }

    /// Who owes whom in an epoch.
    package struct DebtKey: Hashable, Sendable {
        package var epoch: UInt64
        package var currency: CurrencyCode
        package var debtor: AccountID
        package var creditor: AccountID
    }

    /// Whose net position in an epoch.
    package struct PositionKey: Hashable, Sendable {
        package var epoch: UInt64
        package var currency: CurrencyCode
        package var account: AccountID
    }

    /// One payment that settles net positions, and what each side said of it.
    package struct Settlement: Equatable, Sendable {
        package var amount: UInt128
        package var debtorReference: Digest?
        package var creditorReference: Digest?
    }

    package var accounts: [AccountID: Account] = [:]
    package var classes: [ClassID: RightsClass] = [:]
    package var lots: [LotID: Lot] = [:]
    package var items: [Item: ItemRecord] = [:]
    package var campaigns: [CampaignID: Campaign] = [:]
    package var events: [Digest: AttestedEvent] = [:]
    package var agreements: [AgreementID: Agreement] = [:]
    package var receipts: [ReceiptID: Receipt] = [:]
    /// The receipts that are open; the rest only stay on record.
    package var openReceipts: Set<ReceiptID> = []
    package var scheduledBurns: [ScheduledBurnID: ScheduledBurn] = [:]
    /// Gross amounts owed.
    package var debts: [DebtKey: UInt64] = [:]
    /// Net positions of epochs that were netted; no zeros.
    package var positions: [PositionKey: Int128] = [:]
    package var settlements: [DebtKey: Settlement] = [:]
    /// The keys of the settlements in the order in which they came about.
    package var settlementKeys: [DebtKey] = []

    package var lastClass: UInt32 = 0
    package var lastCampaign: UInt32 = 0
    package var lastAgreement: UInt32 = 0
    package var lastLot: UInt64 = 0
    package var lastReceipt: UInt64 = 0
    package var lastScheduledBurn: UInt64 = 0
}
