package import RightsLedger
package import Signatures

/// The state of a ledger as its entries say it, decoded change by change; nothing is concluded from anything else.
package struct LedgerMirror: Sendable {
    /// A class and an account.
    package struct Member: Hashable, Sendable {
        package var classID: ClassID
        package var account: AccountID
    }

    /// A class at a second.
    package struct ClassTime: Hashable, Sendable {
        package var time: Int64
        package var classID: ClassID
    }

    /// A lot in somebody's hands.
    package struct OwnedLot: Hashable, Sendable {
        package var owner: AccountID
        package var lot: LotID
    }

    /// An item in somebody's hands.
    package struct OwnedItem: Hashable, Sendable {
        package var owner: AccountID
        package var item: Item
    }

    /// A campaign under its event type.
    package struct RunningCampaign: Hashable, Sendable {
        package var eventType: String
        package var campaign: CampaignID
    }

    /// What a campaign paid to a person.
    package struct Beneficiary: Hashable, Sendable {
        package var campaign: CampaignID
        package var account: AccountID
    }

    /// A day of an agreement.
    package struct AgreementDay: Hashable, Sendable {
        package var agreement: AgreementID
        package var day: Int
    }

    /// When a receipt becomes final.
    package struct Deadline: Hashable, Sendable {
        package var time: Int64
        package var receipt: ReceiptID
    }

    /// When a scheduled burn is due.
    package struct BurnTime: Hashable, Sendable {
        package var time: Int64
        package var burn: ScheduledBurnID
    }

    package var chain: ChainRecord?
    package var counters: [StateKey.Counter: UInt64] = [:]
    package var accounts: [AccountID: AccountRecord] = [:]
    package var classes: [ClassID: ClassRecord] = [:]
    package var symbols: [String: ClassID] = [:]
    package var supplies: [ClassID: SupplyRecord] = [:]
    package var dueTotals: [ClassTime: UInt64] = [:]
    package var allowed: Set<Member> = []
    package var minters: Set<Member> = []
    package var tallies: [Member: QuotaTally] = [:]
    package var cursors: [ClassTime: EmissionCursor] = [:]
    package var balances: [Member: [BucketUnits]] = [:]
    package var lots: [OwnedLot: LotRecord] = [:]
    package var items: [Item: ItemRecord] = [:]
    package var ownedItems: Set<OwnedItem> = []
    package var campaigns: [CampaignID: CampaignRecord] = [:]
    package var runningCampaigns: Set<RunningCampaign> = []
    package var spending: [Beneficiary: UInt64] = [:]
    package var events: [Digest: AttestedEventRecord] = [:]
    package var agreements: [AgreementID: AgreementRecord] = [:]
    package var agreementDays: [AgreementDay: UInt64] = [:]
    package var receipts: [ReceiptID: ReceiptRecord] = [:]
    package var deadlines: Set<Deadline> = []
    package var obligations: [AuditorBooks.DebtKey: UInt64] = [:]
    package var positions: [AuditorBooks.PositionKey: Int128] = [:]
    package var settlements: [AuditorBooks.DebtKey: SettlementRecord] = [:]
    package var scheduledBurns: [BurnTime: ScheduledBurnRecord] = [:]
    package var buyBacks: [ClassID: BuyBackRecord] = [:]

    package init() {}
}
