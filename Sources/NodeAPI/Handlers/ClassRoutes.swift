internal import ChainNode
internal import RightsLedger

/// Classes of rights and their supply.
struct ClassRoutes: Sendable {
    let questions: NodeQuestions

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        [
            .get("/v1/classes", query: ["symbol", "cursor", "limit"]) { call throws(Problem) in try classes(call) },
            .get("/v1/classes/{id}") { call throws(Problem) in try rightsClass(call) },
            .get("/v1/classes/{id}/supply") { call throws(Problem) in try supply(call) },
            .get("/v1/classes/{id}/items/{serial}") { call throws(Problem) in try item(call) },
        ]
    }

    private func classes(_ call: Call) throws(Problem) -> Answer {
        let view = try questions.view()
        let ledger = view.ledger
        if let symbol = call.query.text("symbol") {
            guard call.query.text("cursor") == nil else {
                throw call.query.invalid("cursor", "has no meaning with symbol")
            }
            let found = try Problem.reading { () throws(LedgerFailure) -> (ClassID, ClassRecord)? in
                guard let id = try ledger.classID(symbol: symbol), let record = try ledger.classRecord(id) else {
                    return nil
                }
                return (id, record)
            }
            return .page(found.map { [summary($0.0, $0.1)] } ?? [], next: nil, in: view)
        }
        return try questions.page(
            of: "classes", call, in: view,
            read: { (after: ClassID?, limit) throws(LedgerFailure) in try ledger.classes(after: after, limit: limit) },
            identify: { $0.0 }, show: { id, record in summary(id, record) })
    }

    private func rightsClass(_ call: Call) throws(Problem) -> Answer {
        let id = ClassID(try call.pathNumber())
        let view = try questions.view()
        let ledger = view.ledger
        let (record, buyBack) = try Problem.reading { () throws(LedgerFailure) in
            (try ledger.classRecord(id), try ledger.buyBack(of: id))
        }
        guard let record else { throw .notFound("class \(id)") }
        return .json(
            summary(id, record).adding([
                JSONMember(
                    "buyBack", buyBack.map { ["terms": $0.terms.json, "fund": .quantity($0.fund)] } ?? .null)
            ]), in: view)
    }

    private func supply(_ call: Call) throws(Problem) -> Answer {
        let id = ClassID(try call.pathNumber())
        let view = try questions.view()
        let (supply, record) = try Problem.reading { () throws(LedgerFailure) in
            (try view.ledger.supply(of: id), try view.ledger.classRecord(id))
        }
        guard let supply, let record else { throw .notFound("class \(id)") }
        let face = record.definition.faceValue
        // What circulates can still be redeemed; its face value, rounded down, is what the issuer may come to owe. Both
        // factors are bounded, the ratio's by 2^32, so that the product fits.
        let liability = UInt128(supply.circulating) * UInt128(face.numerator) / UInt128(max(face.denominator, 1))
        return .json(
            [
                "class": .id(id), "symbol": .string(record.definition.symbol), "minted": .quantity(supply.minted),
                "circulating": .quantity(supply.circulating), "reserved": .quantity(supply.reserved),
                "burned": [
                    "holder": .quantity(supply.burnedByHolder), "redemption": .quantity(supply.burnedByRedemption),
                    "calendar": .quantity(supply.burnedByCalendar), "buyBack": .quantity(supply.burnedByBuyBack),
                ],
                "expired": .quantity(supply.expired),
                "liability": ["currency": .text(record.definition.currency), "amount": .quantity(liability)],
            ], in: view)
    }

    private func item(_ call: Call) throws(Problem) -> Answer {
        let item = Item(classID: ClassID(try call.pathNumber(0)), serial: try call.pathNumber(1))
        let view = try questions.view()
        guard let record = try Problem.reading({ () throws(LedgerFailure) in try view.ledger.item(item) }) else {
            throw .notFound("item \(item.serial) of class \(item.classID)")
        }
        return .json(
            [
                "item": item.json, "owner": .text(record.owner), "metadataHash": .text(record.metadataHash),
                "offer": record.offer?.json ?? .null,
            ], in: view)
    }

    private func summary(_ id: ClassID, _ record: ClassRecord) -> JSONValue {
        .object(
            [
                JSONMember("class", .id(id)), JSONMember("issuer", .text(record.issuer)),
                JSONMember("frozen", .boolean(record.frozen)),
            ] + record.definition.members)
    }
}
