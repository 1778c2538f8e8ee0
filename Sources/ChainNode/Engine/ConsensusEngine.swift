internal import RightsLedger

/// Who decides which block comes next, and drives the application with it.
package protocol ConsensusEngine: Sendable {
    /// Makes or receives blocks until the task is cancelled; the block in work is finished first.
    ///
    /// - Throws: Where the application cannot go on.
    func run() async throws(NodeError)
}

/// How a solo node makes its blocks.
package enum ProductionMode: Sendable {
    /// By itself, as soon as there is work and the block interval has passed; block times come from a clock.
    case interval(BlockClock)
    /// Only when ``Node/produceBlock(time:)`` is called, with the time that it is given.
    case step
}

/// What time it is for blocks.
package enum BlockClock: Hashable, Sendable {
    /// The system's time.
    case system
    /// The system's time and a number of seconds.
    case offset(seconds: Int64)
    /// Time goes on from the last block's, at the pace of the system's time; for data from the past.
    case continuingFromHead
}
