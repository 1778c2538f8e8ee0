import RightsLedger
import Signatures
import Testing

/// The state at height 0, and what no chain can begin with.
@Suite struct GenesisTests {
    private let valid = LedgerGenesis(
        chainID: "a-Z_0.9", time: Moment.start, epochRule: .seconds(60),
        accounts: [
            LedgerGenesis.Account(id: Party.brand.id, roles: .issuer),
            LedgerGenesis.Account(id: Party.regulator.id, roles: [.regulator, .oracle]),
        ])

    @Test func theStateHasTheChainAndItsAccounts() throws {
        var state = DictionaryState()
        let changes = try valid.changes()
        state.apply(changes)
        #expect(state.count == 3)
        let chain = ChainRecord(
            chainID: "a-Z_0.9", epochRule: .seconds(60), openEpoch: UInt64(Moment.start) / 60, height: 0,
            time: Moment.start)
        #expect(try state.value(forKey: StateKey.chain.bytes) == chain.encoded())
        let regulator = AccountRecord(roles: [.regulator, .oracle])
        #expect(try state.value(forKey: StateKey.account(Party.regulator.id).bytes) == regulator.encoded())
        let keys = changes.map(\.key)
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }

    @Test(arguments: ["", "with space", "ümlaut", String(repeating: "c", count: 51), "a/b"])
    func aBadChainIDIsRefused(chainID: String) {
        var genesis = valid
        genesis.chainID = chainID
        #expect(throws: LedgerFailure.self) { try genesis.changes() }
    }

    @Test func fiftyCharactersAreAChainID() throws {
        var genesis = valid
        genesis.chainID = String(repeating: "c", count: 50)
        _ = try genesis.changes()
    }

    @Test(arguments: [-1, 0, 86_399, 1 << 37 + 1, Int64.max] as [Int64])
    func aTimeOutsideTheBoundsIsRefused(time: Int64) {
        var genesis = valid
        genesis.time = time
        #expect(throws: LedgerFailure.self) { try genesis.changes() }
    }

    @Test(arguments: [86_400, 1 << 37] as [Int64]) func theFirstAndTheLastTimeAreGood(time: Int64) throws {
        var genesis = valid
        genesis.time = time
        for rule in [EpochRule.seconds(1), .month(utcOffsetMinutes: -840), .month(utcOffsetMinutes: 840)] {
            genesis.epochRule = rule
            _ = try genesis.changes()
        }
    }

    @Test(arguments: [EpochRule.seconds(0), .month(utcOffsetMinutes: 841), .month(utcOffsetMinutes: -841)])
    func aBadEpochRuleIsRefused(rule: EpochRule) {
        var genesis = valid
        genesis.epochRule = rule
        #expect(throws: LedgerFailure.self) { try genesis.changes() }
    }

    @Test func withoutARegulatorThereIsNoChain() {
        var genesis = valid
        genesis.accounts.removeLast()
        #expect(throws: LedgerFailure.self) { try genesis.changes() }
    }

    @Test func anAccountTwiceIsRefused() {
        var genesis = valid
        genesis.accounts.append(LedgerGenesis.Account(id: Party.brand.id, roles: .person))
        #expect(throws: LedgerFailure.self) { try genesis.changes() }
    }

    @Test func anUnknownRoleIsRefused() {
        var genesis = valid
        genesis.accounts.append(LedgerGenesis.Account(id: Party.alice.id, roles: Roles(rawValue: 32)))
        #expect(throws: LedgerFailure.self) { try genesis.changes() }
    }
}
