import ChainNode
import Foundation
import NodeAPI
import RightsLedger
import SymbolonClient
import Testing

@Suite struct SubmissionTests {
    private let euro = CurrencyCode("EUR")

    private func createClass(_ symbol: String) throws -> RightsLedger.Operation {
        .createClass(
            CreateClass(
                kind: .points, symbol: symbol, name: symbol, currency: try #require(euro), faceValue: Ratio(1),
                policy: ClassPolicy(transferability: .free)))
    }

    @Test func acceptedTransactionWaitsAndIsThenApplied() async throws {
        let document = try DocumentReader()
        try await ServedNode.run { served async throws in
            let transaction = served.cast.brand.sign([try createClass("ONE")], nonce: 0)
            let answer = try await served.http.post("/v1/transactions", protobuf: transaction.encoded())
            #expect(answer.status == 202)
            #expect(answer.header("Location") == "/v1/transactions/\(transaction.id)")
            let schema = try document.answerSchema(path: "/v1/transactions", method: "POST", status: 202)
            #expect(try SchemaChecker(document: document).problems(of: answer.json(), against: schema) == [])
            #expect(try await served.client.transaction(transaction.id)?.fate == .pending)
            _ = try await served.node.produceBlock(time: ServedNode.genesisTime + 1)
            let found = try #require(try await served.client.transaction(transaction.id))
            #expect(found.fate == .applied(height: 1, index: 0))
            #expect(found.events.map(\.type) == ["classCreated"])
            #expect(found.events.map(\.transaction) == [transaction.id])
        }
    }

    @Test func jsonFormIsTheSameTransaction() async throws {
        try await ServedNode.run { served async throws in
            let transaction = served.cast.brand.sign([try createClass("ONE")], nonce: 0)
            let text = Data(transaction.encoded()).base64EncodedString()
            let answer = try await served.http.post("/v1/transactions", json: "{\"transaction\": \"\(text)\"}")
            #expect(answer.status == 202)
            #expect(try answer.json().text("id") == transaction.id.description)
        }
    }

    @Test func waitingAnswersWithTheBlock() async throws {
        try await ServedNode.run(mode: .interval(.system)) { served in
            let transaction = served.cast.brand.sign([try createClass("ONE")], nonce: 0)
            let answer = try await served.client.submitAndWait(transaction)
            guard case .applied(let height, 0) = answer.fate else { throw TestFailure("not applied: \(answer.fate)") }
            #expect(height >= 1)
            #expect(answer.events.map(\.type) == ["classCreated"])
        }
    }

    @Test func waitingEndsWithTheTransactionPending() async throws {
        var limits = APILimits()
        limits.commitWait = .milliseconds(100)
        try await ServedNode.run(limits: limits) { served in
            let transaction = served.cast.brand.sign([try createClass("ONE")], nonce: 0)
            await #expect(throws: ClientError.stillPending(transaction.id)) {
                try await served.client.submitAndWait(transaction)
            }
        }
    }

    @Test func walletSendsOneAfterTheOther() async throws {
        try await ServedNode.run(mode: .interval(.system)) { served in
            let wallet = Wallet(key: served.cast.brand.key)
            for symbol in ["ONE", "TWO", "THREE"] {
                let answer = try await wallet.send([try createClass(symbol)], through: served.client)
                #expect(answer.events.count == 1)
            }
            #expect(try await served.client.account(wallet.account).nonce == 3)
        }
    }

    @Test func submittingAgainTellsTheFate() async throws {
        try await ServedNode.run { served async throws in
            let transaction = served.cast.brand.sign([try createClass("ONE")], nonce: 0)
            #expect(try await served.client.submit(transaction).fate == .pending)
            #expect(try await served.client.submit(transaction).fate == .pending)
            _ = try await served.node.produceBlock(time: ServedNode.genesisTime + 1)
            #expect(try await served.client.account(served.cast.brand.id).nonce == 1)
            #expect(try await served.client.submit(transaction).fate == .applied(height: 1, index: 0))
        }
    }

    @Test func refusalIsAProblemWithCodeAndFacts() async throws {
        let document = try DocumentReader()
        try await ServedNode.run { served async throws in
            let transaction = served.cast.alice.sign([try createClass("ONE")], nonce: 7)
            let answer = try await served.http.post("/v1/transactions", protobuf: transaction.encoded())
            let alternatives = [202, 422]
            #expect(alternatives.contains(answer.status))
            let old = served.cast.brand.sign([try createClass("ONE")], nonce: 0, expiryHeight: 0)
            let refused = try await served.http.post("/v1/transactions", protobuf: old.encoded())
            #expect(refused.status == 422)
            #expect(refused.header("Content-Type") == "application/problem+json")
            let problem = try refused.json()
            #expect(try problem.text("code") == "transactionExpired")
            #expect(try problem.number("number") as Int == 201)
            #expect(try problem.boolean("retryable") == false)
            #expect(try problem.text("transaction") == old.id.description)
            let schema = try document.answerSchema(path: "/v1/transactions", method: "POST", status: 422)
            #expect(try SchemaChecker(document: document).problems(of: problem, against: schema) == [])
        }
    }

    @Test func refusalInABlockIsAProblemWhenWaiting() async throws {
        try await ServedNode.run(mode: .interval(.system)) { served in
            let transaction = served.cast.alice.sign([try createClass("ONE")], nonce: 0)
            do throws(ClientError) {
                _ = try await served.client.submitAndWait(transaction)
                Issue.record("a person must not create a class")
            } catch .refused(let problem) {
                #expect(problem.code == "roleMissing")
                #expect(problem.number == 301)
                #expect(problem.operationIndex == 0)
                #expect(problem.transaction == transaction.id)
            } catch {
                Issue.record("another error: \(error)")
            }
            let found = try #require(try await served.client.transaction(transaction.id))
            guard case .refused(_, 0, let refusal) = found.fate else { throw TestFailure("\(found.fate)") }
            #expect(refusal.code == "roleMissing")
            #expect(found.events == [])
        }
    }

    @Test func wrongChainAndWrongSignatureAreRefused() async throws {
        try await ServedNode.run { served async throws in
            let elsewhere = served.cast.brand.sign([try createClass("ONE")], nonce: 0, chainID: "elsewhere")
            await #expect(throws: ClientError.self) { try await served.client.submit(elsewhere) }
            var forged = served.cast.brand.sign([try createClass("ONE")], nonce: 0)
            forged.signature = served.cast.alice.sign([], nonce: 0).signature
            do throws(ClientError) {
                _ = try await served.client.submit(forged)
                Issue.record("a forged signature was taken")
            } catch .refused(let problem) {
                #expect(problem.code == "signatureInvalid")
                #expect(problem.status == 422)
            } catch {
                Issue.record("another error: \(error)")
            }
        }
    }

    @Test func dryRunTellsTheEventsAndChangesNothing() async throws {
        let document = try DocumentReader()
        try await ServedNode.run { served async throws in
            let before = served.node.head
            let transaction = served.cast.brand.sign([try createClass("ONE")], nonce: 0)
            let answer = try await served.http.post("/v1/transactions?dryRun=true", protobuf: transaction.encoded())
            #expect(answer.status == 200)
            let body = try answer.json()
            #expect(try body.text("status") == "wouldApply")
            #expect(try body.list("events").map { try $0.text("type") } == ["classCreated"])
            let schema = try document.answerSchema(path: "/v1/transactions", method: "POST", status: 200)
            #expect(try SchemaChecker(document: document).problems(of: body, against: schema) == [])
            #expect(try await served.client.transaction(transaction.id) == nil)
            #expect(served.node.mempoolStatistics.transactions == 0)
            #expect(served.node.head == before)
            let refused = served.cast.alice.sign([try createClass("ONE")], nonce: 0)
            do throws(ClientError) {
                _ = try await served.client.dryRun(refused)
                Issue.record("a person must not create a class")
            } catch .refused(let problem) {
                #expect(problem.code == "roleMissing")
            } catch {
                Issue.record("another error: \(error)")
            }
        }
    }

    @Test func batchAnswersInOrder() async throws {
        let document = try DocumentReader()
        try await ServedNode.run { served async throws in
            let brand = served.cast.brand
            let good = try (0..<50).map { brand.sign([try createClass("C\($0)")], nonce: UInt64($0)) }
            var batch = good.map { $0.encoded() }
            batch.insert([1, 2, 3], at: 10)
            batch.insert([], at: 20)
            let results = try await served.client.submitBatch(encoded: batch)
            #expect(results.count == 52)
            for (index, result) in results.enumerated() {
                if index == 10 || index == 20 {
                    guard case .refused(101, "malformedEncoding", nil, _) = result else {
                        throw TestFailure("result \(index): \(result)")
                    }
                } else {
                    #expect(result == .accepted, "result \(index)")
                }
            }
            _ = try await served.node.produceBlock(time: ServedNode.genesisTime + 1)
            #expect(try await served.client.account(brand.id).nonce == 50)
            #expect(try await served.client.latestBlock().transactionCount == 50)

            let again = try await served.http.post(
                "/v1/transactions/batch", protobuf: BatchMessage.encode([good[0].encoded(), [9]]),
                accept: "application/json")
            #expect(again.status == 200)
            let schema = try document.answerSchema(path: "/v1/transactions/batch", method: "POST", status: 200)
            #expect(try SchemaChecker(document: document).problems(of: again.json(), against: schema) == [])
            #expect(try again.json().list("results").count == 2)
        }
    }

    @Test func emptyBatchHasNoResults() async throws {
        try await ServedNode.run { served async throws in
            let results = try await served.client.submitBatch([])
            #expect(results == [])
        }
    }

    @Test func batchOverItsLimitsIsRefused() async throws {
        var limits = APILimits()
        limits.batchCountMax = 3
        limits.batchBytesMax = 10_000
        try await ServedNode.run(limits: limits) { served in
            let tooMany = try await served.http.post(
                "/v1/transactions/batch", protobuf: BatchMessage.encode(Array(repeating: [1], count: 4)))
            #expect(tooMany.status == 400)
            let tooLong = try await served.http.post(
                "/v1/transactions/batch", protobuf: Array(repeating: 0x0A, count: 10_001))
            #expect(tooLong.status == 413)
            #expect(try tooLong.json().text("code") == "bodyTooLarge")
        }
    }
}
