package import RightsLedger
import Signatures

extension LedgerMirror {
    /// An entry of the state that is not in the form that the rules page describes.
    package struct BadEntry: Error, Sendable, CustomStringConvertible {
        package var key: [UInt8]
        package var value: [UInt8]?
        package var description: String {
            "key \(Hex.encode(key)) with value \(value.map { Hex.encode($0) } ?? "none") is not an entry of a ledger"
        }
    }

    private struct NotCanonical: Error {}

    /// Applies a change of the state.
    ///
    /// - Throws: ``BadEntry`` for a key or a value that is not canonical.
    package mutating func apply(_ change: LedgerChange) throws(BadEntry) {
        do throws(NotCanonical) {
            guard let key = StateKey(bytes: change.key), key.bytes == change.key else { throw NotCanonical() }
            try apply(key, change.value)
        } catch {
            throw BadEntry(key: change.key, value: change.value)
        }
    }

    private mutating func apply(_ key: StateKey, _ value: [UInt8]?) throws(NotCanonical) {
        switch key {
        case .chain: chain = try record(value)
        case .counter(let counter): counters[counter] = try number(value)
        case .account(let account): accounts[account] = try record(value)
        case .classRecord(let id): classes[id] = try record(value)
        case .symbol(let symbol):
            symbols[symbol] = try bytes(value, count: 4).map { ClassID(UInt32(truncatingIfNeeded: bigEndian($0))) }
        case .supply(let id): supplies[id] = try record(value)
        case .dueTotal(let due, let id): dueTotals[ClassTime(time: due, classID: id)] = try number(value)
        case .allowed(let id, let account): try mark(value, Member(classID: id, account: account), in: &allowed)
        case .minter(let id, let account): try mark(value, Member(classID: id, account: account), in: &minters)
        case .quotaTally(let id, let account): tallies[Member(classID: id, account: account)] = try record(value)
        case .emission(let due, let id): cursors[ClassTime(time: due, classID: id)] = try record(value)
        case .balance(let account, let id):
            let balance: BalanceRecord? = try record(value)
            balances[Member(classID: id, account: account)] = balance?.entries
        case .lot(let owner, let lot): lots[OwnedLot(owner: owner, lot: lot)] = try record(value)
        case .item(let item): items[item] = try record(value)
        case .ownedItem(let owner, let item): try mark(value, OwnedItem(owner: owner, item: item), in: &ownedItems)
        default: try applyProgramme(key, value)
        }
    }

    private mutating func applyProgramme(_ key: StateKey, _ value: [UInt8]?) throws(NotCanonical) {
        switch key {
        case .campaign(let id): campaigns[id] = try record(value)
        case .campaignByEventType(let eventType, let id):
            try mark(value, RunningCampaign(eventType: eventType, campaign: id), in: &runningCampaigns)
        case .campaignSpending(let id, let account):
            spending[Beneficiary(campaign: id, account: account)] = try number(value)
        case .attestedEvent(let id): events[id] = try record(value)
        case .agreement(let id): agreements[id] = try record(value)
        case .agreementDay(let id, let day):
            agreementDays[AgreementDay(agreement: id, day: Int(day))] = try number(value)
        case .receipt(let id): receipts[id] = try record(value)
        case .receiptDeadline(let deadline, let id):
            try mark(value, Deadline(time: deadline, receipt: id), in: &deadlines)
        case .obligation(let epoch, let currency, let debtor, let creditor):
            let key = AuditorBooks.DebtKey(epoch: epoch, currency: currency, debtor: debtor, creditor: creditor)
            obligations[key] = try number(value)
        case .position(let epoch, let currency, let account):
            let key = AuditorBooks.PositionKey(epoch: epoch, currency: currency, account: account)
            positions[key] = try bytes(value, count: 16).map { Int128(truncatingIfNeeded: bigEndian($0)) }
        case .settlement(let epoch, let currency, let debtor, let creditor):
            let key = AuditorBooks.DebtKey(epoch: epoch, currency: currency, debtor: debtor, creditor: creditor)
            settlements[key] = try record(value)
        case .scheduledBurn(let due, let id): scheduledBurns[BurnTime(time: due, burn: id)] = try record(value)
        case .buyBack(let id): buyBacks[id] = try record(value)
        default: throw NotCanonical()
        }
    }

    /// Reads a record, and holds its encoding against the bytes.
    private func record<Record: StateRecord>(_ value: [UInt8]?) throws(NotCanonical) -> Record? {
        guard let value else { return nil }
        guard let record = try? Record(decoding: value), record.encoded() == value else { throw NotCanonical() }
        return record
    }

    /// The bytes after the version byte, of which there must be so many.
    private func bytes(_ value: [UInt8]?, count: Int) throws(NotCanonical) -> ArraySlice<UInt8>? {
        guard let value else { return nil }
        guard value.count == count + 1, value.first == 1 else { throw NotCanonical() }
        return value.dropFirst()
    }

    /// A number that is not zero: an entry of zero would be no entry.
    private func number(_ value: [UInt8]?) throws(NotCanonical) -> UInt64? {
        guard let bytes = try bytes(value, count: 8) else { return nil }
        let number = UInt64(bigEndian(bytes))
        guard number > 0 else { throw NotCanonical() }
        return number
    }

    private func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt128 {
        bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }

    /// Keeps what is only present or absent.
    private func mark<Element: Hashable>(
        _ value: [UInt8]?, _ element: Element, in set: inout Set<Element>
    ) throws(NotCanonical) {
        if try bytes(value, count: 0) != nil { set.insert(element) } else { set.remove(element) }
    }
}
