internal import ChainNode
internal import RightsLedger
internal import Signatures

/// The programme at work: replays purchases day by day and lets the customers act.
///
/// Each day is one block. It holds what the parties have to do (confirm settlements, deposit revenue, attest the day's
/// purchases, hand out gifts, take back redemptions) and what customers chose to do when they looked at the state after
/// the block before. A customer has at most one transaction in a block.
struct DemoReplay {
    let programme: Programme
    let seed: UInt64
    var accounts: DemoAccounts
    var chain: DemoChain
    var tally = DemoTally()
    var market = ItemMarket()

    /// The nonce of each party's next transaction.
    var nonces: [UInt64]
    /// Customers who have bought, in the order of their first purchase.
    var customers: [UInt32] = []
    var isKnown: Set<UInt32> = []
    /// Customers who come back on the next day.
    var returning: [UInt32] = []
    /// Gifts that a customer gets only once and has got.
    var given: Set<GivenGift> = []
    /// What the shop took since the last deposit, in cents.
    var takings: UInt64 = 0
    /// Redemptions to take back, by day: the receipt and the platform's position.
    var refunds: [CalendarDay: [(receipt: ReceiptID, platform: Int)]] = [:]
    /// Payments of the last netting that both sides have yet to confirm.
    var unconfirmed: [(epoch: UInt64, currency: CurrencyCode, payment: NetSettlement)] = []

    struct GivenGift: Hashable {
        var gift: Int
        var customer: UInt32
    }

    init(programme: Programme, seed: UInt64, accounts: DemoAccounts, chain: DemoChain) {
        self.programme = programme
        self.seed = seed
        self.accounts = accounts
        self.chain = chain
        nonces = programme.parties.map { _ in 0 }
    }

    /// The time of a day's block: six in the evening, UTC.
    static func blockTime(of day: CalendarDay) -> Int64 { day.startSecond + 18 * 3_600 }

    /// The time that the oracle attests for a day's purchases, of which only the day is known: noon, UTC.
    static func purchaseTime(of day: CalendarDay) -> Int64 { day.startSecond + 12 * 3_600 }

    /// Gives roles, creates classes, campaigns and agreements, and opens burns, in four blocks on a day.
    mutating func setUp(on day: CalendarDay) async throws(WorkbenchError) {
        let programme = programme
        let everyone = accounts.parties
        try await makeEssentialBlock(on: day, "setting roles", by: { [($0.regulator, $0.roleOperations(everyone))] })
        try await makeEssentialBlock(on: day, "creating classes") { programme in
            programme.classes.indices.map {
                (programme.classes[$0].issuer, [programme.creation(of: $0, everyone)])
            }
        }
        try await makeEssentialBlock(on: day, "opening campaigns, agreements and burns") { programme in
            programme.campaigns.map {
                (programme.classes[$0.rightsClass].issuer, [programme.creation(of: $0, everyone)])
            }
                + programme.agreements.map {
                    (programme.classes[$0.rightsClass].issuer, [programme.proposal(of: $0, everyone)])
                }
                + programme.calendarBurns.map {
                    (programme.classes[$0.rightsClass].issuer, [programme.scheduling(of: $0)])
                }
                + (programme.buyBack.map {
                    [(programme.classes[$0.rightsClass].issuer, [programme.opening(of: $0)])]
                } ?? [])
        }
        guard !programme.agreements.isEmpty else { return }
        try await makeEssentialBlock(on: day, "accepting agreements") { programme in
            programme.agreements.indices.map { index in
                let acceptance = AcceptAgreement(agreement: programme.agreementID(index))
                return (programme.agreements[index].platform, [.acceptAgreement(acceptance)])
            }
        }
    }

    /// Replays one day with its purchases; customers act where it has visits, not in the days after the data ends.
    mutating func replay(
        _ day: CalendarDay, purchases: ArraySlice<Purchase>, hasVisits: Bool
    ) async throws(WorkbenchError) {
        var transactions: [SignedTransaction] = []
        try addConfirmations(to: &transactions)
        if day.date.day == 1 { try addDeposit(to: &transactions) }
        try addAttestations(of: purchases, to: &transactions)
        try addGifts(for: purchases, on: day, to: &transactions)
        try addRefunds(on: day, to: &transactions)
        let partyTransactionCount = transactions.count
        if hasVisits { try addVisits(on: day, to: &transactions) }
        let refusals = try await makeBlocks(of: transactions, on: day)
        if let refusal = refusals.first(where: { $0.position < partyTransactionCount })?.refusal {
            throw .transactionRefused(what: "a party's transaction on \(day)", reason: refusal.description)
        }
        remember(purchases)
    }
}

extension DemoReplay {
    /// Makes one block of transactions that must all apply.
    private mutating func makeEssentialBlock(
        on day: CalendarDay, _ what: String, by plan: (Programme) -> [(party: Int, operations: [Operation])]
    ) async throws(WorkbenchError) {
        var transactions: [SignedTransaction] = []
        for step in plan(programme) where !step.operations.isEmpty {
            transactions.append(sign(step.operations, by: step.party))
        }
        if let refusal = try await makeBlocks(of: transactions, on: day).first?.refusal {
            throw .transactionRefused(what: what, reason: refusal.description)
        }
    }

    /// Makes the block of a day, or several where one cannot hold everything, and follows what happened.
    ///
    /// - Returns: The positions of the refused transactions and why they were refused.
    private mutating func makeBlocks(
        of transactions: [SignedTransaction], on day: CalendarDay
    ) async throws(WorkbenchError) -> [(position: Int, refusal: Refusal)] {
        let blocks = try await chain.makeBlocks(of: transactions, time: DemoReplay.blockTime(of: day))
        var positions: [TransactionID: Int] = [:]
        for (position, transaction) in transactions.enumerated() { positions[transaction.id] = position }
        unconfirmed.removeAll()
        var refusals: [(position: Int, refusal: Refusal)] = []
        for block in blocks {
            tally.blockCount += 1
            tally.transactionCount += block.transactions.count
            for event in block.events { follow(event, on: day) }
            for (id, outcome) in zip(block.ids, block.outcomes) {
                guard let id, let position = positions.removeValue(forKey: id) else {
                    throw .checkFailed("block \(block.height) holds a transaction that was not sent")
                }
                guard let refusal = outcome.refusal else { continue }
                tally.count(refusal)
                refusals.append((position, refusal))
            }
        }
        guard positions.isEmpty else { throw .checkFailed("\(positions.count) transactions came into no block") }
        return refusals
    }

    private mutating func follow(_ event: LedgerEvent, on day: CalendarDay) {
        tally.count(event)
        switch event {
        case .itemOffered(let offered): market.follow(offered)
        case .itemSold(let sold): market.follow(sold)
        case .transferred(let transferred): market.follow(transferred)
        case .redeemed(let redeemed): planRefund(of: redeemed, on: day)
        case .epochNetted(let netted):
            unconfirmed += netted.settlements.map { (netted.epoch, netted.currency, $0) }
        default: break
        }
    }

    private mutating func planRefund(of redeemed: Redeemed, on day: CalendarDay) {
        let agreement = programme.agreements[Int(redeemed.agreement.rawValue) - 1]
        guard programme.behaviour.refundAfterDays < agreement.refundWindowDays else { return }
        var draws = SeededDraws(seed: seed, label: "refund/\(redeemed.receipt)")
        guard draws.chance(programme.behaviour.refundChance) else { return }
        let due = day.advanced(byDays: Int(programme.behaviour.refundAfterDays))
        refunds[due, default: []].append((redeemed.receipt, agreement.platform))
    }

    private mutating func remember(_ purchases: ArraySlice<Purchase>) {
        returning.removeAll()
        var seen: Set<UInt32> = []
        for purchase in purchases {
            takings += UInt64(purchase.cents)
            if isKnown.insert(purchase.customer).inserted { customers.append(purchase.customer) }
            if seen.insert(purchase.customer).inserted { returning.append(purchase.customer) }
        }
    }

    /// Signs operations of a party with its next nonce.
    mutating func sign(_ operations: [Operation], by party: Int) -> SignedTransaction {
        let body = TransactionBody(
            chainID: programme.chainID, sender: accounts.parties[party], nonce: nonces[party],
            expiryHeight: chain.height + DemoReplay.heightsUntilExpiry, operations: operations)
        nonces[party] += 1
        return body.signed(by: accounts.partyKey(party))
    }

    /// A demo's transactions go into the next block; the rest is margin.
    static let heightsUntilExpiry: UInt64 = 10
    /// The most operations that one transaction may have.
    private static let operationCountMax = 256

    mutating func addInPieces(
        _ operations: [Operation], by party: Int, to transactions: inout [SignedTransaction]
    ) {
        for start in stride(from: 0, to: operations.count, by: DemoReplay.operationCountMax) {
            let end = min(start + DemoReplay.operationCountMax, operations.count)
            transactions.append(sign(Array(operations[start..<end]), by: party))
        }
    }
}
