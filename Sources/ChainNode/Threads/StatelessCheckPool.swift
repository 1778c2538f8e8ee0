internal import Dispatch
internal import RightsLedger
internal import Signatures
internal import Synchronization

/// A transaction with the hash of its bytes and what the stateless checks said.
struct ScreenedTransaction: Sendable {
    /// The Merkle leaf over the full bytes, signature included; equal leaves mean equal bytes.
    let leaf: Digest
    /// The checked transaction, or why it is none.
    let result: Result<CheckedTransaction, Refusal>
}

/// The stateless checks of many transactions, decoding and signatures, on threads of their own.
///
/// The checks depend on nothing but the bytes and the chain's name, so their order and the number of threads cannot
/// change a result.
final class StatelessCheckPool: Sendable {
    /// How many transactions one thread takes at a time: about a millisecond of work.
    static let chunkCount = 24

    private let queue: WorkQueue
    private let chainID: String
    private let stages: StageClock

    init(chainID: String, threadCount: Int, stages: StageClock) {
        self.chainID = chainID
        self.stages = stages
        queue = WorkQueue(name: "symbolon-check", threadCount: threadCount)
    }

    /// Ends the threads when what waits is done.
    func close() { queue.close() }

    /// Checks a batch; the answers are in its order.
    ///
    /// - Parameters:
    ///   - batch: Encoded transactions.
    ///   - isKnown: Asked before the signature is verified; where it says yes, the answer is `alreadyKnown`.
    ///   - afterChunk: Called on the checking thread with what passed in a chunk, to read ahead what will be needed.
    /// - Returns: `nil` where the pool is closed.
    func check(
        _ batch: [[UInt8]], isKnown: @escaping @Sendable (Digest) -> Bool,
        afterChunk: @escaping @Sendable ([ScreenedTransaction]) -> Void
    ) async -> [ScreenedTransaction]? {
        guard !batch.isEmpty else { return [] }
        return await withCheckedContinuation { continuation in
            let collection = ChunkCollection(batchCount: batch.count) { continuation.resume(returning: $0) }
            enqueue(batch, into: collection) { [self] bytes in
                let leaf = EntryTree.leaf(bytes)
                guard !isKnown(leaf) else {
                    return ScreenedTransaction(leaf: leaf, result: .failure(Refusal(.alreadyKnown)))
                }
                return screen(bytes, leaf: leaf)
            } afterChunk: {
                afterChunk($0)
            }
        }
    }

    /// Checks a batch while the calling thread waits; the answers are in its order.
    ///
    /// - Returns: `nil` where the pool is closed.
    func checkAndWait(_ batch: [[UInt8]]) -> [ScreenedTransaction]? {
        guard !batch.isEmpty else { return [] }
        let finished = DispatchSemaphore(value: 0)
        let collection = ChunkCollection(batchCount: batch.count) { _ in finished.signal() }
        enqueue(batch, into: collection) { [self] in
            screen($0, leaf: EntryTree.leaf($0))
        } afterChunk: { _ in
        }
        finished.wait()
        return collection.answers
    }

    private func enqueue(
        _ batch: [[UInt8]], into collection: ChunkCollection,
        screening: @escaping @Sendable ([UInt8]) -> ScreenedTransaction,
        afterChunk: @escaping @Sendable ([ScreenedTransaction]) -> Void
    ) {
        for (number, start) in stride(from: 0, to: batch.count, by: StatelessCheckPool.chunkCount).enumerated() {
            let chunk = batch[start..<min(start + StatelessCheckPool.chunkCount, batch.count)]
            let isAdded = queue.add { [stages] in
                let began = ContinuousClock.now
                let answers = chunk.map(screening)
                afterChunk(answers)
                stages.add(\.check, since: began)
                collection.store(answers, chunk: number)
            }
            if !isAdded { collection.abandon() }
        }
    }

    private func screen(_ bytes: [UInt8], leaf: Digest) -> ScreenedTransaction {
        do throws(Refusal) {
            return ScreenedTransaction(leaf: leaf, result: .success(try StatelessCheck.check(bytes, chainID: chainID)))
        } catch {
            return ScreenedTransaction(leaf: leaf, result: .failure(error))
        }
    }
}

/// The answers of a batch as its chunks come in, in any order.
private final class ChunkCollection: Sendable {
    private struct State {
        var chunks: [[ScreenedTransaction]?]
        var missing: Int
        var finish: (@Sendable ([ScreenedTransaction]?) -> Void)?
    }

    private let state: Mutex<State>

    init(batchCount: Int, finish: @escaping @Sendable ([ScreenedTransaction]?) -> Void) {
        let count = (batchCount + StatelessCheckPool.chunkCount - 1) / StatelessCheckPool.chunkCount
        state = Mutex(State(chunks: Array(repeating: nil, count: count), missing: count, finish: finish))
    }

    func store(_ answers: [ScreenedTransaction], chunk: Int) {
        let finish = state.withLock { state -> (@Sendable ([ScreenedTransaction]?) -> Void)? in
            state.chunks[chunk] = answers
            state.missing -= 1
            guard state.missing == 0 else { return nil }
            defer { state.finish = nil }
            return state.finish
        }
        finish?(self.answers)
    }

    /// All answers in the order of the batch; `nil` where some are missing.
    var answers: [ScreenedTransaction]? {
        state.withLock { state in state.missing == 0 ? state.chunks.flatMap { $0 ?? [] } : nil }
    }

    /// Gives up: the queue has been closed.
    func abandon() {
        let finish = state.withLock { state in
            defer { state.finish = nil }
            return state.finish
        }
        finish?(nil)
    }
}
