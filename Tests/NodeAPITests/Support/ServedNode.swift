import ChainNode
import Foundation
import Logging
import NodeAPI
import RightsLedger
import ServiceLifecycle
import Signatures
import StateStore
import SymbolonClient

/// A node in this process, in memory, with its HTTP interface on a free loopback port.
struct ServedNode {
    let node: Node
    let client: NodeClient
    let http: HTTPProbe
    let cast: Cast
    let operatorKey: PublicKey

    static let apiKey = "an-api-key-for-tests-0123456789"

    /// The time of the genesis, a Saturday noon.
    static let genesisTime: Int64 = 1_769_860_800

    /// Runs a test against a served node, and shuts both down in good order.
    static func run<Result: Sendable>(
        mode: ProductionMode = .step, apiKey: String? = ServedNode.apiKey, limits: APILimits? = nil,
        registry: PrometheusRegistry = PrometheusRegistry(),
        configure: (inout NodeConfiguration) -> Void = { _ in },
        _ body: @escaping @Sendable (ServedNode) async throws -> Result
    ) async throws -> Result {
        let cast = try Cast()
        let operatorKey = try SigningKey(seed: Array(repeating: 9, count: 32))
        let genesis = Genesis(
            chainID: "api-tests", time: genesisTime, epochRule: .seconds(3_600),
            accounts: [
                Genesis.Account(publicKey: cast.brand.key.publicKey, roles: [.regulator, .issuer]),
                Genesis.Account(publicKey: cast.partner.key.publicKey, roles: [.platform]),
                Genesis.Account(publicKey: cast.till.key.publicKey, roles: [.oracle]),
            ], operatorKey: operatorKey.publicKey)
        var configuration = NodeConfiguration()
        configuration.listenPort = 0
        configuration.blockIntervalMilliseconds = 20
        configure(&configuration)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let node = try Node.open(
            genesis: genesis, operatorKey: operatorKey, store: MemoryStore(), configuration: configuration, mode: mode,
            logger: logger)
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let server = NodeServer(
            node: node, key: apiKey.map { AdministrationKey($0) }, registry: registry, limits: limits, logger: logger
        ) { continuation.yield($0) }
        // A test may stop the node by itself and go on asking the interface.
        let services = [
            ServiceGroupConfiguration.ServiceConfiguration(service: node, successTerminationBehavior: .ignore),
            ServiceGroupConfiguration.ServiceConfiguration(service: server),
        ]
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: services, logger: logger))
        return try await withThrowingTaskGroup(of: Result?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            tasks.addTask {
                var iterator = ports.makeAsyncIterator()
                guard let port = await iterator.next() else { throw TestFailure("the interface does not listen") }
                var patience = NodeClient.Patience()
                patience.repetitions = 0
                let address = "http://127.0.0.1:\(port)"
                return try await body(
                    ServedNode(
                        node: node, client: try NodeClient(address: address, apiKey: apiKey, patience: patience),
                        http: HTTPProbe(address: address, port: port), cast: cast, operatorKey: operatorKey.publicKey))
            }
            var result: Result?
            do {
                result = try await tasks.next() ?? nil
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            while let rest = try await tasks.next() { result = result ?? rest }
            guard let result else { throw TestFailure("the node stopped before the test ended") }
            return result
        }
    }

    /// Signs operations of an actor with its next nonce, sends them and makes a block of them.
    @discardableResult
    func apply(
        _ operations: [RightsLedger.Operation], by actor: Actor, secondsLater: Int64 = 1
    ) async throws -> TransactionAnswer {
        let transaction = try await sign(operations, by: actor)
        try await client.submit(transaction)
        _ = try await node.produceBlock(time: node.head.time + secondsLater)
        guard let answer = try await client.transaction(transaction.id) else {
            throw TestFailure("the transaction is unknown")
        }
        guard case .applied = answer.fate else { throw TestFailure("the transaction was not applied: \(answer.fate)") }
        return answer
    }

    /// Signs operations of an actor with its next nonce.
    func sign(_ operations: [RightsLedger.Operation], by actor: Actor) async throws -> SignedTransaction {
        let nonce = try await client.account(actor.id).nonce
        return actor.sign(operations, nonce: nonce)
    }
}

/// Somebody with a key.
struct Actor: Sendable {
    let key: SigningKey

    init(seed: UInt8) throws { key = try SigningKey(seed: Array(repeating: seed, count: 32)) }

    var id: AccountID { AccountID(firstKey: key.publicKey) }

    func sign(
        _ operations: [RightsLedger.Operation], nonce: UInt64, chainID: String = "api-tests",
        expiryHeight: UInt64 = 1_000_000
    ) -> SignedTransaction {
        Wallet(key: key).sign(operations, chainID: chainID, nonce: nonce, expiryHeight: expiryHeight)
    }
}

/// Everybody in the tests.
struct Cast: Sendable {
    /// Regulator and issuer.
    let brand: Actor
    /// Platform.
    let partner: Actor
    /// Oracle.
    let till: Actor
    /// Persons.
    let alice: Actor
    let bob: Actor

    init() throws {
        brand = try Actor(seed: 1)
        partner = try Actor(seed: 2)
        till = try Actor(seed: 3)
        alice = try Actor(seed: 4)
        bob = try Actor(seed: 5)
    }
}

/// Why a test cannot go on.
struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
