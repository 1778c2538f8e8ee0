/// What a mempool may hold.
struct MempoolLimits: Sendable {
    /// The most transactions.
    var transactionsMax: Int
    /// The most bytes of transactions.
    var bytesMax: Int
    /// The most transactions of one sender.
    var transactionsPerSenderMax: Int
    /// The most accounts whose committed records are cached.
    var cachedAccountsMax = 262_144

    init(_ configuration: NodeConfiguration) {
        transactionsMax = configuration.mempoolTransactionsMax
        bytesMax = configuration.mempoolBytesMax
        transactionsPerSenderMax = configuration.mempoolTransactionsPerSenderMax
    }
}

/// What a mempool holds and has done since the node was opened.
package struct MempoolStatistics: Equatable, Sendable {
    /// Transactions that wait.
    package var transactions = 0
    /// Their bytes.
    package var bytes = 0
    /// Their senders.
    package var senders = 0
    /// The most transactions it takes.
    package var transactionsMax = 0
    /// The most bytes it takes.
    package var bytesMax = 0
    /// Transactions taken in.
    package var admitted: UInt64 = 0
    /// Transactions turned away.
    package var refused: UInt64 = 0
    /// Transactions that were taken in and then became invalid before a block had room for them.
    package var dropped: UInt64 = 0
}
