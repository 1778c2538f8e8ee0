internal import ChainNode
internal import Foundation
internal import RightsLedger

/// Blocks and the transactions in them.
struct BlockRoutes: Sendable {
    let questions: NodeQuestions

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        [
            .get("/v1/blocks", query: ["cursor", "limit"]) { call throws(Problem) in try blocks(call) },
            .get("/v1/blocks/latest") { call throws(Problem) in
                let view = try questions.view()
                return try block(view.head.height, in: view)
            },
            .get("/v1/blocks/{height}") { call throws(Problem) in
                try block(try call.pathNumber(), in: try questions.view())
            },
            .get("/v1/blocks/{height}/transactions", query: ["cursor", "limit"]) { call throws(Problem) in
                try transactions(call)
            },
        ]
    }

    /// Headers, the newest first.
    private func blocks(_ call: Call) throws(Problem) -> Answer {
        let view = try questions.view()
        let cursor = OpaqueCursor(scope: "blocks")
        let limit = try call.pageLimit()
        let before: UInt64? = try cursor.place(in: call.query, byteCount: 8).map { CursorNumber.number($0) }
        if let before, before > view.head.height { return .page([], next: nil, in: view) }
        // One above the newest block to show; heights count from 0.
        let end = before ?? view.head.height + 1
        let start = end - min(UInt64(limit), end)
        var items: [JSONValue] = []
        for height in (start..<end).reversed() {
            guard let header = try Problem.asking({ () throws(NodeError) in try view.header(atHeight: height) }) else {
                break
            }
            items.append(.object(header.members))
        }
        // A node that began with an import has no blocks before it.
        let isEnd = start == 0 || items.count < end - start
        return .page(items, next: !isEnd ? cursor.text(CursorNumber.bytes(start)) : nil, in: view)
    }

    private func block(_ height: UInt64, in view: NodeView) throws(Problem) -> Answer {
        let (header, counts) = try Problem.asking { () throws(NodeError) in
            (try view.header(atHeight: height), try view.counts(atHeight: height))
        }
        guard let header, let counts else {
            throw .notFound("block \(height) here; the last one is \(view.head.height)")
        }
        return .json(
            .object(
                header.members + [
                    JSONMember("transactionCount", .number(counts.transactions)),
                    JSONMember("eventCount", .number(counts.events)),
                ]), in: view)
    }

    private func transactions(_ call: Call) throws(Problem) -> Answer {
        let height: UInt64 = try call.pathNumber()
        let view = try questions.view()
        guard height <= view.head.height else {
            throw .notFound("block \(height) here; the last one is \(view.head.height)")
        }
        let cursor = OpaqueCursor(scope: "transactions \(height)")
        let limit = try call.pageLimit()
        let first: UInt32 = try cursor.place(in: call.query, byteCount: 4).map { CursorNumber.number($0) } ?? 0
        let found = try Problem.asking { () throws(NodeError) in
            try view.transactions(atHeight: height, from: first, limit: limit + 1)
        }
        let items = found.prefix(limit).map { stored in
            let members: [JSONMember] = [
                JSONMember("id", .text(stored.id)),
                JSONMember("status", stored.outcome.isApplied ? "applied" : "refused"),
                JSONMember("height", .number(stored.location.height)),
                JSONMember("index", .number(stored.location.index)),
            ]
            return JSONValue.object(
                members + TransactionView.content(of: stored.bytes)
                    + [JSONMember("refusal", stored.outcome.refusal?.json ?? .null)])
        }
        let next = found.count > limit ? cursor.text(CursorNumber.bytes(found[limit].location.index)) : nil
        return .page(items, next: next, in: view, extra: [JSONMember("block", .number(height))])
    }
}

extension SignedBlockHeader {
    /// The header's parts, and its bytes and signature as a light client takes them.
    var members: [JSONMember] {
        [
            JSONMember("height", .number(header.height)), JSONMember("time", .number(header.time)),
            JSONMember("chainID", .string(header.chainID)), JSONMember("hash", .text(header.hash)),
            JSONMember("previousHash", .text(header.previousHeaderHash)), JSONMember("appHash", .text(header.appHash)),
            JSONMember("transactionsHash", .text(header.transactionsHash)),
            JSONMember("outcomesHash", .text(header.outcomesHash)), JSONMember("eventsHash", .text(header.eventsHash)),
            JSONMember("stateFormatVersion", .number(header.stateFormatVersion)),
            JSONMember("proposerKey", .text(header.proposerKey)), JSONMember("signature", .text(signature)),
            JSONMember("signedHeader", .base64(encoded())),
        ]
    }
}

extension JSONValue {
    /// Bytes that are no id, in base64.
    static func base64(_ bytes: [UInt8]) -> JSONValue { .string(Data(bytes).base64EncodedString()) }
}
