import ChainNode
import Logging
import RightsLedger
import Signatures
import StateStore
import Testing

/// A chain with a regulator, an issuer and people, of which every key comes from a fixed seed.
struct TestChain {
    static let time: Int64 = 1_700_000_000

    let operatorKey: SigningKey
    let regulator: SigningKey
    let issuer: SigningKey
    let people: [SigningKey]
    let genesis: Genesis

    init(peopleCount: Int = 8, chainID: String = "test-chain") throws {
        operatorKey = try TestChain.key(1)
        regulator = try TestChain.key(2)
        issuer = try TestChain.key(3)
        people = try (0..<peopleCount).map { try TestChain.key(1_000 + UInt64($0)) }
        genesis = Genesis(
            chainID: chainID, time: TestChain.time,
            accounts: [
                Genesis.Account(publicKey: regulator.publicKey, roles: .regulator),
                Genesis.Account(publicKey: issuer.publicKey, roles: .issuer),
            ],
            operatorKey: operatorKey.publicKey)
    }

    static func key(_ number: UInt64) throws -> SigningKey {
        var seed = [UInt8](repeating: 0, count: 24)
        for shift in stride(from: 56, through: 0, by: -8) {
            seed.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
        return try SigningKey(seed: seed)
    }

    func open(
        store: any AuthenticatedStore = MemoryStore(), mode: ProductionMode = .step,
        _ change: (inout NodeConfiguration) -> Void = { _ in }
    ) throws -> Node {
        var configuration = NodeConfiguration()
        configuration.blockIntervalMilliseconds = 5
        change(&configuration)
        return try Node.open(
            genesis: genesis, operatorKey: operatorKey, store: store, configuration: configuration, mode: mode,
            logger: TestChain.logger)
    }

    static var logger: Logger {
        Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    }

    /// A signed transaction of one sender.
    func transaction(
        _ key: SigningKey, nonce: UInt64, expiryHeight: UInt64 = 1_000_000, _ operations: [RightsLedger.Operation]
    ) -> SignedTransaction {
        TransactionBody(
            chainID: genesis.chainID, sender: AccountID(firstKey: key.publicKey), nonce: nonce,
            expiryHeight: expiryHeight, operations: operations
        ).signed(by: key)
    }

    /// The issuer's first transaction: class 1, points that anybody may transfer, and some for each person.
    func opening(grant: UInt64 = 1_000) throws -> [[UInt8]] {
        let currency = try #require(CurrencyCode("EUR"))
        var operations: [RightsLedger.Operation] = [
            .createClass(
                CreateClass(
                    kind: .points, symbol: "PTS", name: "Points", currency: currency, faceValue: Ratio(1),
                    policy: ClassPolicy(transferability: .free)))
        ]
        for person in people.prefix(200) {
            operations.append(
                .grantPoints(
                    GrantPoints(
                        classID: ClassID(1), recipient: AccountID(firstKey: person.publicKey), amount: grant)))
        }
        return [transaction(issuer, nonce: 0, operations).encoded()]
    }

    /// A transfer of points from one person to another.
    func transfer(
        from: Int, to: Int, nonce: UInt64, amount: UInt64 = 1, expiryHeight: UInt64 = 1_000_000
    ) -> SignedTransaction {
        transaction(
            people[from], nonce: nonce, expiryHeight: expiryHeight,
            [
                .transfer(
                    Transfer(
                        asset: .units(ClassID(1), amount), recipient: AccountID(firstKey: people[to].publicKey)))
            ])
    }

    func account(_ person: Int) -> AccountID { AccountID(firstKey: people[person].publicKey) }
}
