internal import ChainNode
internal import Foundation
internal import RightsLedger
internal import Signatures
internal import SymbolonClient

/// Measures signed transfers through the whole path, from HTTP to the synced commit.
///
/// The node is the real program in a process of its own with its default settings, so that its memory is its own and
/// the client shares the machine with it as a real one on the same host would. The accounts are created before in
/// genuine blocks of grants by a node in this process. The transfers are signed before the clock starts: what is
/// measured is the node, not the wallets.
package struct LedgerBench: Sendable {
    /// What the caller can choose.
    package struct Options: Sendable {
        /// The accounts that hold units; at least 2.
        package var accounts: Int
        /// For how long transfers are sent.
        package var seconds: Int
        /// The transfers of one request.
        package var batch: Int
        /// The transactions that may wait for a block before the client holds back.
        package var pending: Int
        /// An empty folder for the node; `nil` for a temporary one, which is removed.
        package var directory: String?
        /// What keys and transfers derive from.
        package var seed: UInt64

        package init(accounts: Int, seconds: Int, batch: Int, pending: Int, directory: String? = nil, seed: UInt64 = 1)
        {
            self.accounts = accounts
            self.seconds = seconds
            self.batch = batch
            self.pending = pending
            self.directory = directory
            self.seed = seed
        }
    }

    /// What was measured.
    package let report: LedgerBenchReport

    /// More transfers than this per second are not signed in advance, so a faster node would end early.
    private static let signedPerSecond = 25_000

    /// Runs the benchmark.
    package init(options: Options) async throws(WorkbenchError) {
        var bank = try BenchBank(seed: options.seed)
        let home = try NodeHome.createFresh(
            at: options.directory, purpose: "benchmark",
            settings: [(name: "log-level", value: "warning"), (name: "empty-block-seconds", value: "0")],
            chain: bank.chain)
        let fillBegan = ContinuousClock.now
        let accounts = try await LoadAccounts(seed: options.seed, count: options.accounts)
        let fillHeight = try await bank.fill(accounts, home: home)
        let fillSeconds = fillBegan.duration(to: .now) / .seconds(1)

        let signBegan = ContinuousClock.now
        let plan = try await TransferPlan(
            count: options.seconds * LedgerBench.signedPerSecond, accounts: accounts, chainID: BenchBank.chainID,
            classID: BenchBank.classID, expiryHeight: fillHeight + 1_000_000, seed: options.seed)
        let signSeconds = signBegan.duration(to: .now) / .seconds(1)

        let diskBefore = try LedgerBench.compactedByteCount(of: home)
        let process = try NodeProcess(
            executable: try NodeProcess.ownExecutable(), home: home.directory,
            logFile: "\(home.directory)/node.log")
        let measured: Measured
        do throws(WorkbenchError) {
            measured = try await LedgerBench.measure(process, plan: plan, options: options)
            try await process.stop()
        } catch {
            await process.kill()
            throw error
        }
        let verdict = try await BenchVerdict(
            home: home, fillHeight: fillHeight, plan: plan, accounts: accounts, outcome: measured.outcome)
        let diskAfter = try LedgerBench.compactedByteCount(of: home)
        let seconds = measured.outcome.began.duration(to: measured.outcome.ended) / .seconds(1)
        let stageSum = measured.stages.values.reduce(0, +)
        report = LedgerBenchReport(
            transfersPerSecond: (Double(verdict.appliedCount) / seconds).rounded(), accounts: options.accounts,
            executionPerSecond: (Double(verdict.appliedCount) / max(measured.stages["execute"] ?? 0, 1e-9)).rounded(),
            commitLatencyMilliseconds: Percentiles(of: verdict.latencies),
            stateProofBytes: verdict.proofBytes,
            diskBytesPerTransaction: LedgerBench.rounded(
                (Double(diskAfter) - Double(diskBefore)) / Double(max(verdict.appliedCount, 1))),
            peakMegabytes: measured.peakMegabytes,
            stageShares: measured.stages.mapValues { LedgerBench.rounded($0 / max(stageSum, 1e-9), digits: 1_000) },
            transfers: verdict.submittedCount, batch: options.batch, pending: options.pending,
            seconds: LedgerBench.rounded(seconds),
            blocks: verdict.blockCount, nodeProcessorSeconds: LedgerBench.rounded(measured.processorSeconds),
            everyTransferApplied: verdict.everyTransferApplied, balancesExact: verdict.balancesExact,
            supplyConserved: verdict.supplyConserved, fillSeconds: LedgerBench.rounded(fillSeconds),
            signSeconds: LedgerBench.rounded(signSeconds), machine: .current())
        if options.directory == nil { home.remove() }
    }

    /// The size of the database with everything merged into sorted files.
    ///
    /// Without this, what the disk holds would depend on how far the background work on the accounts' creation has come,
    /// and that work would go on during the measurement.
    private static func compactedByteCount(of home: NodeHome) throws(WorkbenchError) -> UInt64 {
        try runNode { () throws(NodeError) in
            _ = try NodeMaintenance.prune(dataDirectory: home.dataDirectory, heightsKept: heightsNeverReached)
            // Files that are no longer needed are gone for sure when the database was closed once.
            return try NodeMaintenance.status(dataDirectory: home.dataDirectory).databaseBytes
        }
    }

    /// Keeps every height, so that pruning only compacts.
    private static let heightsNeverReached: UInt64 = 1 << 40

    /// What the node and the client showed while the load ran.
    private struct Measured {
        var outcome: TransferLoad.Outcome
        var stages: [String: Double]
        var peakMegabytes: Double
        var processorSeconds: Double
    }

    private static func measure(
        _ process: NodeProcess, plan: TransferPlan, options: Options
    ) async throws(WorkbenchError) -> Measured {
        let client = try await process.waitUntilReady(within: .seconds(300))
        let stagesBefore = try await StageMetrics.fetch(from: client.address)
        let processorBefore = process.processorSeconds ?? 0
        let load = TransferLoad(
            client: client, plan: plan, batch: options.batch, pendingMax: options.pending,
            limit: .seconds(options.seconds))
        let outcome = try await load.run()
        let processorAfter = process.processorSeconds ?? 0
        let stages = try await StageMetrics.fetch(from: client.address).since(stagesBefore)
        guard let peak = process.peakMegabytes else { throw .checkFailed("the node's memory is not known here") }
        return Measured(
            outcome: outcome, stages: stages, peakMegabytes: peak, processorSeconds: processorAfter - processorBefore)
    }

    private static func rounded(_ value: Double, digits: Double = 10) -> Double {
        (value * digits).rounded() / digits
    }
}
