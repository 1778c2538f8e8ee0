package import RightsLedger
import Signatures

/// Drives the ledger block by block over a state in memory and lets the auditor judge every step.
///
/// After each transaction: verdict, code and operation are the auditor's. After each block: every entry of the state is
/// the auditor's, the events add up to the supply, and a second execution that was given only the transactions that
/// applied made the very same changes, so a refusal leaves no trace. At random moments an execution is thrown away in
/// the middle of a block and started again, and all blocks are replayed from the genesis. A second ledger takes the
/// same transactions in smaller blocks. The seed reproduces everything.
package struct LedgerSimulation: Sendable {
    /// A block as it was executed.
    package struct LoggedBlock: Sendable {
        package let time: Int64
        /// Those that passed the stateless checks, refused ones among them.
        package let transactions: [CheckedTransaction]
    }

    package let seed: UInt64
    /// Whether transactions are encoded, signed and checked as those that travel.
    package let signs: Bool
    package let genesis: LedgerGenesis
    package internal(set) var coverage = SimulationCoverage()
    package internal(set) var state: DictionaryState
    package internal(set) var auditor: Auditor
    package internal(set) var workload: LedgerWorkload
    package internal(set) var height: UInt64 = 0
    package internal(set) var time: Int64
    package internal(set) var log: [LoggedBlock] = []
    /// What was sent in the last block, or in the one that is open.
    package private(set) var lastBlock: [SimulatedTransaction] = []
    /// Whether everything is compared after every block; else what only grows is compared now and then.
    package var comparesEverything = false
    var mirror = LedgerMirror()
    var totals = EventTotals()
    var twin: SplitLedger
    /// Draws what happens around the ledger, apart from the workload.
    var random: SeededGenerator
    private var nextReplay = 2_000

    /// The simulation of a seed.
    ///
    /// - Throws: A finding where the genesis is at fault, or an error of the keys.
    package init(seed: UInt64, signs: Bool = false) throws {
        self.seed = seed
        self.signs = signs
        workload = try LedgerWorkload(seed: seed)
        random = SeededGenerator(seed: ~seed)
        let roles = workload.people.roles
        genesis = LedgerGenesis(
            chainID: workload.chainID, time: workload.genesisTime, epochRule: workload.epochRule,
            accounts: roles.sorted { $0.key < $1.key }.map { LedgerGenesis.Account(id: $0.key, roles: $0.value) })
        state = try DictionaryState(genesis: genesis)
        auditor = Auditor(
            chainID: workload.chainID, time: workload.genesisTime, epochRule: workload.epochRule, accounts: roles)
        time = workload.genesisTime
        twin = SplitLedger(state: state)
        for change in try genesis.changes() { try mirror.apply(change) }
        if let difference = BooksComparison.difference(mirror, auditor, isWhole: true) {
            throw finding("after genesis, \(difference)")
        }
    }

    /// Runs random blocks until there were so many transactions, and then the checks of ``finish()``.
    ///
    /// - Throws: ``SimulationFinding`` at the first difference.
    package mutating func run(transactions: Int) throws {
        while coverage.transactions < transactions {
            try runBlock(transactionsMax: transactions - coverage.transactions)
            if coverage.transactions >= nextReplay {
                try replay()
                nextReplay = coverage.transactions * 3 / 2 + random.below(5_000)
            }
        }
        try finish()
    }

    /// Runs one random block.
    mutating func runBlock(transactionsMax: Int) throws {
        time = workload.nextBlockTime(after: time)
        let count = min(workload.nextBlockCount(), transactionsMax)
        try runBlock(count: count) { workload, auditor, _ in workload.next(auditor) }
    }

    /// Runs a block with transactions that somebody else wrote.
    ///
    /// - Throws: ``SimulationFinding`` at the first difference.
    package mutating func runBlock(at time: Int64, _ drafts: [TransactionDraft]) throws {
        self.time = time
        try runBlock(count: drafts.count) { workload, auditor, index in workload.wrap(drafts[index], auditor) }
    }

    /// Runs a block with transactions that were made before.
    mutating func runBlock(at time: Int64, sending transactions: [SimulatedTransaction]) throws {
        self.time = time
        try runBlock(count: transactions.count) { _, _, index in transactions[index] }
    }

    /// Compares everything once more, replays all blocks, and compares with the ledger that had smaller blocks.
    package mutating func finish() throws {
        if let difference = BooksComparison.difference(mirror, auditor, isWhole: true) {
            throw finding("at the end, \(difference)")
        }
        try replay()
        if let key = StateDigest.differenceApartFromHeights(state, twin.state) {
            throw finding("smaller blocks gave another state under key \(Hex.encode(key))")
        }
    }

    private mutating func runBlock(
        count: Int, next: (inout LedgerWorkload, Auditor, Int) -> SimulatedTransaction
    ) throws {
        height += 1
        coverage.blocks += 1
        lastBlock = []
        var execution = BlockExecution(state: state)
        // Sees only what applies.
        var shadow = BlockExecution(state: state)
        var events = try guarded("the block's beginning") { try execution.begin(height: height, time: time) }
        _ = try guarded("the block's beginning") { try shadow.begin(height: height, time: time) }
        auditor.beginBlock(height: height, time: time)
        var executed: [CheckedTransaction] = []
        var outcomes: [TransactionOutcome] = []
        let restart = random.chance(1, in: 30) && count > 0 ? random.below(count) : -1
        for index in 0..<count {
            if index == restart { execution = try restarted(after: executed, outcomes) }
            let simulated = next(&workload, auditor, index)
            lastBlock.append(simulated)
            guard let (transaction, outcome) = try step(simulated, &execution, index: index) else { continue }
            executed.append(transaction)
            outcomes.append(outcome)
            if case .applied(let newEvents) = outcome {
                events += newEvents
                _ = try guarded("the second execution") { try shadow.execute(transaction) }
            }
        }
        let cut = auditor.isCalm ? random.below(executed.count + 1) : nil
        let end = try guarded("the block's end") { try execution.finish() }
        let shadowEnd = try guarded("the block's end") { try shadow.finish() }
        auditor.finishBlock()
        events += end.events
        try compareTraces(end, shadowEnd)
        state.apply(end.changes)
        log.append(LoggedBlock(time: time, transactions: executed))
        coverage.count(events)
        totals.add(events)
        try compareBooks(end.changes)
        try guarded("the ledger with smaller blocks") {
            try twin.run(executed, at: time, height: height, cut: cut)
        }
        if cut != nil { coverage.splitBlocks += 1 }
    }

    /// Sends one transaction; `nil` where it did not pass the stateless checks.
    private mutating func step(
        _ simulated: SimulatedTransaction, _ execution: inout BlockExecution, index: Int
    ) throws -> (CheckedTransaction, TransactionOutcome)? {
        let body = simulated.body
        let bytes = encoded(simulated)
        let statelessVerdict = Auditor.statelessVerdict(on: body, byteCount: bytes?.count ?? 0)
        if bytes != nil, statelessVerdict == nil { try sendDamaged(simulated, index: index) }
        let expected = statelessVerdict ?? auditor.execute(body, publicKey: simulated.publicKey)
        coverage.count(expected, on: body)
        let (transaction, refusal) = checked(simulated, bytes)
        var outcome: TransactionOutcome?
        var actual = refusal.map { Auditor.Verdict.refused($0.code, operationIndex: $0.operationIndex) } ?? .applied
        if let transaction {
            let result = try guarded("transaction", index: index, body: body) { try execution.execute(transaction) }
            outcome = result
            if case .refused(let refusal) = result {
                actual = .refused(refusal.code, operationIndex: refusal.operationIndex)
            }
        }
        guard actual == expected else {
            throw finding("verdict\n    ledger:  \(actual)\n    auditor: \(expected)", index: index, body: body)
        }
        workload.note(simulated, applied: expected == .applied, auditor: auditor)
        guard let transaction, let outcome else { return nil }
        return (transaction, outcome)
    }
}
