import ConstraintSystem
import FiniteFields
import Groth16
import Synchronization
import Testing

/// A cancelled verification must never end as if every check had passed.
///
/// The cancellations are only bound to the work, so that nothing but the verification itself looks at them.
@Suite struct VerificationCancellationTests {
    /// Requests the end of the work when it reports for the nth time, and says how often it reported.
    private func cancel(
        atReport wanted: Int, _ work: (@escaping CeremonyProgress) throws(CeremonyError) -> Void
    ) -> (reports: Int, outcome: Result<Void, CeremonyError>) {
        let cancellation = WorkCancellation()
        let reports = Mutex(0)
        let outcome = Result { () throws(CeremonyError) in
            try cancellation.scope { () throws(CeremonyError) in
                try work { _, _, _ in
                    let number = reports.withLock { count in
                        count += 1
                        return count
                    }
                    if number == wanted { cancellation.request() }
                }
            }
        }
        return (reports.withLock(\.self), outcome)
    }

    /// Cancels at every report in turn.
    private func checkEveryReport(
        _ work: (@escaping CeremonyProgress) throws(CeremonyError) -> Void
    ) throws {
        let (count, outcome) = cancel(atReport: 0, work)
        try outcome.get()
        #expect(count > 3)
        for wanted in 1...count {
            let outcome = cancel(atReport: wanted, work).outcome
            #expect(throws: CeremonyError.cancelled, "report \(wanted) of \(count)") { try outcome.get() }
        }
    }

    @Test func cancelledVerificationOfPowersSaysSo() throws {
        let powers = try CeremonyVectors.powers("powers-prepared.ptau")
        try checkEveryReport { progress throws(CeremonyError) in
            try PowersVerification.verify(powers, threads: 2, progress: progress)
        }
    }

    @Test func cancelledVerificationOfAKeySaysSo() throws {
        let key = try CeremonyVectors.key("key-beacon.zkey")
        let circuit = try CeremonyVectors.circuit()
        let powers = try CeremonyVectors.powers("powers-prepared.ptau")
        try checkEveryReport { progress throws(CeremonyError) in
            try KeyVerification.verify(key, circuit: circuit, powers: powers, threads: 2, progress: progress)
        }
    }

    /// With the sums of both sections left out, a key whose points were exchanged looked as if there were nothing to divide.
    @Test func cancelledVerificationDoesNotAcceptExchangedPoints() throws {
        var file = try RawFile(CeremonyVectors.bytes("key-beacon.zkey"))
        file.change(section: ProvingKeySection.pointsH.rawValue) { bytes in
            bytes = Array(bytes[64..<128] + bytes[0..<64] + bytes[128...])
        }
        let key = try ProvingKey(bytes: file.bytes)
        let initial = try CeremonyVectors.key("key-new.zkey")
        func verify(_ progress: @escaping CeremonyProgress) throws(CeremonyError) {
            try KeyVerification.verify(key, initial: initial, threads: 2, progress: progress)
        }
        let (count, whole) = cancel(atReport: 0, verify)
        #expect(throws: CeremonyError.unsound(.sectionDoesNotFollowDelta(section: 9))) { try whole.get() }
        let last = cancel(atReport: count, verify).outcome
        #expect(throws: CeremonyError.cancelled) { try last.get() }
    }

    @Test func cancelledBatchAcceptsNothing() throws {
        let circuit = try SmallCircuit.shared.get()
        let batch = BatchVerifier(verifiers: [circuit.verifier])
        let items = [BatchItem](
            repeating: BatchItem(keyIndex: 0, publicSignals: circuit.publicSignals, proof: circuit.proof), count: 5)
        #expect(batch.invalidItems(among: items, threads: 2).isEmpty)
        let cancellation = WorkCancellation()
        cancellation.request()
        #expect(cancellation.scope { batch.invalidItems(among: items, threads: 2) } == Array(items.indices))
        let coefficients = BatchCoefficients.derive(keyIdentifiers: batch.verifiers.map(\.key.identifier), items: items)
        #expect(batch.holds(for: items, coefficients: coefficients, threads: 2))
        #expect(!cancellation.scope { batch.holds(for: items, coefficients: coefficients, threads: 2) })
    }

    @Test func cancelledBeginningOfACeremonySaysSo() {
        let cancellation = WorkCancellation()
        cancellation.request()
        #expect(throws: CeremonyError.cancelled) {
            try cancellation.scope { () throws(CeremonyError) in try PowersOfTau.writeNew(power: 20, to: nil) }
        }
    }

    /// What is kept in memory is not given out either.
    @Test func cancelledStepsGiveNoBytes() throws {
        let powers = try CeremonyVectors.powers("powers-prepared.ptau")
        let circuit = try CeremonyVectors.circuit()
        let key = try CeremonyVectors.key("key-new.zkey")
        let label = try CeremonyVectors.label("")
        try checkEveryReport { progress throws(CeremonyError) in
            try powers.writePrepared(to: nil, threads: 2, progress: progress)
        }
        try checkEveryReport { progress throws(CeremonyError) in
            try InitialKey.write(circuit, powers: powers, to: nil, threads: 2, progress: progress)
        }
        try checkEveryReport { progress throws(CeremonyError) in
            try powers.writeContribution(label, randomness: .seed([1]), to: nil, threads: 2, progress: progress)
        }
        let (count, outcome) = cancel(atReport: 2) { progress throws(CeremonyError) in
            try key.writeContribution(label, randomness: .seed([1]), to: nil, threads: 2, progress: progress)
        }
        #expect(count == 2)
        #expect(throws: CeremonyError.cancelled) { try outcome.get() }
    }
}
