internal import CommandShell
internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields
internal import Foundation
internal import Groth16
internal import Synchronization

/// Measures proving by phase, and verification of single proofs and batches.
package struct ProvingBench: Sendable {
    /// What to measure.
    package struct Options: Sendable {
        /// The domains of generated circuits, as logarithms.
        package var sizesLog2: [Int]
        package var kinds: [ProvingCircuit.Kind]
        package var threads: Int
        /// The proofs of the batch.
        package var batch: Int
        /// A key and a witness from files instead of generated circuits.
        package var files: (key: String, witness: String)?
        /// How often each proof is made; the median time is reported.
        package var repetitions: Int

        package init(
            sizesLog2: [Int] = [14, 16, 18], kinds: [ProvingCircuit.Kind] = ProvingCircuit.Kind.allCases,
            threads: Int, batch: Int = 1_000, files: (key: String, witness: String)? = nil, repetitions: Int = 3
        ) {
            self.sizesLog2 = sizesLog2
            self.kinds = kinds
            self.threads = threads
            self.batch = batch
            self.files = files
            self.repetitions = repetitions
        }
    }

    private let options: Options

    package init(options: Options) {
        self.options = options
    }

    /// Runs the measurement.
    ///
    /// - Parameter note: Called with a line for people before each step.
    package func run(note: (String) -> Void = { _ in }) throws(WorkbenchError) -> ProvingBenchReport {
        do {
            return try measure(note)
        } catch let error as WorkbenchError {
            throw error
        } catch {
            throw .checkFailed("\(error)")
        }
    }

    private func measure(_ note: (String) -> Void) throws -> ProvingBenchReport {
        var report = ProvingBenchReport()
        if let files = options.files {
            note("proving with \(files.key)")
            let (entry, item) = try prove(key: files.key, witness: files.witness, circuit: files.key)
            report.prove.append(entry)
            report.verify = try verify(item, key: files.key)
            return report
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("symbolon-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let keyPath = folder.appendingPathComponent("circuit.zkey").path
        let witnessPath = folder.appendingPathComponent("witness.wtns").path
        for kind in options.kinds {
            for sizeLog2 in options.sizesLog2 {
                note("\(kind.rawValue), domain 2^\(sizeLog2)")
                let setupSeconds = try writeFiles(kind, sizeLog2: sizeLog2, key: keyPath, witness: witnessPath)
                var (entry, item) = try prove(key: keyPath, witness: witnessPath, circuit: kind.rawValue)
                entry.setupSeconds = setupSeconds
                report.prove.append(entry)
                if report.verify.isEmpty { report.verify = try verify(item, key: keyPath) }
            }
        }
        return report
    }

    private func writeFiles(
        _ kind: ProvingCircuit.Kind, sizeLog2: Int, key: String, witness: String
    ) throws -> Double {
        let circuit = try ProvingCircuit(kind, sizeLog2: sizeLog2)
        try WitnessFile.write(circuit.witness, path: witness)
        let seed = try DevelopmentSeed(name: "benchmark")
        return try Stopwatch.seconds {
            try DevelopmentSetup.write(circuit.system, seed: seed, path: key, threads: options.threads)
        }
    }

    /// Loads the files and proves, a few times; the entry is that of the median run.
    private func prove(
        key: String, witness: String, circuit: String
    ) throws -> (ProvingBenchReport.Proving, BatchItem) {
        ProcessMemory.resetPeak()
        let prover = try Prover(key: ProvingKey(path: key))
        var runs: [(seconds: Double, phases: [String: Double])] = []
        var item: BatchItem?
        for _ in 0..<max(options.repetitions, 1) {
            let times = PhaseTimes()
            let result = try prover.prove(
                WitnessFile(path: witness), threads: options.threads,
                observer: ProvingObserver(phaseBegins: { times.begin($0.rawValue) }))
            let phases = times.end()
            runs.append((phases.values.reduce(0, +), phases))
            item = BatchItem(publicSignals: result.publicSignals, proof: result.proof)
        }
        guard let item else { throw WorkbenchError.checkFailed("nothing was proved") }
        let median = runs.sorted { $0.seconds < $1.seconds }[runs.count / 2]
        let entry = ProvingBenchReport.Proving(
            circuit: circuit, size: prover.key.header.domainSize, wires: prover.key.header.wireCount,
            seconds: median.seconds, threads: options.threads, path: KernelPath.current.rawValue,
            phases: median.phases, peakBytes: ProcessMemory.peakByteCount)
        return (entry, item)
    }

    /// Verifies the proof by itself, and a batch of proofs that anybody can make from it.
    private func verify(_ item: BatchItem, key: String) throws -> [ProvingBenchReport.Verifying] {
        let verifier = try Verifier(key: ProvingKey(path: key).verificationKey)
        let singleCount = 50
        var isValid = true
        let single = try Stopwatch.seconds {
            for _ in 0..<singleCount {
                let verdict = try verifier.verify(item.proof, publicSignals: item.publicSignals)
                isValid = isValid && verdict
            }
        }
        let items = (0..<options.batch).map { ProvingBench.rerandomized(item, by: Fr(UInt64($0) + 2)) }
        let batch = BatchVerifier(verifiers: [verifier])
        var invalid: [Int] = []
        let together = Stopwatch.seconds { invalid = batch.invalidItems(among: items, threads: options.threads) }
        guard isValid, invalid.isEmpty else { throw WorkbenchError.checkFailed("a good proof was refused") }
        return [
            entry(count: 1, seconds: single / Double(singleCount), threads: 1),
            entry(count: options.batch, seconds: together, threads: options.threads),
        ]
    }

    private func entry(count: Int, seconds: Double, threads: Int) -> ProvingBenchReport.Verifying {
        ProvingBenchReport.Verifying(
            size: count, seconds: seconds, threads: threads, path: KernelPath.current.rawValue,
            proofsPerSecond: Double(count) / seconds)
    }

    /// Another proof of the same statement: A divided and B multiplied by a factor.
    private static func rerandomized(_ item: BatchItem, by factor: Fr) -> BatchItem {
        var other = item
        other.proof.a = item.proof.a.multiplied(by: factor.inverted() ?? .one).affine
        other.proof.b = item.proof.b.multiplied(by: factor).affine
        return other
    }
}

/// The seconds of each phase of a run.
private final class PhaseTimes: Sendable {
    private let begun = Mutex<[(phase: String, instant: ContinuousClock.Instant)]>([])

    func begin(_ phase: String) {
        begun.withLock { $0.append((phase, .now)) }
    }

    func end() -> [String: Double] {
        begun.withLock { begun in
            let ends = begun.dropFirst().map(\.instant) + [.now]
            return Dictionary(
                zip(begun, ends).map { ($0.phase, ($1 - $0.instant) / .seconds(1)) }, uniquingKeysWith: +)
        }
    }
}

/// Takes the time of work.
enum Stopwatch {
    /// The seconds that the work took.
    static func seconds<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) -> Double {
        let start = ContinuousClock.now
        try work()
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
