internal import ChainNode
internal import RightsLedger
internal import Signatures
internal import StateStore
internal import SymbolonClient

/// Checks after a benchmark that the node did what it was measured for, by reading its database in this process.
struct BenchVerdict {
    /// Transfers that the node answered for.
    let submittedCount: Int
    /// Transfers that were applied.
    let appliedCount: Int
    /// Blocks after the accounts were created.
    let blockCount: Int
    /// Milliseconds from handing in to seeing the block, for each applied transfer.
    let latencies: [Double]
    /// The mean size of a balance's proof, in bytes.
    let proofBytes: Double
    let everyTransferApplied: Bool
    let balancesExact: Bool
    let supplyConserved: Bool

    init(
        home: NodeHome, fillHeight: UInt64, plan: TransferPlan, accounts: LoadAccounts, outcome: TransferLoad.Outcome
    ) async throws(WorkbenchError) {
        let session = try await NodeSession(home: home)
        let reading: Reading
        do throws(WorkbenchError) {
            reading = try Reading(
                view: try runNode { () throws(NodeError) in try session.node.view() }, fillHeight: fillHeight,
                plan: plan, accounts: accounts, progress: outcome.progress)
        } catch {
            await session.stop()
            throw error
        }
        await session.stop()
        submittedCount = reading.submitted.count
        appliedCount = reading.latencies.count
        blockCount = reading.blockCount
        latencies = reading.latencies
        proofBytes = reading.proofBytes
        everyTransferApplied =
            outcome.progress.refusals.isEmpty && reading.isExactlyOnce && appliedCount == submittedCount
            && submittedCount > 0
        balancesExact = reading.balancesExact
        supplyConserved = reading.supplyConserved
    }
}

/// What the database says about a benchmark.
private struct Reading {
    /// The positions of the transfers that were handed in.
    let submitted: Set<Int>
    private(set) var latencies: [Double] = []
    private(set) var blockCount = 0
    private(set) var isExactlyOnce = true
    private(set) var balancesExact = true
    private(set) var supplyConserved = false
    private(set) var proofBytes = 0.0

    /// Balances of which the proof is measured.
    private static let proofCount = 100

    init(
        view: NodeView, fillHeight: UInt64, plan: TransferPlan, accounts: LoadAccounts, progress: LoadProgress
    ) throws(WorkbenchError) {
        submitted = Set(progress.requests.flatMap(\.transfers))
        try readBlocks(view, from: fillHeight + 1, plan: plan, progress: progress)
        try checkBalances(view, plan: plan, accounts: accounts)
        try measureProofs(view, accounts: accounts)
    }

    /// Finds every transfer in the blocks and takes the time from its request to its block.
    private mutating func readBlocks(
        _ view: NodeView, from first: UInt64, plan: TransferPlan, progress: LoadProgress
    ) throws(WorkbenchError) {
        var sent: [Digest: ContinuousClock.Instant] = [:]
        for request in progress.requests {
            for index in request.transfers { sent[SHA256.hash(plan.transfers[index])] = request.sent }
        }
        let seen = progress.seen
        var next = seen.startIndex
        guard first <= view.head.height else { return }
        for height in first...view.head.height {
            let block = try runNode { () throws(NodeError) in try view.block(atHeight: height) }
            guard let block else { throw .checkFailed("block \(height) is missing") }
            blockCount += 1
            // A height that was never seen by itself was seen with the next one that was.
            while next < seen.endIndex, seen[next].height < height { next += 1 }
            for (bytes, outcome) in zip(block.transactions, block.outcomes) {
                guard outcome.isApplied, let began = sent.removeValue(forKey: SHA256.hash(bytes)), next < seen.endIndex
                else {
                    isExactlyOnce = false
                    continue
                }
                latencies.append(began.duration(to: seen[next].at) / .milliseconds(1))
            }
        }
        if !sent.isEmpty { isExactlyOnce = false }
    }

    /// Compares every balance and nonce with what the transfers make of them.
    private mutating func checkBalances(
        _ view: NodeView, plan: TransferPlan, accounts: LoadAccounts
    ) throws(WorkbenchError) {
        var balances = [Int64](repeating: Int64(BenchBank.unitsPerAccount), count: accounts.ids.count)
        var nonces = [UInt64](repeating: 0, count: accounts.ids.count)
        for index in submitted {
            let draw = plan.draws[index]
            balances[Int(draw.sender)] -= Int64(draw.amount)
            balances[Int(draw.recipient)] += Int64(draw.amount)
            nonces[Int(draw.sender)] += 1
        }
        var sum: UInt64 = 0
        for (index, id) in accounts.ids.enumerated() {
            let (entries, account) = try readLedger { () throws(LedgerFailure) in
                (
                    try view.ledger.balance(of: id, in: BenchBank.classID, at: view.head.time),
                    try view.ledger.account(id)
                )
            }
            let balance = entries.reduce(UInt64(0)) { $0 + $1.units }
            sum += balance
            if Int64(balance) != balances[index] || account?.nonce ?? 0 != nonces[index] { balancesExact = false }
        }
        let supply = try readLedger { () throws(LedgerFailure) in try view.ledger.supply(of: BenchBank.classID) }
        supplyConserved =
            supply?.circulating == sum && supply?.minted == sum
            && sum == UInt64(accounts.ids.count) * BenchBank.unitsPerAccount
    }

    private mutating func measureProofs(_ view: NodeView, accounts: LoadAccounts) throws(WorkbenchError) {
        let step = max(1, accounts.ids.count / Reading.proofCount)
        var sizes: [Int] = []
        for index in stride(from: 0, to: accounts.ids.count, by: step) {
            let key = LightClient.key(ofBalance: accounts.ids[index], in: BenchBank.classID)
            sizes.append(
                try runNode { () throws(NodeError) in try view.stateProof(forKey: key) }.proof.commitment.count)
        }
        proofBytes = (Double(sizes.reduce(0, +)) / Double(max(sizes.count, 1)) * 10).rounded() / 10
    }
}
