import RightsLedger

/// A second ledger that takes the same transactions in smaller blocks of the same time.
///
/// Where a block does nothing by itself, it must not matter how transactions are cut into blocks.
struct SplitLedger: Sendable {
    private(set) var state: DictionaryState
    private var height: UInt64 = 0

    init(state: DictionaryState) { self.state = state }

    /// Executes the transactions of a block of another ledger as one block or, cut at a position, as two.
    mutating func run(_ transactions: [CheckedTransaction], at time: Int64, height: UInt64, cut: Int?) throws {
        let parts = cut.map { [transactions[..<$0], transactions[$0...]] } ?? [transactions[...]]
        for part in parts {
            self.height += 1
            var execution = BlockExecution(state: state)
            _ = try execution.begin(height: self.height, time: time)
            for transaction in part {
                var body = transaction.body
                // The same distance to its last height.
                body.expiryHeight = body.expiryHeight &- height &+ self.height
                let moved = try CheckedTransaction(unsigned: body, publicKey: transaction.publicKey)
                _ = try execution.execute(moved)
            }
            state.apply(try execution.finish().changes)
        }
    }
}
