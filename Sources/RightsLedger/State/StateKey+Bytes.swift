internal import Signatures

extension StateKey {
    /// The key's bytes.
    package var bytes: [UInt8] {
        switch self {
        case .chain: [Tag.chain.rawValue]
        case .counter(let counter): [Tag.counter.rawValue, counter.rawValue]
        case .account(let account): StateKey.compose(.account, 32) { $0.append(account) }
        case .classRecord(let id): StateKey.compose(.classRecord, 4) { $0.append(id) }
        case .symbol(let symbol): [Tag.symbol.rawValue] + Array(symbol.utf8)
        case .supply(let id): StateKey.compose(.supply, 4) { $0.append(id) }
        case .dueTotal(let due, let id): StateKey.compose(.dueTotal, 12) { $0.append(due, id) }
        case .allowed(let id, let account): StateKey.compose(.allowed, 36) { $0.append(id, account) }
        case .minter(let id, let account): StateKey.compose(.minter, 36) { $0.append(id, account) }
        case .quotaTally(let id, let account): StateKey.compose(.quotaTally, 36) { $0.append(id, account) }
        case .emission(let due, let id): StateKey.compose(.emission, 12) { $0.append(due, id) }
        case .balance(let account, let id): StateKey.compose(.balance, 36) { $0.append(account, id) }
        case .lot(let account, let lot): StateKey.compose(.lot, 40) { $0.append(account, lot) }
        case .item(let item): StateKey.compose(.item, 12) { $0.append(item) }
        case .ownedItem(let account, let item):
            StateKey.compose(.ownedItem, 44) {
                $0.append(account)
                $0.append(item)
            }
        case .campaign(let id): StateKey.compose(.campaign, 4) { $0.append(id) }
        case .campaignByEventType(let eventType, let id):
            StateKey.eventTypePrefix(eventType) + StateKey.compose(nil, 4) { $0.append(id) }
        case .campaignSpending(let id, let account):
            StateKey.compose(.campaignSpending, 36) { $0.append(id, account) }
        case .attestedEvent(let id): StateKey.compose(.attestedEvent, 32) { id.append(to: &$0) }
        case .agreement(let id): StateKey.compose(.agreement, 4) { $0.append(id) }
        case .agreementDay(let id, let day):
            StateKey.compose(.agreementDay, 8) {
                $0.append(id)
                $0.appendBigEndian(day)
            }
        case .receipt(let id): StateKey.compose(.receipt, 8) { $0.append(id) }
        case .receiptDeadline(let deadline, let id):
            StateKey.compose(.receiptDeadline, 16) { $0.append(deadline, id) }
        case .obligation(let epoch, let currency, let debtor, let creditor):
            StateKey.compose(.obligation, 75) { $0.append(epoch, currency, debtor, creditor) }
        case .position(let epoch, let currency, let account):
            StateKey.compose(.position, 43) {
                $0.append(epoch, currency)
                $0.append(account)
            }
        case .settlement(let epoch, let currency, let debtor, let creditor):
            StateKey.compose(.settlement, 75) { $0.append(epoch, currency, debtor, creditor) }
        case .scheduledBurn(let due, let id): StateKey.compose(.scheduledBurn, 16) { $0.append(due, id) }
        case .buyBack(let id): StateKey.compose(.buyBack, 4) { $0.append(id) }
        }
    }

    /// The beginning of the keys of all campaigns for an event type.
    static func eventTypePrefix(_ eventType: String) -> [UInt8] {
        var key: [UInt8] = [Tag.campaignByEventType.rawValue, UInt8(truncatingIfNeeded: eventType.utf8.count)]
        key.append(contentsOf: eventType.utf8)
        return key
    }

    @inline(__always)
    static func compose(_ tag: Tag?, _ byteCount: Int, _ parts: (inout [UInt8]) -> Void) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(byteCount + 1)
        if let tag { key.append(tag.rawValue) }
        parts(&key)
        return key
    }
}

extension [UInt8] {
    /// Appends a number as keys hold it.
    @inline(__always)
    mutating func append(_ identifier: some CountedIdentifier) {
        appendBigEndian(identifier.rawValue)
    }

    @inline(__always)
    mutating func append(_ account: AccountID) {
        account.rawValue.append(to: &self)
    }

    mutating func append(_ item: Item) {
        append(item.classID)
        appendBigEndian(item.serial)
    }

    @inline(__always)
    mutating func append(_ account: AccountID, _ identifier: some CountedIdentifier) {
        append(account)
        append(identifier)
    }

    @inline(__always)
    mutating func append(_ identifier: some CountedIdentifier, _ account: AccountID) {
        append(identifier)
        append(account)
    }

    /// Appends a second, which is never negative, and what is due then.
    mutating func append(_ due: Int64, _ identifier: some CountedIdentifier) {
        appendBigEndian(due)
        append(identifier)
    }

    mutating func append(_ epoch: UInt64, _ currency: CurrencyCode) {
        appendBigEndian(epoch)
        let (first, second, third) = currency.bytes
        append(first)
        append(second)
        append(third)
    }

    mutating func append(_ epoch: UInt64, _ currency: CurrencyCode, _ debtor: AccountID, _ creditor: AccountID) {
        append(epoch, currency)
        append(debtor)
        append(creditor)
    }
}
