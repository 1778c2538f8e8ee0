internal import ChainNode
internal import RightsLedger

/// Campaigns and the events that they paid.
struct CampaignRoutes: Sendable {
    let questions: NodeQuestions

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        [
            .get("/v1/campaigns", query: ["cursor", "limit"]) { call throws(Problem) in try campaigns(call) },
            .get("/v1/campaigns/{id}") { call throws(Problem) in try campaign(call) },
            .get("/v1/attestations/{id}") { call throws(Problem) in try attestation(call) },
        ]
    }

    private func campaigns(_ call: Call) throws(Problem) -> Answer {
        let view = try questions.view()
        return try questions.page(
            of: "campaigns", call, in: view,
            read: { (after: CampaignID?, limit) throws(LedgerFailure) in
                try view.ledger.campaigns(after: after, limit: limit)
            },
            identify: { $0.0 }, show: { id, record in json(id, record) })
    }

    private func campaign(_ call: Call) throws(Problem) -> Answer {
        let id = CampaignID(try call.pathNumber())
        let view = try questions.view()
        guard let record = try Problem.reading({ () throws(LedgerFailure) in try view.ledger.campaign(id) }) else {
            throw .notFound("campaign \(id)")
        }
        return .json(json(id, record), in: view)
    }

    private func attestation(_ call: Call) throws(Problem) -> Answer {
        let id = try call.pathDigest()
        let view = try questions.view()
        guard let record = try Problem.reading({ () throws(LedgerFailure) in try view.ledger.attestedEvent(id) }) else {
            throw .notFound("attested event \(id)")
        }
        return .json(
            [
                "eventID": .text(id), "oracle": .text(record.oracle), "subject": .text(record.subject),
                "paid": .quantity(record.paid), "height": .number(record.height),
            ], in: view)
    }

    private func json(_ id: CampaignID, _ record: CampaignRecord) -> JSONValue {
        .object(
            [
                JSONMember("campaign", .id(id)), JSONMember("spent", .quantity(record.spent)),
                JSONMember("ended", .boolean(record.ended)),
            ] + record.terms.members)
    }
}
