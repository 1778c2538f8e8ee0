package import RightsLedger
package import Signatures

/// A seeded source of transactions of all types over a small world.
///
/// Most are meant to apply: the workload looks into the auditor's books to aim well. A steady share is aimed at each
/// refusal that the rules name; some repeat old transactions, some have random fields. What it aims at is never used
/// to judge a verdict, only the auditor is. The seed also draws how often everything happens, so that seeds explore
/// different worlds. Nothing is chosen by the order of a dictionary, which differs from run to run.
package struct LedgerWorkload: Sendable {
    /// How often things happen, drawn from the seed.
    package struct Mix: Sendable {
        /// Of 100 transactions: aimed at a refusal.
        package var aimed: Int
        /// Of 100: fields at random.
        package var random: Int
        /// Of 100: several operations.
        package var batches: Int
        /// The most transactions in a block.
        package var blockTransactionsMax: Int
        /// Of 100 blocks: the time jumps by minutes, hours, days; by months for the rest.
        package var minutes: Int
        package var hours: Int
        package var days: Int
    }

    package let chainID: String
    package let mix: Mix
    package let genesisTime: Int64
    package let epochRule: EpochRule
    package internal(set) var people: SimulatedPeople
    var random: SeededGenerator
    /// Drafts that follow from what happened, sent before anything else.
    var followUps: [TransactionDraft] = []
    /// Transactions that applied, to be sent again.
    var applied: [SimulatedTransaction] = []
    /// Events that were attested.
    var knownEvents: [Digest] = []
    /// The next refusal to aim at.
    private var goalIndex: Int

    /// The world of a seed.
    package init(seed: UInt64, personCount: Int = 40) throws(SignatureError) {
        random = SeededGenerator(seed: seed)
        chainID = "simulation-\(seed % 1_000)"
        people = try SimulatedPeople(personCount: personCount, random: &random)
        mix = Mix(
            aimed: random.number(in: 15...35), random: random.number(in: 2...10), batches: random.number(in: 5...15),
            blockTransactionsMax: random.number(in: 60...140), minutes: random.number(in: 40...60),
            hours: random.number(in: 15...25), days: random.number(in: 8...14))
        // From 1998 to 2028, so that leap years and centuries that are leap years come up.
        genesisTime = Int64(883_612_800 + random.below(946_684_800))
        epochRule =
            random.chance(1, in: 2)
            ? .month(utcOffsetMinutes: Int32(random.number(in: -840...840)))
            : .seconds(UInt64(random.number(in: 1...20) * 86_400))
        goalIndex = random.below(RefusalGoal.all.count)
    }

    /// The time of the next block, in seconds since 1970 UTC; now and then the same again.
    package mutating func nextBlockTime(after time: Int64) -> Int64 {
        let draw = random.below(100)
        let step =
            if draw < 5 {
                0
            } else if draw < mix.minutes {
                60 * random.number(in: 1...59)
            } else if draw < mix.minutes + mix.hours {
                3_600 * random.number(in: 1...23) + random.below(3_600)
            } else if draw < mix.minutes + mix.hours + mix.days {
                86_400 * random.number(in: 1...9) + random.below(86_400)
            } else {
                86_400 * random.number(in: 20...70)
            }
        return time + Int64(step)
    }

    /// How many transactions the next block has; now and then none.
    package mutating func nextBlockCount() -> Int {
        random.chance(1, in: 12) ? 0 : random.number(in: 1...mix.blockTransactionsMax)
    }

    /// The next transaction, aimed with the auditor's books at the height and time of its open block.
    package mutating func next(_ auditor: Auditor) -> SimulatedTransaction {
        if !applied.isEmpty, random.chance(2, in: 100), let old = random.element(of: applied) { return old }
        let draft = nextDraft(auditor)
        return wrap(draft, auditor)
    }

    /// Tells the workload how a transaction went, so that others can follow from it.
    package mutating func note(_ transaction: SimulatedTransaction, applied hasApplied: Bool, auditor: Auditor) {
        guard hasApplied else { return }
        if applied.count < 400 {
            applied.append(transaction)
        } else {
            applied[random.below(applied.count)] = transaction
        }
        for operation in transaction.body.operations {
            if case .attestEvent(let payload) = operation { knownEvents.append(payload.eventID) }
            if case .redeem = operation { followRedemption(auditor) }
        }
    }

    /// Puts a draft into an envelope.
    package mutating func wrap(_ draft: TransactionDraft, _ auditor: Auditor) -> SimulatedTransaction {
        let account = auditor.books.accounts[draft.sender]
        var key = account?.key ?? people.firstKey(of: draft.sender) ?? PublicKey(encoding: .zero)
        var nonce = account?.nonce ?? 0
        var expiryHeight = auditor.height + UInt64(random.number(in: 0...100))
        switch draft.envelope {
        case .good: break
        case .lastHeight: expiryHeight = auditor.height
        case .expired: expiryHeight = auditor.height - 1
        case .wrongKey:
            let other = person(except: draft.sender)
            // An account's own first key is wrong too once it was replaced.
            let first = people.firstKey(of: random.chance(1, in: 2) ? draft.sender : other)
            key = first ?? key
        case .nonceOff(let difference): nonce = nonce &+ UInt64(bitPattern: Int64(difference))
        }
        // A proof of possession is of the sender and the nonce as they are in the end.
        let operations = draft.operations.map { operation -> Operation in
            guard case .rotateKey(let payload) = operation, let newKey = people.signingKey(for: payload.publicKey)
            else {
                return operation
            }
            return .rotateKey(RotateKey(to: newKey, chainID: chainID, sender: draft.sender, nonce: nonce))
        }
        let body = TransactionBody(
            chainID: chainID, sender: draft.sender, nonce: nonce, expiryHeight: expiryHeight, operations: operations)
        return SimulatedTransaction(body: body, publicKey: key)
    }

    private mutating func nextDraft(_ auditor: Auditor) -> TransactionDraft {
        if !followUps.isEmpty, random.chance(1, in: 2) { return followUps.removeFirst() }
        let draw = random.below(100)
        if draw < mix.aimed, let draft = aimedDraft(auditor) { return draft }
        if draw < mix.aimed + mix.random { return randomDraft(auditor) }
        if draw < mix.aimed + mix.random + mix.batches, let draft = batch(auditor) { return draft }
        for _ in 0..<20 {
            if let draft = promisingDraft(auditor) { return draft }
        }
        return randomDraft(auditor)
    }

    /// A draft aimed at the next refusal in turn, or at the envelope.
    private mutating func aimedDraft(_ auditor: Auditor) -> TransactionDraft? {
        if random.chance(1, in: 12) { return envelopeDraft(auditor) }
        for _ in 0..<4 {
            goalIndex = (goalIndex + 1) % RefusalGoal.all.count
            if let draft = draft(aimedAt: RefusalGoal.all[goalIndex], auditor) { return draft }
        }
        return nil
    }

    /// A promising draft in an envelope that is not good.
    private mutating func envelopeDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard var draft = promisingDraft(auditor) else { return nil }
        switch random.below(7) {
        case 0: draft.envelope = .lastHeight
        case 1: draft.envelope = .expired
        case 2: draft.envelope = .wrongKey
        case 3: draft.envelope = .nonceOff(1)
        case 4: draft.envelope = .nonceOff(-1)
        case 5: draft.envelope = .nonceOff(random.number(in: -5...1_000))
        default:
            guard let frozen = frozenAccount(auditor) else { return nil }
            draft.sender = frozen
        }
        return draft
    }

    /// Several promising operations of one sender; often the last one is aimed at a refusal.
    private mutating func batch(_ auditor: Auditor) -> TransactionDraft? {
        guard var draft = promisingDraft(auditor) else { return nil }
        for _ in 0..<random.number(in: 4...24) {
            guard let more = promisingDraft(auditor), more.sender == draft.sender else { continue }
            draft.operations += more.operations
            if draft.operations.count > 6 { break }
        }
        if random.chance(1, in: 2) {
            for _ in 0..<12 {
                let goal = RefusalGoal.all[random.below(RefusalGoal.all.count)]
                guard let failing = self.draft(aimedAt: goal, auditor), failing.sender == draft.sender else { continue }
                draft.operations += failing.operations
                break
            }
        }
        return draft
    }

    /// After a redemption: the platform often gives it back at once, and sometimes the wrong way.
    private mutating func followRedemption(_ auditor: Auditor) {
        let id = ReceiptID(auditor.books.lastReceipt)
        guard let receipt = auditor.books.receipts[id], let agreement = auditor.books.agreements[receipt.agreement]
        else { return }
        let hasClosed = receipt.deadline <= auditor.now
        guard random.chance(1, in: hasClosed ? 2 : 8) else { return }
        followUps.append(TransactionDraft(agreement.terms.platform, [.refund(Refund(receipt: id))]))
    }
}
