internal import ChainNode
internal import RightsLedger
internal import Signatures

/// A node in step mode: it makes a block when the demo says so, at the time that the demo names.
struct DemoChain {
    let node: Node
    private var view: NodeView

    /// Takes over an open node.
    init(node: Node) throws(WorkbenchError) {
        self.node = node
        view = try runNode { () throws(NodeError) in try node.view() }
    }

    /// The number of the last block.
    var height: UInt64 { view.head.height }

    /// The root of the state after the last block.
    var appHash: Digest { view.head.appHash }

    /// Questions to the state after the last block.
    var reader: LedgerReader { view.ledger }

    /// Hands in transactions, as any client would, and has blocks made until all of them stand in one.
    ///
    /// The blocks' time is in seconds since 1970 UTC.
    ///
    /// - Throws: ``WorkbenchError/transactionRefused(what:reason:)`` where the node does not take one in.
    mutating func makeBlocks(
        of transactions: [SignedTransaction], time: Int64
    ) async throws(WorkbenchError) -> [CommittedBlock] {
        for result in await node.submit(transactions.map { $0.encoded() }) {
            if case .refused(let refusal) = result {
                throw .transactionRefused(what: "a transaction", reason: refusal.description)
            }
        }
        var blocks: [CommittedBlock] = []
        repeat {
            let node = node
            blocks.append(
                try await runNode { () async throws(NodeError) in try await node.produceBlock(time: time) })
        } while node.mempoolStatistics.transactions > 0
        view = try runNode { () throws(NodeError) in try node.view() }
        return blocks
    }
}
