internal import ChainNode
internal import RightsLedger

/// Accounts and what they hold.
struct AccountRoutes: Sendable {
    let questions: NodeQuestions

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        let page = ["cursor", "limit"]
        return [
            .get("/v1/accounts/{id}") { call throws(Problem) in try account(call) },
            .get("/v1/accounts/{id}/holdings", query: page) { call throws(Problem) in try holdings(call) },
            .get("/v1/accounts/{id}/lots", query: page) { call throws(Problem) in try lots(call) },
            .get("/v1/accounts/{id}/items", query: page) { call throws(Problem) in try items(call) },
        ]
    }

    private func account(_ call: Call) throws(Problem) -> Answer {
        let id = AccountID(rawValue: try call.pathDigest())
        let view = try questions.view()
        // An account without a record is a person who has not done anything yet.
        let record = try Problem.reading { () throws(LedgerFailure) in try view.ledger.account(id) } ?? AccountRecord()
        return .json(
            [
                "account": .text(id), "nonce": .number(record.nonce), "publicKey": .text(record.publicKey),
                "roles": record.roles.json, "frozen": .boolean(record.frozen),
            ], in: view)
    }

    private func holdings(_ call: Call) throws(Problem) -> Answer {
        let id = AccountID(rawValue: try call.pathDigest())
        let view = try questions.view()
        let ledger = view.ledger
        return try questions.page(
            of: "holdings \(id)", call, in: view, extra: [JSONMember("account", .text(id))],
            read: { (after: ClassID?, limit) throws(LedgerFailure) in
                try ledger.balances(of: id, at: view.head.time, after: after, limit: limit)
            },
            identify: { $0.0 },
            show: { (classID, entries) throws(Problem) in
                // A balance whose units have all expired stays until it is next written.
                guard !entries.isEmpty else { return nil }
                let record = try Problem.reading { () throws(LedgerFailure) in try ledger.classRecord(classID) }
                let units = entries.reduce(UInt64(0)) { $0.addingReportingOverflow($1.units).partialValue }
                return [
                    "class": .id(classID), "symbol": .string(record?.definition.symbol ?? ""),
                    "units": .quantity(units), "buckets": .list(entries) { $0.json },
                ]
            })
    }

    private func lots(_ call: Call) throws(Problem) -> Answer {
        let id = AccountID(rawValue: try call.pathDigest())
        let view = try questions.view()
        return try questions.page(
            of: "lots \(id)", call, in: view, extra: [JSONMember("account", .text(id))],
            read: { (after: LotID?, limit) throws(LedgerFailure) in
                try view.ledger.lots(of: id, after: after, limit: limit)
            },
            identify: { $0.lot }, show: { lot in lot.json })
    }

    private func items(_ call: Call) throws(Problem) -> Answer {
        let id = AccountID(rawValue: try call.pathDigest())
        let view = try questions.view()
        let cursor = OpaqueCursor(scope: "items \(id)")
        let after = try cursor.place(in: call.query, byteCount: 12).map { place in
            Item(
                classID: ClassID(CursorNumber.number(place.prefix(4))), serial: CursorNumber.number(place.dropFirst(4)))
        }
        let limit = try call.pageLimit()
        let found = try Problem.reading { () throws(LedgerFailure) in
            try view.ledger.items(of: id, after: after, limit: limit + 1)
        }
        var next: String?
        if found.count > limit {
            let last = found[limit - 1].0
            next = cursor.text(CursorNumber.bytes(last.classID.rawValue) + CursorNumber.bytes(last.serial))
        }
        return .page(
            found.prefix(limit).map { item, record in
                [
                    "item": item.json, "metadataHash": .text(record.metadataHash),
                    "offer": record.offer?.json ?? .null,
                ]
            }, next: next, in: view, extra: [JSONMember("account", .text(id))])
    }
}
