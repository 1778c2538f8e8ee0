internal import RightsLedger

/// What a demo found, for people and for scripts.
package struct DemoReport: Encodable, Sendable {
    /// What everything in the run was derived from.
    package var seed: UInt64
    /// The purchase file.
    package var data: String
    /// The purchases that were replayed.
    package var purchases: Int
    /// The customers who made them.
    package var customers: Int
    /// The first day of the data, `YYYY-MM-DD`.
    package var firstDay: String
    /// The last day of the data.
    package var lastDay: String
    /// The chain's name.
    package var chain: String
    /// Blocks made.
    package var blocks: Int
    /// Transactions in them, applied or refused.
    package var transactions: Int
    /// Ledger events.
    package var events: Int
    /// Ledger events by type.
    package var eventCounts: [String: Int]
    /// Refused transactions by reason.
    package var refusals: [String: Int]
    /// The supply of each class, in the order of their ids.
    package var classes: [ClassReport]
    /// The settlement of each epoch, in order.
    package var settlements: [SettlementReport]
    /// The sum of all net positions of all epochs, in minor currency units; zero.
    package var netPositionsSum: Int64
    /// Payments of the settlements that both sides confirmed.
    package var paymentsConfirmed: Int
    /// Payments of the settlements.
    package var payments: Int
    /// Whether each class's supply adds up.
    package var supplyConserved: Bool
    /// The number of the last block.
    package var height: UInt64
    /// The root of the state after the last block.
    package var appHash: String
    /// The same after the node was stopped and started again.
    package var appHashAfterRestart: String
    /// How long the replay took, in seconds.
    package var seconds: Double
    /// Transactions per second of the replay.
    package var transactionsPerSecond: Double
    /// The folder that holds the node's state.
    package var directory: String

    /// One class of rights.
    package struct ClassReport: Encodable, Sendable {
        package var id: UInt32
        package var symbol: String
        package var name: String
        package var kind: String
        package var minted: UInt64
        package var circulating: UInt64
        package var reserved: UInt64
        package var burned: BurnedReport
        package var expired: UInt64
        /// The face value, in minor currency units, of what circulates outside the issuer's own account.
        package var liability: UInt64

        /// Whether the class's supply adds up.
        package var isConserved: Bool {
            let parts = [
                circulating, reserved, burned.holder, burned.redemption, burned.calendar, burned.buyBack, expired,
            ]
            var sum: UInt64 = 0
            for part in parts {
                let (next, overflow) = sum.addingReportingOverflow(part)
                if overflow { return false }
                sum = next
            }
            return sum == minted
        }
    }

    /// What was burned, by cause.
    package struct BurnedReport: Encodable, Sendable {
        package var holder: UInt64
        package var redemption: UInt64
        package var calendar: UInt64
        package var buyBack: UInt64
    }

    /// The settlement of one epoch.
    package struct SettlementReport: Encodable, Sendable {
        /// The month, `YYYY-MM`.
        package var month: String
        /// Net positions in minor currency units by the party's key; negative where it owes.
        package var positions: [String: Int64]
        /// The payments that settle them.
        package var payments: Int
    }

    /// What does not hold of what a demo promises; empty where everything does.
    package var failures: [String] {
        var failures: [String] = []
        for rightsClass in classes where !rightsClass.isConserved {
            failures.append("the supply of \(rightsClass.symbol) does not add up")
        }
        if netPositionsSum != 0 { failures.append("net positions sum to \(netPositionsSum), not zero") }
        if paymentsConfirmed != payments {
            failures.append("\(payments - paymentsConfirmed) payments were not confirmed by both sides")
        }
        if appHash != appHashAfterRestart { failures.append("the app hash changed when the node was started again") }
        if eventCounts["eventAttested"] != purchases {
            failures.append("\(eventCounts["eventAttested"] ?? 0) of \(purchases) purchases were attested")
        }
        return failures
    }
}
