internal import RightsLedger
internal import Signatures
internal import SymbolonClient

/// A seeded load of transfers against a node that may die at any moment.
///
/// After each start it asks the node for the nonces, because what was not committed before a kill is forgotten. What the
/// node says is committed it writes down: that must never be lost.
struct CrashLoad {
    /// A transaction of which the node has said that a block has it.
    struct Acknowledgement: Hashable, Sendable {
        var id: TransactionID
        var height: UInt64
    }

    let chainID: String
    let accounts: LoadAccounts
    let classID: ClassID

    private var draws: SeededDraws
    private(set) var submittedCount = 0
    private(set) var acknowledged: [Acknowledgement] = []

    /// The transfers that are handed in at once.
    private static let batchCount = 200
    /// The transfers of a batch whose fate is asked for one by one.
    private static let askedCount = 20

    init(chainID: String, accounts: LoadAccounts, classID: ClassID, seed: UInt64) {
        self.chainID = chainID
        self.accounts = accounts
        self.classID = classID
        draws = SeededDraws(seed: seed, label: "crash-load")
    }

    /// Hands in batches until the node is gone or the time is up, and calls back after each that the node has answered.
    mutating func run(
        against client: NodeClient, until end: ContinuousClock.Instant, didHandIn: () -> Void
    ) async {
        do throws(ClientError) {
            var nonces: [UInt64] = []
            for id in accounts.ids { nonces.append(try await client.account(id).nonce) }
            while ContinuousClock.now < end {
                let height = try await client.status().height
                let (ids, batch) = try makeBatch(&nonces, expiryHeight: height + 1_000)
                let results = try await client.submitBatch(encoded: batch)
                submittedCount += batch.count
                didHandIn()
                let accepted = zip(ids, results).filter { $0.1.isAccepted }.map { $0.0 }
                try await collectAcknowledgements(of: accepted, client, until: end)
            }
        } catch {
            // The node was killed while it answered; what it did not say does not count.
        }
    }

    private mutating func makeBatch(
        _ nonces: inout [UInt64], expiryHeight: UInt64
    ) throws(ClientError) -> (ids: [TransactionID], bytes: [[UInt8]]) {
        var ids: [TransactionID] = []
        var bytes: [[UInt8]] = []
        for _ in 0..<CrashLoad.batchCount {
            let sender = draws.below(accounts.ids.count)
            let recipient = (sender + 1 + draws.below(accounts.ids.count - 1)) % accounts.ids.count
            let transfer = Transfer(
                asset: .units(classID, 1 + draws.below(UInt64(9))), recipient: accounts.ids[recipient])
            let body = TransactionBody(
                chainID: chainID, sender: accounts.ids[sender], nonce: nonces[sender], expiryHeight: expiryHeight,
                operations: [.transfer(transfer)])
            nonces[sender] += 1
            do throws(SignatureError) {
                let signed = body.signed(by: try accounts.key(sender))
                ids.append(signed.id)
                bytes.append(signed.encoded())
            } catch {
                throw .key(error)
            }
        }
        return (ids, bytes)
    }

    /// Asks for some of the transactions until the node says that a block has them.
    private mutating func collectAcknowledgements(
        of ids: [TransactionID], _ client: NodeClient, until end: ContinuousClock.Instant
    ) async throws(ClientError) {
        guard let last = ids.last else { return }
        while ContinuousClock.now < end {
            if case .applied = try await client.transaction(last)?.fate { break }
            try? await Task.sleep(for: .milliseconds(5))
        }
        let step = max(1, ids.count / CrashLoad.askedCount)
        for index in stride(from: 0, to: ids.count, by: step) where ContinuousClock.now < end {
            if case .applied(let height, _) = try await client.transaction(ids[index])?.fate {
                acknowledged.append(Acknowledgement(id: ids[index], height: height))
            }
        }
    }
}
