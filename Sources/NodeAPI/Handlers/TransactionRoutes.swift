internal import ChainNode
internal import Foundation
internal import HTTPTypes
internal import NIOCore
internal import RightsLedger

/// Sending transactions, and asking what became of them.
struct TransactionRoutes: Sendable {
    let questions: NodeQuestions
    private var node: Node { questions.node }

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        [
            .post("/v1/transactions", query: ["wait", "dryRun"]) { call async throws(Problem) in try await submit(call)
            },
            .post("/v1/transactions/batch") { call async throws(Problem) in try await submitBatch(call) },
            .get("/v1/transactions/{id}") { call throws(Problem) in try transaction(call) },
        ]
    }

    private func submit(_ call: Call) async throws(Problem) -> Answer {
        let waits: Bool
        switch call.query.text("wait") {
        case nil, "none": waits = false
        case "commit": waits = true
        default: throw call.query.invalid("wait", "must be commit or none")
        }
        let isDryRun = try call.query.flag("dryRun")
        guard !isDryRun || !waits else { throw call.query.invalid("wait", "has no meaning with dryRun=true") }
        let type = try call.contentType(oneOf: [MediaTypes.protobuf, MediaTypes.json])
        let bytes: [UInt8]
        if type == MediaTypes.json {
            let submission: TransactionSubmission = try await call.jsonBody(
                "{\"transaction\": \"<base64 of a SignedTransaction>\"}")
            bytes = [UInt8](submission.transaction)
        } else {
            bytes = Array(try await call.body(upTo: call.limits.bodyBytesMax).readableBytesView)
        }
        if isDryRun { return try await dryRun(bytes) }
        let id: TransactionID
        switch await node.submit([bytes]).first {
        case .accepted(let accepted)?: id = accepted
        case .refused(let refusal)?: id = try knownID(of: bytes, refusedFor: refusal)
        case nil: throw Problem(.internalFailure, "The node gave no answer.")
        }
        let fate = waits ? try await wait(for: id, atMost: call.limits.commitWait) : try fate(of: id)
        return try answer(id, fate)
    }

    private func submitBatch(_ call: Call) async throws(Problem) -> Answer {
        _ = try call.contentType(oneOf: [MediaTypes.protobuf])
        let accepted = try call.accepted(oneOf: [MediaTypes.protobuf, MediaTypes.json])
        let body = try await call.body(upTo: call.limits.batchBytesMax)
        let results = await node.submit(try BatchMessage.decode(body, countMax: call.limits.batchCountMax))
        guard accepted == MediaTypes.json else {
            return .bytes(BatchMessage.encode(results), contentType: MediaTypes.protobuf)
        }
        return .json([
            "results": .list(results) { result in
                switch result {
                case .accepted(let id): ["status": "accepted", "id": .text(id)]
                case .refused(let refusal): ["status": "refused", "refusal": refusal.json]
                }
            }
        ])
    }

    private func transaction(_ call: Call) throws(Problem) -> Answer {
        let id = TransactionID(rawValue: try call.pathDigest())
        let fate = try fate(of: id)
        if case .unknown = fate { throw .notFound("transaction \(id) that waits or stands in a block") }
        return .json(try TransactionView.json(id, fate, questions))
    }

    /// The answer to a transaction that was taken: its fate, or the refusal that its block says.
    private func answer(_ id: TransactionID, _ fate: TransactionFate) throws(Problem) -> Answer {
        let location = "/v1/transactions/\(id)"
        switch fate {
        case .committed(let place, let outcome):
            if let refusal = outcome.refusal { throw Problem(refusal, transaction: id, at: place) }
            return .json(try TransactionView.json(id, fate, questions), location: location)
        case .pending, .unknown:
            // A transaction that was taken and is unknown a moment later was dropped; a client learns it by asking.
            return .json(try TransactionView.json(id, .pending, questions), status: .accepted, location: location)
        }
    }

    private func fate(of id: TransactionID) throws(Problem) -> TransactionFate {
        try Problem.asking { () throws(NodeError) in try node.fate(of: id) }
    }

    private func wait(for id: TransactionID, atMost duration: Duration) async throws(Problem) -> TransactionFate {
        do throws(NodeError) {
            return try await node.waitForTransaction(id, timeout: duration)
        } catch {
            throw Problem(error)
        }
    }

    /// The answer to a transaction that is executed without effect: what its block would say.
    private func dryRun(_ bytes: [UInt8]) async throws(Problem) -> Answer {
        let head = node.head
        let result: DryRun
        do throws(NodeError) {
            result = try await node.dryRun(bytes)
        } catch {
            throw Problem(error)
        }
        switch result {
        case .refused(let refusal): throw Problem(refusal, transaction: TransactionRoutes.id(of: bytes))
        case .applied(let id, let events):
            let height = head.height + 1
            return .json(
                [
                    "id": .text(id), "status": "wouldApply", "height": .number(height),
                    "events": .array(
                        events.enumerated().map { index, event in
                            event.json(at: EventCursor(height: height, index: UInt32(index)), transaction: id)
                        }),
                ], at: ChainPosition(head))
        }
    }

    /// The id of a transaction that was refused only because it waits for a block or was applied before.
    ///
    /// A client that lost the answer can thus send the same transaction again and learns its fate.
    private func knownID(of bytes: [UInt8], refusedFor refusal: Refusal) throws(Problem) -> TransactionID {
        let problem = Problem(refusal, transaction: TransactionRoutes.id(of: bytes))
        guard let id = TransactionRoutes.id(of: bytes) else { throw problem }
        switch refusal.code {
        case .alreadyKnown: return id
        case .nonceMismatch, .transactionExpired:
            guard case .committed(_, let outcome) = try fate(of: id), outcome.isApplied else { throw problem }
            return id
        default: throw problem
        }
    }

    /// The id of an encoded transaction; `nil` where the bytes are none.
    private static func id(of bytes: [UInt8]) -> TransactionID? {
        do throws(Refusal) {
            return try SignedTransaction(decoding: bytes).id
        } catch {
            return nil
        }
    }
}
