internal import ChainNode
internal import Foundation
internal import RightsLedger
internal import Signatures
internal import SymbolonClient

/// Starts, loads and kills the node of a crash test, and checks it after each start.
struct CrashSupervisor {
    /// What is known when the test is over.
    struct Ending {
        var recoveries: Int
        var submitted: Int
        var acknowledged: Int
        var lost: Int
        var committed: Int
        var height: UInt64
        var appHash: Digest
        var replayAppHash: Digest
        var replayIsEqual: Bool
        var recoveryMilliseconds: [Double]
    }

    let home: NodeHome
    private let executable: String
    private let bankKey: SigningKey
    private var load: CrashLoad
    private var started = ContinuousClock.now
    private var killsSinceReady = 0
    private var recoveries = 0
    private var recoveryMilliseconds: [Double] = []
    private var lost: Set<CrashLoad.Acknowledgement> = []
    private var checkedCount = 0

    private static let chainID = "symbolon-crash-test"
    private static let accountCount = 64
    private static let unitsPerAccount: UInt64 = 1_000_000_000
    private static let startLimit = Duration.seconds(60)

    init(options: CrashSoak.Options) async throws(WorkbenchError) {
        if let chosen = options.executable { executable = chosen } else { executable = try NodeProcess.ownExecutable() }
        do {
            bankKey = try SigningKey(seed: SeededDraws.digest(seed: options.seed, label: "crash-bank").bytes)
        } catch {
            throw .nodeFailed("a signing key could not be made: \(error)")
        }
        home = try NodeHome.createFresh(
            at: options.directory, purpose: "crash-test",
            settings: [
                (name: "block-interval-milliseconds", value: "20"), (name: "empty-block-seconds", value: "0"),
                (name: "log-level", value: "info"),
            ],
            chain: NodeHome.ChainOptions(
                chainID: CrashSupervisor.chainID,
                accounts: [Genesis.Account(publicKey: bankKey.publicKey, roles: [.regulator, .issuer])]))
        load = CrashLoad(
            chainID: CrashSupervisor.chainID,
            accounts: try await LoadAccounts(seed: options.seed, count: CrashSupervisor.accountCount),
            classID: ClassID(1), seed: options.seed)
    }

    /// Creates the class and hands out units, undisturbed.
    mutating func setUp() async throws(WorkbenchError) {
        let node = try start()
        let client = try await node.waitUntilReady(within: CrashSupervisor.startLimit)
        guard let currency = CurrencyCode("USD") else { return }
        let creation = CreateClass(
            kind: .points, symbol: "UNITS", name: "Units of the crash test", currency: currency, faceValue: Ratio(1),
            policy: ClassPolicy(transferability: .free))
        let grants = load.accounts.ids.map {
            Operation.grantPoints(
                GrantPoints(classID: load.classID, recipient: $0, amount: CrashSupervisor.unitsPerAccount))
        }
        let body = TransactionBody(
            chainID: CrashSupervisor.chainID, sender: AccountID(firstKey: bankKey.publicKey), nonce: 0,
            expiryHeight: 1_000, operations: [.createClass(creation)] + grants)
        do throws(ClientError) {
            _ = try await client.submitAndWait(body.signed(by: bankKey))
        } catch {
            throw .transactionRefused(what: "setting up the crash test", reason: error.description)
        }
        try await node.stop()
    }

    /// Starts the node and kills it after a delay, ready or not.
    mutating func killAtStart(after delay: Duration) async throws(WorkbenchError) {
        let node = try start()
        try? await Task.sleep(for: delay)
        await node.kill()
        killsSinceReady += 1
    }

    /// Starts the node, checks what it promised before, and kills it while it serves a load.
    ///
    /// The delay runs from the moment at which so many batches were handed in.
    mutating func killUnderLoad(after delay: Duration, batches: Int) async throws(WorkbenchError) {
        let node = try start()
        let client = try await checkedClient(of: node)
        let (handedIn, progress) = AsyncStream<Void>.makeStream()
        let load = load
        let end = ContinuousClock.now + delay + .seconds(10)
        let loading = Task {
            var load = load
            await load.run(against: client, until: end) { progress.yield() }
            progress.finish()
            return load
        }
        var waiting = batches
        for await _ in handedIn {
            waiting -= 1
            if waiting <= 0 { break }
        }
        try? await Task.sleep(for: delay)
        await node.kill()
        killsSinceReady += 1
        self.load = await loading.value
    }

    /// Starts the node a last time, stops it in order, and replays its blocks on a fresh database.
    mutating func finish() async throws(WorkbenchError) -> Ending {
        let node = try start()
        _ = try await checkedClient(of: node)
        try await node.stop()
        let height = try await lookUpAcknowledged()
        let replay = try replayFromGenesis()
        return Ending(
            recoveries: recoveries, submitted: load.submittedCount, acknowledged: load.acknowledged.count,
            lost: lost.count, committed: replay.transactionCount, height: height.number, appHash: height.appHash,
            replayAppHash: replay.appHash, replayIsEqual: replay.isEqual && replay.appHash == height.appHash,
            recoveryMilliseconds: recoveryMilliseconds)
    }

    /// Looks for everything that was ever acknowledged in the database itself.
    private mutating func lookUpAcknowledged() async throws(WorkbenchError) -> (number: UInt64, appHash: Digest) {
        let session = try await NodeSession(home: home)
        let acknowledged = load.acknowledged
        let found: (missing: [CrashLoad.Acknowledgement], head: ChainHead)
        do throws(WorkbenchError) {
            found = try runNode { () throws(NodeError) in
                let view = try session.node.view()
                var missing: [CrashLoad.Acknowledgement] = []
                for acknowledgement in acknowledged {
                    let stored = try view.transaction(acknowledgement.id)
                    let isThere = stored?.location.height == acknowledgement.height && stored?.outcome.isApplied == true
                    if !isThere { missing.append(acknowledgement) }
                }
                return (missing, view.head)
            }
        } catch {
            await session.stop()
            throw error
        }
        await session.stop()
        lost.formUnion(found.missing)
        return (found.head.height, found.head.appHash)
    }

    /// Executes all blocks again on a fresh database, undisturbed.
    private func replayFromGenesis() throws(WorkbenchError) -> (
        appHash: Digest, isEqual: Bool, transactionCount: Int
    ) {
        let folder = "\(home.directory)/replay"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            let summary = try NodeMaintenance.replay(dataDirectory: home.dataDirectory, into: folder)
            return (summary.head.appHash, true, Int(clamping: summary.transactions))
        } catch .replayDiffers(_, _, _, let replay) {
            return (replay, false, 0)
        } catch {
            throw .nodeFailed(error.description)
        }
    }

    private mutating func start() throws(WorkbenchError) -> NodeProcess {
        started = .now
        return try NodeProcess(
            executable: executable, home: home.directory,
            logFile: "\(home.directory)/node.log")
    }

    /// Waits until the node is ready and checks that it has what it had promised before the last kill.
    private mutating func checkedClient(of node: NodeProcess) async throws(WorkbenchError) -> NodeClient {
        let client = try await node.waitUntilReady(within: CrashSupervisor.startLimit)
        if killsSinceReady > 0 {
            recoveryMilliseconds.append(started.duration(to: .now) / .milliseconds(1))
            recoveries += killsSinceReady
            killsSinceReady = 0
        }
        do throws(ClientError) {
            for acknowledgement in load.acknowledged[checkedCount...] {
                guard case .applied(acknowledgement.height, _) = try await client.transaction(acknowledgement.id)?.fate
                else {
                    lost.insert(acknowledgement)
                    continue
                }
            }
        } catch {
            throw .processFailed("the node did not answer after it was ready: \(error)")
        }
        checkedCount = load.acknowledged.count
        return client
    }
}
