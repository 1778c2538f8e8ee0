internal import Synchronization

/// What the client of a benchmark has seen so far, shared by its lanes and its watcher.
final class LoadProgress: Sendable {
    /// A request that the node has answered.
    struct Request: Sendable {
        /// The positions of its transfers.
        var transfers: ArraySlice<Int>
        /// When it was sent.
        var sent: ContinuousClock.Instant
    }

    private struct State {
        var requests: [Request] = []
        var refusals: [String] = []
        var pending = 0
        var height: UInt64
        var seen: [(height: UInt64, at: ContinuousClock.Instant)] = []
    }

    private let state: Mutex<State>

    init(height: UInt64) {
        state = Mutex(State(height: height))
    }

    /// Writes down an answered request and what was refused of it.
    func record(_ request: Request, refusals: [String]) {
        state.withLock { state in
            state.requests.append(request)
            state.refusals.append(contentsOf: refusals)
            // Until the next look at the node, what was just handed in counts as waiting.
            state.pending += request.transfers.count
        }
    }

    /// Writes down where the chain stands.
    func record(height: UInt64, pending: Int, at instant: ContinuousClock.Instant) {
        state.withLock { state in
            state.pending = pending
            guard height > state.height else { return }
            state.height = height
            state.seen.append((height, instant))
        }
    }

    /// The transactions that wait for a block, as far as is known.
    var pending: Int { state.withLock { $0.pending } }

    /// The answered requests.
    var requests: [Request] { state.withLock { $0.requests } }

    /// Why transactions were refused; empty in a good run.
    var refusals: [String] { state.withLock { $0.refusals } }

    /// When each height was first seen, ascending.
    var seen: [(height: UInt64, at: ContinuousClock.Instant)] { state.withLock { $0.seen } }
}
