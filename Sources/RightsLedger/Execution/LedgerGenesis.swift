/// The state at height 0.
package struct LedgerGenesis: Hashable, Sendable {
    /// 1 to 50 of A-Z a-z 0-9 - _ .
    package var chainID: String
    /// In seconds since 1970 UTC.
    package var time: Int64
    /// How settlement epochs are counted.
    package var epochRule: EpochRule
    /// Accounts that have roles from the start; at least one is a regulator.
    package var accounts: [Account]

    package init(chainID: String, time: Int64, epochRule: EpochRule, accounts: [Account]) {
        self.chainID = chainID
        self.time = time
        self.epochRule = epochRule
        self.accounts = accounts
    }

    /// An account of the genesis.
    package struct Account: Hashable, Sendable {
        /// Which account.
        package var id: AccountID
        /// Its roles.
        package var roles: Roles

        package init(id: AccountID, roles: Roles) {
            self.id = id
            self.roles = roles
        }
    }

    /// The state's entries, ascending by key, as changes of an empty state.
    ///
    /// - Throws: ``LedgerFailure/invalidGenesis(_:)``.
    package func changes() throws(LedgerFailure) -> [LedgerChange] {
        try check()
        let chain = ChainRecord(
            chainID: chainID, epochRule: epochRule, openEpoch: epochRule.epoch(at: time), height: 0, time: time)
        var changes = [LedgerChange(key: StateKey.chain.bytes, previous: .known(nil), value: chain.encoded())]
        for account in accounts.sorted(by: { $0.id < $1.id }) {
            changes.append(
                LedgerChange(
                    key: StateKey.account(account.id).bytes, previous: .known(nil),
                    value: AccountRecord(roles: account.roles).encoded()))
        }
        return changes
    }

    private func check() throws(LedgerFailure) {
        guard FieldBounds.chainIDCharacters.contains(chainID.utf8.count) else {
            throw .invalidGenesis("a chain id has 1 to 50 characters")
        }
        guard chainID.utf8.allSatisfy(LedgerGenesis.isChainIDCharacter) else {
            throw .invalidGenesis("a chain id is made of letters, digits, hyphens, underscores and full stops")
        }
        guard FieldBounds.blockTimes.contains(time) else {
            throw .invalidGenesis(
                "the time is \(time); it lies from \(FieldBounds.blockTimes.lowerBound) to"
                    + " \(FieldBounds.blockTimes.upperBound) seconds since 1970")
        }
        guard epochRule.isValid else {
            throw .invalidGenesis("an epoch has at least one second; a month's offset is at most 840 minutes")
        }
        let sorted = accounts.sorted { $0.id < $1.id }
        for (previous, next) in zip(sorted, sorted.dropFirst()) where previous.id == next.id {
            throw .invalidGenesis("the account \(next.id) stands there twice")
        }
        for account in accounts where !account.roles.isValid {
            throw .invalidGenesis("the account \(account.id) has a role that does not exist")
        }
        guard accounts.contains(where: { $0.roles.contains(.regulator) }) else {
            throw .invalidGenesis("no account is a regulator")
        }
    }

    private static func isChainIDCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
