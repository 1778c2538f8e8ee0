import ConstraintSystem
import EllipticCurves
import FiniteFields
import Foundation
import Groth16
import Synchronization
import Testing

/// Making proofs.
@Suite struct ProverTests {
    private let circuit: SmallCircuit

    init() throws { circuit = try SmallCircuit.shared.get() }

    @Test func aProofVerifiesAndSoDoesAnotherOfTheSameStatement() throws {
        #expect(try circuit.verifier.verify(circuit.proof, publicSignals: circuit.publicSignals))
        let other = try Prover(key: circuit.key).prove(circuit.witness, threads: 2)
        #expect(other.proof != circuit.proof)
        #expect(other.publicSignals == circuit.publicSignals)
        #expect(try circuit.verifier.verify(other.proof, publicSignals: other.publicSignals))
    }

    @Test(arguments: [1, 2, 3])
    func theProofDoesNotDependOnTheNumberOfThreads(threads: Int) throws {
        let result = try Prover(key: circuit.key).prove(
            circuit.witness, blinding: Blinding(deterministicForTests: 3, 5), threads: threads)
        #expect(result.proof == circuit.proof)
    }

    /// Files are read range by range in mappings that come and go; two tasks share one key.
    @Test func aProofFromFilesIsThatFromMemory() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "symbolon-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (keyPath, witnessPath) = (folder.path + "/key.zkey", folder.path + "/witness.wtns")
        try Data(circuit.keyBytes).write(to: URL(fileURLWithPath: keyPath))
        try WitnessFile.write(circuit.witness.witness(), path: witnessPath)
        let prover = try Prover(key: ProvingKey(path: keyPath))
        let witness = try WitnessFile(path: witnessPath)
        let proofs = try await withThrowingTaskGroup(of: Proof.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try prover.prove(witness, blinding: Blinding(deterministicForTests: 3, 5), threads: 2).proof
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(proofs == Array(repeating: circuit.proof, count: 8))

        // A key of another size has taken the place of the file: the prover does not mix them.
        try Data(circuit.keyBytes + [0]).write(to: URL(fileURLWithPath: keyPath), options: .atomic)
        #expect(throws: Groth16Error.file(.fileChanged(path: keyPath))) { try prover.prove(witness, threads: 1) }
        try FileManager.default.removeItem(atPath: witnessPath)
        #expect(throws: Groth16Error.file(.fileUnreadable(path: witnessPath))) {
            try prover.prove(witness, threads: 1)
        }
    }

    @Test func everyChangedWitnessValueIsNoticed() throws {
        let prover = try Prover(key: circuit.key)
        let good = try circuit.witness.witness()
        for wire in 1..<circuit.system.wires.total {
            var witness = good
            witness.values[wire] += .one
            #expect(throws: ConstraintSystemError.self) { try circuit.system.check(witness) }
            #expect(throws: Groth16Error.proofDoesNotVerify) { try prover.prove(WitnessFile(witness), threads: 1) }
        }
    }

    @Test func witnessesOfTheWrongShapeAreRefused() throws {
        let prover = try Prover(key: circuit.key)
        var witness = try circuit.witness.witness()
        let count = witness.values.count
        witness.values[0] = Fr(2)
        #expect(throws: Groth16Error.file(.constantWireIsNotOne)) { try prover.prove(WitnessFile(witness), threads: 1) }
        witness.values.removeLast()
        #expect(throws: Groth16Error.file(.witnessCountDiffers(expected: count, found: count - 1))) {
            try prover.prove(WitnessFile(witness), threads: 1)
        }
    }

    @Test func phasesAreReportedInOrder() throws {
        let seen = Mutex<[ProvingPhase]>([])
        let observer = ProvingObserver(phaseBegins: { phase in seen.withLock { $0.append(phase) } })
        _ = try Prover(key: circuit.key).prove(circuit.witness, threads: 1, observer: observer)
        #expect(seen.withLock { $0 } == ProvingPhase.allCases)
        let percents = ProvingPhase.allCases.map(\.percentBefore)
        #expect(percents == percents.sorted() && percents.allSatisfy { (0..<100).contains($0) })
    }

    @Test(arguments: ProvingPhase.allCases)
    func aProverStopsBeforeThePhaseInWhichItIsCancelled(phase: ProvingPhase) throws {
        let seen = Mutex<[ProvingPhase]>([])
        let observer = ProvingObserver(
            phaseBegins: { phase in seen.withLock { $0.append(phase) } },
            isCancelled: { seen.withLock { $0.count } == ProvingPhase.allCases.firstIndex(of: phase) })
        #expect(throws: Groth16Error.cancelled) {
            try Prover(key: circuit.key).prove(circuit.witness, threads: 1, observer: observer)
        }
        #expect(seen.withLock { $0 } == Array(ProvingPhase.allCases.prefix { $0 != phase }))
    }

    @Test func aProofIsMadeInTheBackground() async throws {
        let result = try await Prover(key: circuit.key).prove(inBackground: circuit.witness, threads: 2)
        #expect(try circuit.verifier.verify(result.proof, publicSignals: result.publicSignals))
    }

    @Test func aCancelledTaskStopsItsProver() async throws {
        let prover = try Prover(key: circuit.key)
        let witness = circuit.witness
        let task = Task { () async throws -> Prover.Result in
            // The task is cancelled before it begins to prove.
            while !Task.isCancelled { await Task.yield() }
            return try await prover.prove(inBackground: witness, threads: 1)
        }
        task.cancel()
        await #expect(throws: Groth16Error.cancelled) { try await task.value }
    }

    @Test func entriesInAnyOrderGiveTheSameProof() throws {
        // The entries of the coefficients, reversed: no tool writes them so, but the format allows it.
        var file = RawFile(circuit.keyBytes)
        file.change(section: 4) { bytes in
            let entries = (0..<((bytes.count - 4) / 44)).map { Array(bytes[(4 + 44 * $0)..<(48 + 44 * $0)]) }
            bytes = bytes.prefix(4) + entries.reversed().flatMap(\.self)
        }
        let result = try Prover(key: ProvingKey(bytes: file.bytes)).prove(
            circuit.witness, blinding: Blinding(deterministicForTests: 3, 5), threads: 2)
        #expect(result.proof == circuit.proof)
    }
}
