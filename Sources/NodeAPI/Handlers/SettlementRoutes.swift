internal import ChainNode
internal import RightsLedger

/// Redemption agreements, receipts, and what is owed and settled.
struct SettlementRoutes: Sendable {
    let questions: NodeQuestions

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        [
            .get("/v1/agreements", query: ["cursor", "limit"]) { call throws(Problem) in try agreements(call) },
            .get("/v1/agreements/{id}") { call throws(Problem) in try agreement(call) },
            .get("/v1/receipts", query: ["cursor", "limit"]) { call throws(Problem) in try receipts(call) },
            .get("/v1/receipts/{id}") { call throws(Problem) in try receipt(call) },
        ]
    }

    private func agreements(_ call: Call) throws(Problem) -> Answer {
        let view = try questions.view()
        return try questions.page(
            of: "agreements", call, in: view,
            read: { (after: AgreementID?, limit) throws(LedgerFailure) in
                try view.ledger.agreements(after: after, limit: limit)
            },
            identify: { $0.0 }, show: { id, record in json(id, record) })
    }

    private func agreement(_ call: Call) throws(Problem) -> Answer {
        let id = AgreementID(try call.pathNumber())
        let view = try questions.view()
        guard let record = try Problem.reading({ () throws(LedgerFailure) in try view.ledger.agreement(id) }) else {
            throw .notFound("agreement \(id)")
        }
        return .json(json(id, record), in: view)
    }

    private func receipts(_ call: Call) throws(Problem) -> Answer {
        let view = try questions.view()
        return try questions.page(
            of: "receipts", call, in: view,
            read: { (after: ReceiptID?, limit) throws(LedgerFailure) in
                try view.ledger.receipts(after: after, limit: limit)
            },
            identify: { $0.0 }, show: { id, record in json(id, record) })
    }

    private func receipt(_ call: Call) throws(Problem) -> Answer {
        let id = ReceiptID(try call.pathNumber())
        let view = try questions.view()
        guard let record = try Problem.reading({ () throws(LedgerFailure) in try view.ledger.receipt(id) }) else {
            throw .notFound("receipt \(id)")
        }
        return .json(json(id, record), in: view)
    }

    private func json(_ id: AgreementID, _ record: AgreementRecord) -> JSONValue {
        .object(
            [
                JSONMember("agreement", .id(id)), JSONMember("issuer", .text(record.issuer)),
                JSONMember("status", .string(String(describing: record.status))),
            ] + record.terms.members)
    }

    private func json(_ id: ReceiptID, _ record: ReceiptRecord) -> JSONValue {
        [
            "receipt": .id(id), "agreement": .id(record.agreement), "holder": .text(record.holder),
            "right": record.right.json, "measure": .quantity(record.measure),
            "amountDue": .quantity(record.amountDue), "reference": .text(record.reference),
            "time": .number(record.time), "deadline": .number(record.deadline),
            "status": .string(String(describing: record.status)),
        ]
    }
}

extension ReservedRight {
    fileprivate var json: JSONValue {
        switch self {
        case .units(let classID, let buckets):
            ["units": ["class": .id(classID), "buckets": .list(buckets) { $0.json }]]
        case .lot(let lot, let record): ["lot": LotDescription(lot: lot, record: record).json]
        case .item(let item, let metadataHash):
            ["item": ["class": .id(item.classID), "serial": .number(item.serial), "metadataHash": .text(metadataHash)]]
        }
    }
}
