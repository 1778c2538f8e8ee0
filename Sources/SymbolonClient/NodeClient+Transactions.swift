internal import Foundation
public import RightsLedger

extension NodeClient {
    /// Sends a transaction; the node answers as soon as it has checked it, and a block takes it later.
    ///
    /// Sending the same transaction twice is harmless: it is executed at most once.
    ///
    /// ```swift
    /// let transaction = try await wallet.sign([.transfer(Transfer(asset: .units(points, 5), recipient: bob))], by: client)
    /// try await client.submit(transaction)
    /// let answer = try await client.waitForCommit(of: transaction.id)
    /// ```
    ///
    /// - Throws: ``ClientError/refused(_:)`` with the ledger's or the node's reason.
    @discardableResult
    public func submit(_ transaction: SignedTransaction) async throws(ClientError) -> TransactionAnswer {
        try await post(transaction, query: [])
    }

    /// Sends a transaction and waits until a block has it.
    ///
    /// - Throws: ``ClientError/refused(_:)`` where it was refused, at once or in its block; its problem names the
    ///   transaction. ``ClientError/stillPending(_:)`` where no block took it within the node's waiting time.
    public func submitAndWait(_ transaction: SignedTransaction) async throws(ClientError) -> TransactionAnswer {
        let answer = try await post(transaction, query: [("wait", "commit")])
        if case .pending = answer.fate { throw .stillPending(answer.id) }
        return answer
    }

    /// Asks what a transaction would do if it came next; nothing changes.
    ///
    /// - Throws: ``ClientError/refused(_:)`` with the reason for which it would be refused.
    public func dryRun(_ transaction: SignedTransaction) async throws(ClientError) -> TransactionAnswer {
        try await post(transaction, query: [("dryRun", "true")])
    }

    /// Sends many transactions in one request; each is taken or refused by itself.
    ///
    /// - Returns: One result for each transaction, in their order.
    public func submitBatch(_ transactions: [SignedTransaction]) async throws(ClientError) -> [BatchResult] {
        try await submitBatch(encoded: transactions.map { $0.encoded() })
    }

    /// Sends many encoded transactions in one request; each is taken or refused by itself.
    ///
    /// - Returns: One result for each transaction, in their order.
    public func submitBatch(encoded transactions: [[UInt8]]) async throws(ClientError) -> [BatchResult] {
        let question = HTTPQuestion(
            method: "POST", path: "/v1/transactions/batch", body: BatchMessage.encode(transactions),
            contentType: "application/x-protobuf", accept: "application/x-protobuf", timeout: patience.requestSeconds)
        let results = try BatchMessage.decodeResults(try await sendRepeatedly(question).body)
        guard results.count == transactions.count else {
            throw .answerMalformed(reason: "\(results.count) results for \(transactions.count) transactions")
        }
        return results
    }

    /// Asks what became of a transaction; `nil` where the node does not know it.
    public func transaction(_ id: TransactionID) async throws(ClientError) -> TransactionAnswer? {
        guard let node = try await find("/v1/transactions/\(id)") else { return nil }
        return try TransactionAnswer(node)
    }

    /// Waits until a block has a transaction.
    ///
    /// - Throws: ``ClientError/stillPending(_:)`` when the time is over.
    public func waitForCommit(
        of id: TransactionID, timeout: Duration = .seconds(30)
    ) async throws(ClientError) -> TransactionAnswer {
        let end = ContinuousClock.now + timeout
        while ContinuousClock.now < end {
            if let answer = try await transaction(id), answer.fate != .pending { return answer }
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                throw .stillPending(id)
            }
        }
        throw .stillPending(id)
    }

    private func post(
        _ transaction: SignedTransaction, query: [(name: String, value: String)]
    ) async throws(ClientError) -> TransactionAnswer {
        let question = HTTPQuestion(
            method: "POST", path: "/v1/transactions", query: query, body: transaction.encoded(),
            contentType: "application/x-protobuf", timeout: patience.requestSeconds)
        return try TransactionAnswer(try NodeClient.json(try await sendRepeatedly(question)))
    }
}
