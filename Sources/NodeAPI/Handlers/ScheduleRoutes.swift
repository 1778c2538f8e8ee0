internal import ChainNode
internal import RightsLedger

/// What will be minted and burned by schedule.
struct ScheduleRoutes: Sendable {
    let questions: NodeQuestions

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        [
            .get("/v1/emissions", query: ["cursor", "limit"]) { call throws(Problem) in try emissions(call) },
            .get("/v1/scheduled-burns", query: ["cursor", "limit"]) { call throws(Problem) in try scheduledBurns(call)
            },
        ]
    }

    private func emissions(_ call: Call) throws(Problem) -> Answer {
        let view = try questions.view()
        let cursor = OpaqueCursor(scope: "emissions")
        let limit = try call.pageLimit()
        let place = try cursor.place(in: call.query, byteCount: 12)
        let found = try Problem.reading { () throws(LedgerFailure) in
            try view.ledger.emissions(
                after: place.map { (due: time($0), classID: ClassID(CursorNumber.number($0.dropFirst(8)))) },
                limit: limit + 1)
        }
        let items: [JSONValue] = found.prefix(limit).map { emission in
            [
                "class": .id(emission.classID), "due": .number(emission.due), "epoch": .number(emission.cursor.epoch),
                "amount": .quantity(emission.cursor.amount),
            ]
        }
        let last = found.count > limit ? found[limit - 1] : nil
        return .page(
            items,
            next: last.map { cursor.text(CursorNumber.bytes($0.due) + CursorNumber.bytes($0.classID.rawValue)) },
            in: view)
    }

    private func scheduledBurns(_ call: Call) throws(Problem) -> Answer {
        let view = try questions.view()
        let cursor = OpaqueCursor(scope: "scheduled burns")
        let limit = try call.pageLimit()
        let place = try cursor.place(in: call.query, byteCount: 16)
        let found = try Problem.reading { () throws(LedgerFailure) in
            try view.ledger.scheduledBurns(
                after: place.map { (due: time($0), burn: ScheduledBurnID(CursorNumber.number($0.dropFirst(8)))) },
                limit: limit + 1)
        }
        let items: [JSONValue] = found.prefix(limit).map { entry in
            [
                "burn": .id(entry.burn), "class": .id(entry.record.classID), "due": .number(entry.due),
                "amount": .quantity(entry.record.amount),
            ]
        }
        let last = found.count > limit ? found[limit - 1] : nil
        return .page(
            items, next: last.map { cursor.text(CursorNumber.bytes($0.due) + CursorNumber.bytes($0.burn.rawValue)) },
            in: view)
    }

    private func time(_ place: [UInt8]) -> Int64 {
        Int64(bitPattern: CursorNumber.number(place.prefix(8)) as UInt64)
    }
}
