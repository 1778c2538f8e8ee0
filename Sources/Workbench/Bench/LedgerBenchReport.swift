/// What the ledger benchmark measured.
package struct LedgerBenchReport: Encodable, Sendable {
    /// Transfers that were committed and applied, divided by the time from the first request to the last commit.
    package var transfersPerSecond: Double
    /// The accounts that hold units, among which senders and recipients were drawn.
    package var accounts: Int
    /// Transactions divided by the time that the node spent in executing them.
    package var executionPerSecond: Double
    /// From handing a transaction in to seeing the height of its block, in milliseconds.
    package var commitLatencyMilliseconds: Percentiles
    /// The mean size of an ICS-23 proof of a balance, in bytes.
    package var stateProofBytes: Double
    /// What the database's files grew by, divided by the transactions.
    package var diskBytesPerTransaction: Double
    /// The most memory that the node's process had resident, in megabytes.
    package var peakMegabytes: Double
    /// Each stage's share of the time that the node measured in all of them.
    package var stageShares: [String: Double]
    /// The transfers that were handed in.
    package var transfers: Int
    /// The transfers of one request.
    package var batch: Int
    /// The transactions that could wait for a block before the client held back.
    package var pending: Int
    /// From the first request to the last commit, in seconds.
    package var seconds: Double
    /// Blocks that hold the transfers.
    package var blocks: Int
    /// Seconds of processor time that the node's process used while measured.
    package var nodeProcessorSeconds: Double
    /// Whether every transfer was applied exactly once.
    package var everyTransferApplied: Bool
    /// Whether every account's balance and nonce are what the transfers make of them.
    package var balancesExact: Bool
    /// Whether the class's supply adds up and equals the sum of the balances.
    package var supplyConserved: Bool
    /// How long it took to create the accounts in blocks, in seconds; not part of the measurement.
    package var fillSeconds: Double
    /// How long it took to sign the transfers, in seconds; not part of the measurement.
    package var signSeconds: Double
    /// Where it was measured.
    package var machine: Machine

    /// What does not hold of what the benchmark checks; empty where everything does.
    package var failures: [String] {
        var failures: [String] = []
        if !everyTransferApplied { failures.append("not every transfer was applied exactly once") }
        if !balancesExact { failures.append("balances or nonces are not what the transfers make of them") }
        if !supplyConserved { failures.append("the supply does not add up") }
        return failures
    }

    /// The report as a person reads it.
    package var text: String {
        let shares = stageShares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) \(Int(($0.value * 100).rounded())) %" }.joined(separator: ", ")
        func number(_ value: Double) -> String { ReadableNumber.rounded(value) }
        return """
            Ledger benchmark: \(ReadableNumber.grouped(accounts)) accounts, \(ReadableNumber.grouped(transfers)) signed \
            transfers in requests of \(batch)

              \(number(transfersPerSecond)) transfers per second, from HTTP to synced commit (\(number(seconds)) s)
              \(number(executionPerSecond)) per second in execution alone
              \(number(commitLatencyMilliseconds.p50)) ms to commit (median), \
            \(number(commitLatencyMilliseconds.p99)) ms (99 of 100)
              \(number(peakMegabytes)) MB of memory at most, \(number(diskBytesPerTransaction)) bytes of disk and \
            \(number(stateProofBytes)) bytes of proof per transfer
              stages: \(shares)
              checked: every transfer applied \(everyTransferApplied ? "✓" : "✗"), balances and nonces exact \
            \(balancesExact ? "✓" : "✗"), supply conserved \(supplyConserved ? "✓" : "✗")
            """
    }
}
