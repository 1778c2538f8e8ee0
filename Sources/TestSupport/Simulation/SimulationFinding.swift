package import RightsLedger

/// A difference between ledger and auditor, with all that is needed to see it again.
package struct SimulationFinding: Error, Sendable, CustomStringConvertible {
    package var seed: UInt64
    package var height: UInt64
    package var time: Int64
    /// The position in the block; `nil` where the block as a whole is at fault.
    package var transactionIndex: Int?
    /// How many transactions had run before.
    package var transactionCount: Int
    /// What differs, with both sides.
    package var what: String
    /// The transaction at fault.
    package var body: TransactionBody?
    /// The last transactions of the accounts that are involved.
    package var history: [String]

    package var description: String {
        var lines = ["simulation finding: \(what)"]
        lines.append(
            "at seed \(seed), block \(height) (time \(time)), transaction "
                + "\(transactionIndex.map { "\($0) of the block" } ?? "none"), after \(transactionCount) transactions")
        lines.append("replay with: SIM_SEED=\(seed) swift test -c release --filter LedgerSimulation")
        if let body { lines.append("transaction: \(SimulationFinding.text(of: body))") }
        if !history.isEmpty { lines.append("what the accounts did before:") }
        return (lines + history.map { "    \($0)" }).joined(separator: "\n")
    }

    /// A transaction in one line, names shortened.
    package static func text(of body: TransactionBody) -> String {
        let operations = body.operations.prefix(8).map { "\($0)" }.joined(separator: "; ")
        let more = body.operations.count > 8 ? "; and \(body.operations.count - 8) more" : ""
        return "\(body.sender) nonce \(body.nonce) until \(body.expiryHeight): \(operations)\(more)"
    }

    /// The accounts that a transaction names.
    static func accounts(in body: TransactionBody) -> Set<AccountID> {
        var accounts: Set<AccountID> = [body.sender]
        for operation in body.operations {
            switch operation {
            case .transfer(let payload): accounts.insert(payload.recipient)
            case .grantPoints(let payload): accounts.insert(payload.recipient)
            case .grantEntitlement(let payload): accounts.insert(payload.recipient)
            case .grantCollectible(let payload): accounts.insert(payload.recipient)
            case .attestEvent(let payload): accounts.insert(payload.subject)
            case .setRoles(let payload): accounts.insert(payload.account)
            case .setAccountFrozen(let payload): accounts.insert(payload.account)
            case .setAllowed(let payload): accounts.insert(payload.account)
            case .setMinter(let payload): accounts.insert(payload.account)
            default: continue
            }
        }
        return accounts
    }
}
