import RightsLedger
import Signatures
import Testing

// What is committed, record by record.

extension LedgerFixture {
    /// The record under a key; `nil` where there is none.
    func record<Record: StateRecord>(_ type: Record.Type = Record.self, at key: StateKey) throws -> Record? {
        guard let bytes = try state.value(forKey: key.bytes) else { return nil }
        return try Record(decoding: bytes)
    }

    /// The number under a key, a version byte and eight big-endian bytes; `nil` where there is none.
    func number(at key: StateKey) throws -> UInt64? {
        guard let bytes = try state.value(forKey: key.bytes) else { return nil }
        try #require(bytes.count == 9 && bytes.first == 1)
        return bytes.dropFirst().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Whether there is anything under a key.
    func has(_ key: StateKey) throws -> Bool {
        try state.value(forKey: key.bytes) != nil
    }

    func account(_ party: Party) throws -> AccountRecord? {
        try record(at: .account(party.id))
    }

    func rightsClass(_ id: ClassID) throws -> ClassRecord {
        try #require(try record(at: .classRecord(id)))
    }

    func supply(_ id: ClassID) throws -> SupplyRecord {
        try #require(try record(at: .supply(id)))
    }

    /// The entries of a balance as they stand in the state, dead ones as well.
    func balance(_ party: Party, _ id: ClassID) throws -> [BucketUnits] {
        try record(BalanceRecord.self, at: .balance(party.id, id))?.entries ?? []
    }

    /// All units of a balance as it stands in the state.
    func units(_ party: Party, _ id: ClassID) throws -> UInt64 {
        try balance(party, id).reduce(0) { $0 + $1.units }
    }

    func lot(_ lot: LotID, of party: Party) throws -> LotRecord? {
        try record(at: .lot(party.id, lot))
    }

    func item(_ item: Item) throws -> ItemRecord? {
        try record(at: .item(item))
    }

    func campaign(_ id: CampaignID) throws -> CampaignRecord {
        try #require(try record(at: .campaign(id)))
    }

    func agreement(_ id: AgreementID) throws -> AgreementRecord {
        try #require(try record(at: .agreement(id)))
    }

    func receipt(_ id: ReceiptID) throws -> ReceiptRecord {
        try #require(try record(at: .receipt(id)))
    }

    func obligation(
        _ epoch: MonthBucket, _ currency: CurrencyCode, from debtor: Party, to creditor: Party
    ) throws -> UInt64? {
        try number(at: .obligation(epoch: UInt64(epoch.rawValue), currency, debtor: debtor.id, creditor: creditor.id))
    }

    func settlement(
        _ epoch: MonthBucket, _ currency: CurrencyCode, from debtor: Party, to creditor: Party
    ) throws -> SettlementRecord? {
        try record(
            at: .settlement(epoch: UInt64(epoch.rawValue), currency, debtor: debtor.id, creditor: creditor.id))
    }

    /// A net position: a version byte and sixteen big-endian bytes in two's complement.
    func position(_ epoch: MonthBucket, _ currency: CurrencyCode, of party: Party) throws -> Int128? {
        let key = StateKey.position(epoch: UInt64(epoch.rawValue), currency, party.id)
        guard let bytes = try state.value(forKey: key.bytes) else { return nil }
        try #require(bytes.count == 17 && bytes.first == 1)
        return Int128(truncatingIfNeeded: bytes.dropFirst().reduce(UInt128(0)) { $0 << 8 | UInt128($1) })
    }

    func buyBack(_ id: ClassID) throws -> BuyBackRecord? {
        try record(at: .buyBack(id))
    }

    func emission(_ id: ClassID, due: Int64) throws -> EmissionCursor? {
        try record(at: .emission(due: due, id))
    }

    /// Every key of a kind, ascending.
    func keys(_ tag: StateKey.Tag) -> [StateKey] {
        state.entries.filter { $0.key.first == tag.rawValue }.compactMap { StateKey(bytes: $0.key) }
    }
}
