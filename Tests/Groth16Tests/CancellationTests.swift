import ConstraintSystem
import EllipticCurves
import FiniteFields
import Foundation
import Groth16
import Synchronization
import TestSupport
import Testing

/// Tasks that are cancelled at random moments.
@Suite struct CancellationTests {
    /// A chain of squares with some thousands of constraints, and powers for the steps of a ceremony.
    private struct Material: Sendable {
        let system: R1CS
        let key: ProvingKey
        let witness: WitnessFile
        let powers: PowersOfTau

        static let shared = Result { try Material() }

        private init() throws {
            let count = 4_000
            var system = try R1CS(wires: WireCounts(total: count + 2, outputs: 0, publicInputs: 1, privateInputs: 0))
            var values: [Fr] = [.one, Fr(3)]
            for wire in 1...count {
                func term(_ wire: Int) -> LinearCombination {
                    LinearCombination(terms: [.init(wire: UInt32(wire), coefficient: .one)])
                }
                try system.append(Constraint(a: term(wire), b: term(wire), c: term(wire + 1)))
                values.append(values[wire].squared)
            }
            self.system = system
            witness = WitnessFile(Witness(values: values))
            key = try ProvingKey(
                bytes: DevelopmentSetup.bytes(system, seed: DevelopmentSeed(name: "cancellation"), threads: 2))
            powers = try PowersOfTau(bytes: PowersOfTau.writeNew(power: 9, to: nil))
        }
    }

    /// Runs work in tasks, cancels each after another share of the time that the work takes, and says how many were cancelled.
    ///
    /// The work gets the path of a file, which must be whole or absent afterwards; nothing else may be left in its folder.
    private func cancelAtRandomMoments<Failure: CancellableFailure & Equatable>(
        seed: UInt64, failure: Failure, _ work: @escaping @Sendable (String) async throws -> Void
    ) async throws -> Int {
        var random = SeededGenerator(seed: seed)
        let folder = FileManager.default.temporaryDirectory.appending(path: "symbolon-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "file").path
        let start = ContinuousClock.now
        try await work(path)
        let whole = ContinuousClock.now - start
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
        var cancelled = 0
        for _ in 0..<12 {
            try? FileManager.default.removeItem(atPath: path)
            let task = Task { try await work(path) }
            try await Task.sleep(for: whole * Double(random.next() % 1_000) / 1_000)
            task.cancel()
            do {
                try await task.value
            } catch {
                #expect(error as? Failure == failure, "seed \(seed)")
                cancelled += 1
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.isEmpty || left == ["file"], "seed \(seed): \(left)")
            if !left.isEmpty {
                #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == size, "seed \(seed)")
            }
        }
        return cancelled
    }

    @Test func proofs() async throws {
        let material = try Material.shared.get()
        let prover = try Prover(key: material.key)
        let cancelled = try await cancelAtRandomMoments(seed: 1, failure: Groth16Error.cancelled) { _ in
            _ = try await prover.prove(inBackground: material.witness, threads: 2)
        }
        #expect(cancelled > 0)
        // Nothing of a cancelled proof stays behind in what later ones use.
        let result = try await prover.prove(inBackground: material.witness, threads: 2)
        #expect(result.publicSignals == [Fr(3)])
    }

    @Test func developmentSetUps() async throws {
        let material = try Material.shared.get()
        let cancelled = try await cancelAtRandomMoments(seed: 2, failure: Groth16Error.cancelled) { path in
            try await BackgroundWork.run { () throws(Groth16Error) in
                try DevelopmentSetup.write(
                    material.system, seed: DevelopmentSeed(name: "cancelled"), path: path, threads: 2)
            }
        }
        #expect(cancelled > 0)
    }

    @Test func contributionsToPowers() async throws {
        let material = try Material.shared.get()
        let label = try ContributionLabel(name: "somebody")
        let cancelled = try await cancelAtRandomMoments(seed: 3, failure: CeremonyError.cancelled) { path in
            try await BackgroundWork.run { () throws(CeremonyError) in
                _ = try material.powers.writeContribution(label, randomness: .seed([1]), to: path, threads: 2)
            }
        }
        #expect(cancelled > 0)
    }

    @Test func preparations() async throws {
        let material = try Material.shared.get()
        let cancelled = try await cancelAtRandomMoments(seed: 4, failure: CeremonyError.cancelled) { path in
            try await BackgroundWork.run { () throws(CeremonyError) in
                _ = try material.powers.writePrepared(to: path, threads: 2)
            }
        }
        #expect(cancelled > 0)
    }

    @Test func contributionsToKeys() async throws {
        let material = try Material.shared.get()
        let label = try ContributionLabel(name: "somebody")
        let cancelled = try await cancelAtRandomMoments(seed: 5, failure: CeremonyError.cancelled) { path in
            try await BackgroundWork.run { () throws(CeremonyError) in
                _ = try material.key.writeContribution(label, randomness: .seed([1]), to: path, threads: 2)
            }
        }
        #expect(cancelled > 0)
    }

    @Test func batchVerifications() async throws {
        let circuit = try SmallCircuit.shared.get()
        let batch = BatchVerifier(verifiers: [circuit.verifier])
        let item = BatchItem(keyIndex: 0, publicSignals: circuit.publicSignals, proof: circuit.proof)
        let items = [BatchItem](repeating: item, count: 300)
        let cancelled = try await cancelAtRandomMoments(seed: 6, failure: Groth16Error.cancelled) { _ in
            let invalid = try await batch.invalidItems(amongInBackground: items, threads: 2)
            #expect(invalid.isEmpty)
        }
        #expect(cancelled > 0)
    }

    /// The loop that a beacon's iterations are does not go on for minutes either.
    @Test func beacons() async throws {
        let beacon = try CeremonyBeacon(value: [1, 2, 3], iterationsLog2: 30)
        let label = try ContributionLabel(name: "", beacon: beacon)
        let powers = try PowersOfTau(bytes: PowersOfTau.writeNew(power: 2, to: nil))
        let task = Task {
            try await BackgroundWork.run { () throws(CeremonyError) in
                try powers.writeContribution(label, randomness: .beacon(beacon), to: nil, threads: 1).responseHash
            }
        }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        await #expect(throws: CeremonyError.cancelled) { try await task.value }
    }
}
