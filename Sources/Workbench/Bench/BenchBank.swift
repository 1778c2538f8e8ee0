internal import ChainNode
internal import CommandShell
internal import Foundation
internal import RightsLedger
internal import Signatures

/// The issuer of a benchmark: creates the class and gives every account its first units, in genuine blocks.
struct BenchBank {
    static let chainID = "symbolon-benchmark"
    static let classID = ClassID(1)
    /// What every account begins with.
    static let unitsPerAccount: UInt64 = 1_000_000

    private let key: SigningKey
    private let account: AccountID
    private var nonce: UInt64 = 0

    /// The most operations that one transaction may have.
    private static let grantsPerTransaction = 256
    /// Larger blocks hold more in memory and save little.
    private static let transactionsPerBlock = 64

    init(seed: UInt64) throws(WorkbenchError) {
        do {
            key = try SigningKey(seed: SeededDraws.digest(seed: seed, label: "bench-bank").bytes)
        } catch {
            throw .nodeFailed("a signing key could not be made: \(error)")
        }
        account = AccountID(firstKey: key.publicKey)
    }

    /// The chain of a benchmark; the bank is its regulator and an issuer.
    var chain: NodeHome.ChainOptions {
        NodeHome.ChainOptions(
            chainID: BenchBank.chainID,
            accounts: [Genesis.Account(publicKey: key.publicKey, roles: [.regulator, .issuer])])
    }

    /// Creates the class and grants units to every account.
    ///
    /// - Returns: The height of the last block.
    mutating func fill(_ accounts: LoadAccounts, home: NodeHome) async throws(WorkbenchError) -> UInt64 {
        let session = try await NodeSession(home: home)
        do throws(WorkbenchError) {
            try await fill(accounts, session.node)
        } catch {
            await session.stop()
            throw error
        }
        let height = session.node.head.height
        await session.stop()
        return height
    }

    private mutating func fill(_ accounts: LoadAccounts, _ node: Node) async throws(WorkbenchError) {
        guard let currency = CurrencyCode("USD") else { return }
        let creation = CreateClass(
            kind: .points, symbol: "UNITS", name: "Units of the benchmark", currency: currency, faceValue: Ratio(1),
            policy: ClassPolicy(transferability: .free))
        try await makeBlock(of: [sign([.createClass(creation)])], node)
        var progress = ProgressBar(title: "Creating accounts", total: accounts.ids.count)
        defer { progress.finish() }
        let perBlock = BenchBank.grantsPerTransaction * BenchBank.transactionsPerBlock
        for blockStart in stride(from: 0, to: accounts.ids.count, by: perBlock) {
            let blockEnd = min(blockStart + perBlock, accounts.ids.count)
            var transactions: [SignedTransaction] = []
            for start in stride(from: blockStart, to: blockEnd, by: BenchBank.grantsPerTransaction) {
                let recipients = accounts.ids[start..<min(start + BenchBank.grantsPerTransaction, blockEnd)]
                transactions.append(
                    sign(
                        recipients.map {
                            .grantPoints(
                                GrantPoints(
                                    classID: BenchBank.classID, recipient: $0, amount: BenchBank.unitsPerAccount))
                        }))
            }
            try await makeBlock(of: transactions, node)
            progress.update(done: blockEnd)
        }
    }

    private mutating func sign(_ operations: [RightsLedger.Operation]) -> SignedTransaction {
        let body = TransactionBody(
            chainID: BenchBank.chainID, sender: account, nonce: nonce, expiryHeight: 1_000_000, operations: operations)
        nonce += 1
        return body.signed(by: key)
    }

    private func makeBlock(of transactions: [SignedTransaction], _ node: Node) async throws(WorkbenchError) {
        for result in await node.submit(transactions.map { $0.encoded() }) {
            if case .refused(let refusal) = result {
                throw .transactionRefused(what: "creating accounts", reason: refusal.description)
            }
        }
        let time = max(node.head.time, Int64(Date().timeIntervalSince1970))
        let block = try await runNode { () async throws(NodeError) in try await node.produceBlock(time: time) }
        guard block.outcomes.count == transactions.count, block.outcomes.allSatisfy(\.isApplied) else {
            throw .transactionRefused(
                what: "creating accounts", reason: "block \(block.height) does not hold all grants")
        }
    }
}
