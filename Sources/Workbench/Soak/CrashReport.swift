/// What a crash test found.
package struct CrashReport: Encodable, Sendable {
    /// What the load and the instants of the kills were derived from.
    package var seed: UInt64
    /// How often the node was killed.
    package var kills: Int
    /// Kills by the moment that was aimed at.
    package var killsDuring: [String: Int]
    /// How often it was ready again afterwards.
    package var recoveries: Int
    /// Transactions that were handed in.
    package var submittedTransactions: Int
    /// Transactions of which the node had said, before a kill, that a block had them.
    package var acknowledgedTransactions: Int
    /// Acknowledged transactions that were not where the node had said.
    package var lostTransactions: Int
    /// Transactions in blocks at the end.
    package var committedTransactions: Int
    /// The last block's number.
    package var height: UInt64
    /// The root of the state after it.
    package var appHash: String
    /// The root that a replay of all blocks from genesis on a fresh database gives.
    package var replayAppHash: String
    /// Whether the replay gave the same root after every block.
    package var appHashEqual: Bool
    /// From the start of the process until it answered, after kills.
    package var recoveryMilliseconds: Percentiles
    /// The whole test, in seconds.
    package var seconds: Double

    /// What does not hold of what a crash test demands; empty where everything does.
    package var failures: [String] {
        var failures: [String] = []
        if lostTransactions > 0 { failures.append("\(lostTransactions) acknowledged transactions were lost") }
        if !appHashEqual { failures.append("a replay from genesis gives another app hash") }
        if recoveries < kills { failures.append("the node recovered \(recoveries) times from \(kills) kills") }
        if acknowledgedTransactions == 0 { failures.append("no transaction was acknowledged: the test proves nothing") }
        return failures
    }

    /// The report as a person reads it.
    package var text: String {
        let moments = killsDuring.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return """
            Crash test, seed \(seed): \(kills) kills (\(moments)) in \(ReadableNumber.rounded(seconds)) s

              \(ReadableNumber.grouped(submittedTransactions)) transactions submitted, \
            \(ReadableNumber.grouped(committedTransactions)) in \(ReadableNumber.grouped(height)) blocks
              \(ReadableNumber.grouped(acknowledgedTransactions)) acknowledged as committed, \(lostTransactions) lost
              recovery in \(ReadableNumber.rounded(recoveryMilliseconds.p50)) ms (median), \
            \(ReadableNumber.rounded(recoveryMilliseconds.p99)) ms (99 of 100)
              app hash  \(appHash)
              replayed  \(replayAppHash): \(appHashEqual ? "equal after every block" : "DIFFERENT")
            """
    }
}
