import RightsLedger
import Signatures

extension LedgerSimulation {
    /// A transaction as it travels; `nil` where this simulation does without.
    mutating func encoded(_ simulated: SimulatedTransaction) -> [UInt8]? {
        guard signs, let key = workload.people.signingKey(for: simulated.publicKey) else { return nil }
        coverage.signed += 1
        return simulated.body.signed(by: key).encoded()
    }

    /// A transaction after the stateless checks, or why it did not pass them.
    func checked(
        _ simulated: SimulatedTransaction, _ bytes: [UInt8]?
    ) -> (transaction: CheckedTransaction?, refusal: Refusal?) {
        do throws(Refusal) {
            guard let bytes else {
                return (try CheckedTransaction(unsigned: simulated.body, publicKey: simulated.publicKey), nil)
            }
            let transaction = try StatelessCheck.check(bytes, chainID: workload.chainID)
            if transaction.body != simulated.body || transaction.bytes != bytes
                || transaction.publicKey != simulated.publicKey || transaction.id != simulated.body.id
            {
                return (nil, Refusal(.malformedEncoding, facts: [Refusal.Fact("changed", "on its way")]))
            }
            return (transaction, nil)
        } catch {
            return (nil, error)
        }
    }

    /// Now and then sends a damaged form of a transaction first; it must be refused for its first fault.
    mutating func sendDamaged(_ simulated: SimulatedTransaction, index: Int) throws {
        guard random.chance(1, in: 3), simulated.body.operations.count < 200,
            let key = workload.people.signingKey(for: simulated.publicKey),
            let hostile = workload.damaged(simulated, key: key)
        else { return }
        coverage.damaged += 1
        var actual: RefusalCode?
        do throws(Refusal) {
            _ = try StatelessCheck.check(hostile.bytes, chainID: workload.chainID)
        } catch {
            actual = error.code
        }
        guard actual == hostile.expected else {
            throw finding(
                "damaged encoding (\(hostile.faults.joined(separator: ", ")))\n    ledger:  "
                    + "\(actual?.name ?? "accepted")\n    auditor: \(hostile.expected.name)\n    bytes:   "
                    + Hex.encode(Array(hostile.bytes.prefix(2_000))), index: index, body: simulated.body)
        }
        coverage.refusals[hostile.expected, default: 0] += 1
    }

    /// Throws the execution of a block away and starts again from the committed state.
    mutating func restarted(
        after executed: [CheckedTransaction], _ outcomes: [TransactionOutcome]
    ) throws -> BlockExecution {
        coverage.restarts += 1
        return try guarded("a restart") {
            var execution = BlockExecution(state: state)
            _ = try execution.begin(height: height, time: time)
            for (index, transaction) in executed.enumerated()
            where try execution.execute(transaction) != outcomes[index] {
                throw finding("a restart gave another outcome", index: index, body: transaction.body)
            }
            return execution
        }
    }

    /// Holds a block's changes against those of the same block without its refused transactions.
    ///
    /// A change that leaves an entry as it was may stand in the one list and not in the other: it depends on whether the
    /// ledger had looked at the entry.
    func compareTraces(_ end: BlockEnd, _ shadowEnd: BlockEnd) throws {
        let (changes, shadowChanges) = (try effects(of: end), try effects(of: shadowEnd))
        guard changes != shadowChanges || end.events != shadowEnd.events else { return }
        let key = Set(changes).symmetricDifference(shadowChanges).first?.key
        throw finding("a refused transaction left a trace in \(key.map { "key \(Hex.encode($0))" } ?? "the events")")
    }

    private struct Effect: Hashable {
        let key: [UInt8]
        let value: [UInt8]?
    }

    /// What a block changes in the end; what the ledger says that it knew of the entries before must be true.
    private func effects(of end: BlockEnd) throws -> [Effect] {
        var effects: [Effect] = []
        for change in end.changes {
            let before = try state.value(forKey: change.key)
            if case .known(let known) = change.previous, known != before {
                throw finding("the ledger took key \(Hex.encode(change.key)) to be something else than it was")
            }
            if before != change.value { effects.append(Effect(key: change.key, value: change.value)) }
        }
        return effects
    }

    mutating func compareBooks(_ changes: [LedgerChange]) throws {
        guard zip(changes, changes.dropFirst()).allSatisfy({ $0.key.lexicographicallyPrecedes($1.key) }) else {
            throw finding("the changes are not in the order of their keys")
        }
        for change in changes { try mirror.apply(change) }
        let isWhole = comparesEverything || height % 64 == 0
        let difference =
            BooksComparison.difference(mirror, auditor, isWhole: isWhole)
            ?? BooksComparison.difference(mirror, auditor, changes: changes) ?? totals.difference(auditor)
        if let difference { throw finding("after the block, \(difference)") }
    }

    /// Replays all blocks from the genesis on; the state must be the same in every byte.
    mutating func replay() throws {
        coverage.replays += 1
        let replayed = try guarded("a replay from the genesis") {
            var replayed = try DictionaryState(genesis: genesis)
            for (index, block) in log.enumerated() {
                var execution = BlockExecution(state: replayed)
                _ = try execution.begin(height: UInt64(index + 1), time: block.time)
                for transaction in block.transactions { _ = try execution.execute(transaction) }
                replayed.apply(try execution.finish().changes)
            }
            return replayed
        }
        guard StateDigest.of(replayed) == StateDigest.of(state) else {
            throw finding("a replay from the genesis gave another state")
        }
    }

    /// Runs a step of the ledger, and turns an operating failure into a finding.
    func guarded<Value>(
        _ place: String, index: Int? = nil, body: TransactionBody? = nil, _ step: () throws -> Value
    ) throws -> Value {
        do {
            return try step()
        } catch let error as LedgerFailure {
            throw finding("\(place) failed: \(error)", index: index, body: body)
        }
    }

    func finding(_ what: String, index: Int? = nil, body: TransactionBody? = nil) -> SimulationFinding {
        SimulationFinding(
            seed: seed, height: height, time: time, transactionIndex: index,
            transactionCount: coverage.transactions, what: what, body: body, history: history(of: body))
    }

    /// The last transactions of the accounts that one names.
    private func history(of body: TransactionBody?) -> [String] {
        guard let body else { return [] }
        let accounts = SimulationFinding.accounts(in: body)
        var lines: [String] = []
        for (index, block) in log.enumerated().reversed() {
            for transaction in block.transactions.reversed()
            where !accounts.isDisjoint(with: SimulationFinding.accounts(in: transaction.body)) {
                lines.append("block \(index + 1): \(SimulationFinding.text(of: transaction.body))")
                if lines.count == 8 { return lines.reversed() }
            }
        }
        return lines.reversed()
    }
}
