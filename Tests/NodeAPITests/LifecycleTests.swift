import ChainNode
import NodeAPI
import RightsLedger
import SymbolonClient
import Testing

@Suite struct LifecycleTests {
    @Test func healthAndReadinessAreTold() async throws {
        try await ServedNode.run { served async throws in
            let health = try await served.http.send("GET", "/healthz")
            #expect(health.status == 200)
            #expect(health.body == Array("healthy\n".utf8))
            let ready = try await served.http.send("GET", "/readyz")
            #expect(ready.status == 200)
            #expect(ready.body == Array("ready\n".utf8))
        }
    }

    @Test func stoppedNodeIsNotReadyAndTakesNothing() async throws {
        try await ServedNode.run { served async throws in
            await served.node.shutDown()
            let ready = try await served.http.send("GET", "/readyz")
            #expect(ready.status == 503)
            #expect(ready.header("Retry-After") == "1")
            #expect(try ready.json().text("code") == "nodeStopping")
            #expect(try await served.http.send("GET", "/healthz").status == 200)
            let transaction = served.cast.brand.sign([.refund(Refund(receipt: ReceiptID(1)))], nonce: 0)
            let answer = try await served.http.post("/v1/transactions", protobuf: transaction.encoded())
            #expect(answer.status == 503)
            #expect(try answer.json().text("code") == "shuttingDown")
            #expect(try answer.json().boolean("retryable"))
        }
    }

    @Test func requestInWorkIsAnsweredDuringShutdown() async throws {
        let outcome = try await ServedNode.run(mode: .interval(.system)) { served in
            let transaction = served.cast.alice.sign([.refund(Refund(receipt: ReceiptID(1)))], nonce: 0)
            return Task {
                do throws(ClientError) {
                    _ = try await served.client.submitAndWait(transaction)
                    return "applied"
                } catch .refused(let problem) {
                    return problem.code
                } catch {
                    return "\(error)"
                }
            }
        }
        // The interface shuts down right after the request was begun: it is answered, or was never accepted.
        let answer = await outcome.value
        let expected = ["receiptNotFound", "shuttingDown", "nodeStopping"]
        #expect(expected.contains(answer) || answer.contains("cannot be reached"), "\(answer)")
    }
}
