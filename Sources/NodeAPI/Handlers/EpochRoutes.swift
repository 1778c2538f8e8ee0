internal import ChainNode
internal import RightsLedger
internal import Signatures

/// What accounts owe each other over a settlement epoch, and how it is settled.
struct EpochRoutes: Sendable {
    let questions: NodeQuestions

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        let query = ["epoch", "cursor", "limit"]
        return [
            .get("/v1/obligations", query: query) { call throws(Problem) in try obligations(call) },
            .get("/v1/positions", query: query) { call throws(Problem) in try positions(call) },
            .get("/v1/settlements", query: query) { call throws(Problem) in try settlements(call) },
        ]
    }

    private func obligations(_ call: Call) throws(Problem) -> Answer {
        try page(
            call, "obligations",
            read: { ledger, epoch, after, limit throws(LedgerFailure) in
                try ledger.obligations(
                    epoch: epoch,
                    after: after.map {
                        .init(currency: $0.currency, debtor: $0.first, creditor: $0.second ?? $0.first, amount: 0)
                    }, limit: limit)
            },
            place: { EpochPlace(currency: $0.currency, first: $0.debtor, second: $0.creditor) },
            show: { obligation in
                [
                    "currency": .text(obligation.currency), "debtor": .text(obligation.debtor),
                    "creditor": .text(obligation.creditor), "amount": .quantity(obligation.amount),
                ]
            })
    }

    private func positions(_ call: Call) throws(Problem) -> Answer {
        try page(
            call, "positions",
            read: { ledger, epoch, after, limit throws(LedgerFailure) in
                try ledger.positions(
                    epoch: epoch, after: after.map { (currency: $0.currency, account: $0.first) }, limit: limit)
            },
            place: { EpochPlace(currency: $0.0, first: $0.1.account, second: nil) },
            show: { currency, position in
                [
                    "currency": .text(currency), "account": .text(position.account),
                    "amount": .quantity(position.amount),
                ]
            })
    }

    private func settlements(_ call: Call) throws(Problem) -> Answer {
        try page(
            call, "settlements",
            read: { ledger, epoch, after, limit throws(LedgerFailure) in
                try ledger.settlements(
                    epoch: epoch,
                    after: after.map {
                        .init(
                            currency: $0.currency, debtor: $0.first, creditor: $0.second ?? $0.first,
                            record: SettlementRecord(amount: 0))
                    }, limit: limit)
            },
            place: { EpochPlace(currency: $0.currency, first: $0.debtor, second: $0.creditor) },
            show: { settlement in
                let record = settlement.record
                return [
                    "currency": .text(settlement.currency), "debtor": .text(settlement.debtor),
                    "creditor": .text(settlement.creditor), "amount": .quantity(record.amount),
                    "debtorReference": .text(record.debtorReference),
                    "creditorReference": .text(record.creditorReference),
                    "settled": .boolean(record.debtorReference != nil && record.creditorReference != nil),
                ]
            })
    }

    /// A page of one epoch's entries; the open epoch's where none is given.
    private func page<Element>(
        _ call: Call, _ name: String,
        read: (LedgerReader, UInt64, EpochPlace?, Int) throws(LedgerFailure) -> [Element],
        place: (Element) -> EpochPlace, show: (Element) -> JSONValue
    ) throws(Problem) -> Answer {
        let view = try questions.view()
        let given: UInt64? = try call.query.number("epoch")
        let epoch: UInt64
        if let given {
            epoch = given
        } else {
            epoch = try Problem.reading { () throws(LedgerFailure) in try view.ledger.chain().openEpoch }
        }
        let cursor = OpaqueCursor(scope: "\(name) \(epoch)")
        var after: EpochPlace?
        if let bytes = try cursor.place(in: call.query) {
            guard let decoded = EpochPlace(bytes: bytes) else {
                throw call.query.invalid("cursor", "must be the next member of an earlier page")
            }
            after = decoded
        }
        let limit = try call.pageLimit()
        let found = try Problem.reading { () throws(LedgerFailure) in
            try read(view.ledger, epoch, after, limit + 1)
        }
        let next = found.count > limit ? cursor.text(place(found[limit - 1]).bytes) : nil
        return .page(
            found.prefix(limit).map(show), next: next, in: view, extra: [JSONMember("epoch", .number(epoch))])
    }
}

/// The place of an entry within an epoch.
struct EpochPlace {
    let currency: CurrencyCode
    let first: AccountID
    let second: AccountID?

    init(currency: CurrencyCode, first: AccountID, second: AccountID?) {
        self.currency = currency
        self.first = first
        self.second = second
    }

    /// Three letters and one or two account ids.
    var bytes: [UInt8] {
        Array(currency.description.utf8) + first.rawValue.bytes + (second?.rawValue.bytes ?? [])
    }

    init?(bytes: [UInt8]) {
        guard bytes.count == 35 || bytes.count == 67,
            let currency = CurrencyCode(String(decoding: bytes.prefix(3), as: UTF8.self)),
            let first = AccountID(bytes: bytes.dropFirst(3).prefix(32))
        else { return nil }
        self.init(currency: currency, first: first, second: AccountID(bytes: bytes.dropFirst(35)))
    }
}

extension AccountID {
    fileprivate init?(bytes: some Collection<UInt8>) {
        guard let digest = Digest(bytes: bytes) else { return nil }
        self.init(rawValue: digest)
    }
}
