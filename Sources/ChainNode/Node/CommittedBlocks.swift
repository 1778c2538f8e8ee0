internal import Synchronization

/// The blocks as they are committed, for as long as the reader keeps up.
///
/// Each reader has a buffer of its own. A reader that is slower than the chain for longer than the buffer lasts gets
/// ``NodeError/subscriberTooSlow(lastHeight:)``: it reads the missing blocks from a ``NodeView`` and subscribes again.
/// The sequence ends when the node stops.
package struct CommittedBlocks: AsyncSequence, Sendable {
    package typealias Element = CommittedBlock

    let stream: AsyncThrowingStream<CommittedBlock, any Error>

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(base: stream.makeAsyncIterator())
    }

    /// Reads one block after the other.
    package struct AsyncIterator: AsyncIteratorProtocol {
        var base: AsyncThrowingStream<CommittedBlock, any Error>.AsyncIterator

        /// The next block; `nil` when the node has stopped.
        package mutating func next() async throws -> CommittedBlock? { try await base.next() }
    }
}

/// Hands each committed block to every reader.
final class BlockBroadcast: Sendable {
    private struct State {
        var readers: [UInt64: AsyncThrowingStream<CommittedBlock, any Error>.Continuation] = [:]
        var nextNumber: UInt64 = 0
        var isFinished = false
    }

    private let state = Mutex(State())

    /// Adds a reader, for whom so many blocks may wait.
    func subscribe(capacity: Int) -> CommittedBlocks {
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: CommittedBlock.self, throwing: (any Error).self, bufferingPolicy: .bufferingOldest(max(1, capacity)))
        let number = state.withLock { state -> UInt64? in
            guard !state.isFinished else { return nil }
            state.nextNumber += 1
            state.readers[state.nextNumber] = continuation
            return state.nextNumber
        }
        guard let number else {
            continuation.finish()
            return CommittedBlocks(stream: stream)
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.readers[number] = nil }
        }
        return CommittedBlocks(stream: stream)
    }

    /// Hands out a block; a reader whose buffer is full is let go.
    func send(_ block: CommittedBlock) {
        let readers = state.withLock { $0.readers }
        for (number, reader) in readers {
            if case .dropped = reader.yield(block) {
                state.withLock { $0.readers[number] = nil }
                reader.finish(throwing: NodeError.subscriberTooSlow(lastHeight: block.height - 1))
            }
        }
    }

    /// Ends every reader's sequence.
    func finish() {
        let readers = state.withLock { state in
            state.isFinished = true
            defer { state.readers = [:] }
            return state.readers
        }
        for reader in readers.values { reader.finish() }
    }
}
