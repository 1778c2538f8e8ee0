internal import Signatures

extension LotRecord {
    /// What the lot counts in its class's supply: quantity × scope bits × days.
    ///
    /// At most 2^32 × 64 × 2^16 = 2^54.
    package var measure: UInt64 {
        let days = validFrom < validUntil ? UInt64(validUntil - validFrom) : 0
        return UInt64(quantity) * UInt64(scope.nonzeroBitCount) * days
    }
}

extension BlockExecution {
    /// Returns a lot of an account with its class.
    ///
    /// - Throws: `lotNotFound`.
    mutating func requireLot(
        _ lot: LotID, of account: AccountID
    ) throws(Stop) -> (record: LotRecord, terms: ClassTerms) {
        guard let record: LotRecord = try state.read(.lot(account, lot)) else {
            throw .refused(.lotNotFound, ("lot", lot))
        }
        return (record, try knownClass(record.classID))
    }

    /// Returns an item of an account with its class.
    ///
    /// - Throws: `itemNotFound`.
    mutating func requireItem(
        _ item: Item, of account: AccountID
    ) throws(Stop) -> (record: ItemRecord, terms: ClassTerms) {
        guard let record: ItemRecord = try state.read(.item(item)), record.owner == account else {
            throw .refused(.itemNotFound, ("class", item.classID), ("serial", item.serial))
        }
        return (record, try knownClass(item.classID))
    }

    /// Gives an item that nobody owns an owner.
    mutating func place(_ item: Item, metadataHash: Digest, owner: AccountID) {
        state.create(ItemRecord(owner: owner, metadataHash: metadataHash), .item(item))
        state.create(.ownedItem(owner, item))
    }

    /// Takes an item out of the accounts.
    mutating func removeItem(_ item: Item, owner: AccountID) {
        state.remove(.item(item))
        state.remove(.ownedItem(owner, item))
    }

    /// Moves an item to another owner, without its offer.
    mutating func move(_ item: Item, _ record: ItemRecord, to recipient: AccountID) {
        state.remove(.ownedItem(record.owner, item))
        place(item, metadataHash: record.metadataHash, owner: recipient)
    }
}
