import ChainNode
import Foundation
import NodeAPI
import RightsLedger
import SymbolonClient
import TestSupport
import Testing

@Suite struct HostileBodyTests {
    static let seed: UInt64 = ProcessInfo.processInfo.environment["API_SEED"].flatMap(UInt64.init) ?? 20_260_131
    static let mutationCount = 20_000

    /// Bodies that are good, to be broken.
    private func corpus(_ served: ServedNode) throws -> [[UInt8]] {
        let cast = served.cast
        let grant = RightsLedger.Operation.grantPoints(
            GrantPoints(classID: Story.points, recipient: cast.alice.id, amount: 5))
        let redeem = RightsLedger.Operation.redeem(
            Redeem(agreement: AgreementID(1), asset: .units(Story.points, 5), reference: Story.reference))
        let one = cast.brand.sign([grant, redeem], nonce: 0).encoded()
        let two = cast.alice.sign([redeem], nonce: 0).encoded()
        let json = Array("{\"transaction\": \"\(Data(one).base64EncodedString())\"}".utf8)
        return [one, two, BatchMessage.encode([one, two]), BatchMessage.encode([one, [], two, one]), json]
    }

    /// Sends a quarter of the mutated bodies and counts the answers by status.
    private static func send(lane: Int, corpus: [[UInt8]], to http: HTTPProbe) async throws -> [Int: Int] {
        var counts: [Int: Int] = [:]
        var mutator = ByteMutator(seed: seed &+ UInt64(lane), corpus: corpus)
        for round in 0..<(mutationCount / 4) {
            let body = mutator.next()
            let target = round % 3 == 0 ? "/v1/transactions" : "/v1/transactions/batch"
            let type = round % 9 == 0 ? "application/json" : "application/x-protobuf"
            let answer = try await http.send("POST", target, body: body, headers: ["Content-Type": type])
            counts[answer.status, default: 0] += 1
            let isTyped =
                answer.status < 300
                || (answer.status < 500 && answer.header("Content-Type") == "application/problem+json")
            guard isTyped else {
                Issue.record("lane \(lane), round \(round): status \(answer.status)")
                break
            }
        }
        return counts
    }

    /// Every mutated body gets a typed answer below 500, and the node goes on.
    @Test func mutatedBodiesGetTypedAnswers() async throws {
        print("seed \(Self.seed)")
        try await ServedNode.run { served async throws in
            let corpus = try corpus(served)
            let http = served.http
            let seen = try await withThrowingTaskGroup(of: [Int: Int].self) { group in
                for lane in 0..<4 {
                    group.addTask { try await Self.send(lane: lane, corpus: corpus, to: http) }
                }
                var seen: [Int: Int] = [:]
                for try await counts in group { seen.merge(counts) { $0 + $1 } }
                return seen
            }
            print("statuses \(seen.sorted { $0.key < $1.key })")
            #expect(seen.values.reduce(0, +) == Self.mutationCount)
            #expect(seen[200, default: 0] > 100)
            #expect(seen[400, default: 0] > 100)
            #expect(served.node.health.isReady)
            _ = try await served.node.produceBlock(time: ServedNode.genesisTime + 1)
            #expect(served.node.head.height == 1)
        }
    }

    @Test func everyPrefixOfABatchIsAnswered() async throws {
        try await ServedNode.run { served async throws in
            let batch = BatchMessage.encode([served.cast.brand.sign([], nonce: 0).encoded(), [1, 2, 3]])
            for length in 0...batch.count {
                let answer = try await served.http.post(
                    "/v1/transactions/batch", protobuf: Array(batch.prefix(length)))
                #expect(answer.status == 200 || answer.status == 400, "\(length) bytes")
            }
        }
    }

    @Test func lengthsThatLieAreRefused() async throws {
        try await ServedNode.run { served async throws in
            let bodies: [[UInt8]] = [
                [0x0A, 0xFF, 0xFF, 0xFF, 0x7F], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x0A], [0x0A, 0x80],
                [0x0A, 0x05, 1, 2], [0x12, 0x00], [0x08, 0x01], [0x0A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
            ]
            for body in bodies {
                let answer = try await served.http.post("/v1/transactions/batch", protobuf: body)
                #expect(answer.status == 400, "\(body)")
                #expect(try answer.json().text("code") == "malformedBody")
            }
        }
    }

    /// A body that trickles in or stops is cut off, and the connection closed.
    @Test func unfinishedBodyTimesOut() async throws {
        var limits = APILimits()
        limits.bodyTime = .milliseconds(300)
        try await ServedNode.run(limits: limits) { served in
            let answer = try await RawConnection.exchange(
                port: served.http.port,
                sending: "POST /v1/transactions HTTP/1.1\\r\\nHost: node\\r\\n"
                    + "Content-Type: application/x-protobuf\\r\\nContent-Length: 100\\r\\n\\r\\nabc")
            #expect(answer.hasPrefix("HTTP/1.1 408"), "\(answer.prefix(80))")
            #expect(answer.contains("requestTimeout"))
        }
    }

    @Test func requestsThatAreNotHTTPEndTheConnectionOnly() async throws {
        try await ServedNode.run { served async throws in
            let requests = [
                "GARBAGE\\r\\n\\r\\n", "GET /v1/status HTTP/9.9\\r\\n\\r\\n",
                "POST /v1/transactions HTTP/1.1\\r\\nHost: node\\r\\nContent-Length: -5\\r\\n\\r\\n",
                "POST /v1/transactions HTTP/1.1\\r\\nHost: node\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n",
                "GET /v1/status HTTP/1.1\\r\\nbroken header\\r\\n\\r\\n",
            ]
            for request in requests {
                let answer = try await RawConnection.exchange(port: served.http.port, sending: request)
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(request.prefix(40)): \(answer.prefix(60))")
            }
            #expect(try await served.http.send("GET", "/readyz").status == 200)
        }
    }
}
