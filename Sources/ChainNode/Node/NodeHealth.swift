/// What a node is doing.
package enum NodeState: Equatable, Sendable {
    /// It takes transactions and makes blocks.
    case serving
    /// It finishes what it has begun.
    case stopping
    /// It has stopped in good order.
    case stopped
    /// It cannot go on; nothing is committed any more.
    case failed(NodeError)
}

/// Whether a node works, and whether it takes work.
package struct NodeHealth: Equatable, Sendable {
    /// What the node is doing.
    package let state: NodeState

    /// Whether the process should be left alone; false after a failure.
    package var isHealthy: Bool { if case .failed = state { false } else { true } }

    /// Whether requests should be sent here.
    package var isReady: Bool { state == .serving }
}
