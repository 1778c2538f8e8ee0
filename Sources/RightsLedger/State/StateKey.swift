package import Signatures

/// The name of a record in the state: a tag byte, then numbers in big-endian and fixed width.
///
/// Keys of one kind are contiguous and in the order of their parts.
package enum StateKey: Hashable, Sendable {
    case chain
    case counter(Counter)
    case account(AccountID)
    case classRecord(ClassID)
    case symbol(String)
    case supply(ClassID)
    /// What dies at a second, in measure units.
    case dueTotal(due: Int64, ClassID)
    case allowed(ClassID, AccountID)
    case minter(ClassID, AccountID)
    case quotaTally(ClassID, AccountID)
    case emission(due: Int64, ClassID)
    case balance(AccountID, ClassID)
    case lot(AccountID, LotID)
    case item(Item)
    case ownedItem(AccountID, Item)
    case campaign(CampaignID)
    case campaignByEventType(String, CampaignID)
    case campaignSpending(CampaignID, AccountID)
    case attestedEvent(Digest)
    case agreement(AgreementID)
    case agreementDay(AgreementID, day: UInt32)
    case receipt(ReceiptID)
    case receiptDeadline(deadline: Int64, ReceiptID)
    case obligation(epoch: UInt64, CurrencyCode, debtor: AccountID, creditor: AccountID)
    case position(epoch: UInt64, CurrencyCode, AccountID)
    case settlement(epoch: UInt64, CurrencyCode, debtor: AccountID, creditor: AccountID)
    case scheduledBurn(due: Int64, ScheduledBurnID)
    case buyBack(ClassID)

    /// What the ledger counts up from 1.
    package enum Counter: UInt8, Hashable, Sendable, CaseIterable {
        case classID = 1
        case campaignID = 2
        case agreementID = 3
        case lotID = 4
        case receiptID = 5
        case scheduledBurnID = 6
    }

    /// The first byte of a key, which says what kind of record it names.
    package enum Tag: UInt8, Hashable, Sendable, CaseIterable {
        case chain = 0x01
        case counter = 0x02
        case account = 0x10
        case classRecord = 0x20
        case symbol = 0x21
        case supply = 0x22
        case dueTotal = 0x23
        case allowed = 0x24
        case minter = 0x25
        case quotaTally = 0x26
        case emission = 0x27
        case balance = 0x30
        case lot = 0x31
        case item = 0x32
        case ownedItem = 0x33
        case campaign = 0x40
        case campaignByEventType = 0x41
        case campaignSpending = 0x42
        case attestedEvent = 0x43
        case agreement = 0x50
        case agreementDay = 0x51
        case receipt = 0x52
        case receiptDeadline = 0x53
        case obligation = 0x60
        case position = 0x61
        case settlement = 0x62
        case scheduledBurn = 0x70
        case buyBack = 0x71
    }
}
