internal import RightsLedger
internal import Signatures

/// The transfers of a benchmark, drawn and signed before the clock starts.
struct TransferPlan: Sendable {
    /// Who sends how much to whom.
    struct Draw: Sendable {
        var sender: Int32
        var recipient: Int32
        var amount: UInt32
        var nonce: UInt32
    }

    /// The draws, in the order in which they were made.
    let draws: [Draw]
    /// The signed transfers as they travel, in the same order.
    let transfers: [[UInt8]]

    /// Draws senders and recipients evenly among all accounts, gives each sender's transfers successive nonces, and
    /// signs on all processors.
    init(
        count: Int, accounts: LoadAccounts, chainID: String, classID: ClassID, expiryHeight: UInt64, seed: UInt64
    ) async throws(WorkbenchError) {
        var stream = SeededDraws(seed: seed, label: "transfers")
        var nonces = [UInt32](repeating: 0, count: accounts.ids.count)
        var planned: [Draw] = []
        planned.reserveCapacity(count)
        for _ in 0..<count {
            let sender = stream.below(accounts.ids.count)
            let recipient = (sender + 1 + stream.below(accounts.ids.count - 1)) % accounts.ids.count
            let draw = Draw(
                sender: Int32(sender), recipient: Int32(recipient), amount: UInt32(1 + stream.below(UInt64(99))),
                nonce: nonces[sender])
            nonces[sender] += 1
            planned.append(draw)
        }
        let draws = planned
        self.draws = draws
        do {
            transfers = try await ParallelWork.map(count: count) { index in
                let draw = draws[index]
                let asset = Asset.units(classID, UInt64(draw.amount))
                let body = TransactionBody(
                    chainID: chainID, sender: accounts.ids[Int(draw.sender)], nonce: UInt64(draw.nonce),
                    expiryHeight: expiryHeight,
                    operations: [
                        .transfer(Transfer(asset: asset, recipient: accounts.ids[Int(draw.recipient)]))
                    ])
                return body.signed(by: try accounts.key(Int(draw.sender))).encoded()
            }
        } catch {
            throw .nodeFailed("a transfer could not be signed: \(error)")
        }
    }

    /// The positions of the transfers in lanes: the transfers of one sender are in one lane, in their order, so that
    /// lanes can be sent side by side.
    func lanes(_ count: Int) -> [[Int]] {
        var lanes = [[Int]](repeating: [], count: count)
        for (index, draw) in draws.enumerated() { lanes[Int(draw.sender) % count].append(index) }
        return lanes
    }
}
