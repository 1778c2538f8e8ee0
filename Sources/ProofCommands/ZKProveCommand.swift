internal import ArgumentParser
internal import CommandShell
internal import ConstraintSystem
internal import FiniteFields
internal import Groth16
internal import JSONNodes
internal import Synchronization

/// Makes a proof.
struct ZKProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Make a proof from a proving key and a witness.",
        discussion: """
            The proof is verified before it is written: exit code 1 means that the witness does not satisfy the circuit, \
            or that the key is damaged.

            Example:
              symbolon zk prove circuit.zkey witness.wtns proof.json public.json
            """)

    @Argument(help: "The proving key, a .zkey file.") var key: String
    @Argument(help: "The witness, a .wtns file.") var witness: String
    @Argument(help: "The proof to write.") var proof: String
    @Argument(help: "The public signals to write.") var publicSignals: String

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try FilePlaces.check(inputs: [key, witness], outputs: [proof, publicSignals])
        let progress = ProvingProgress()
        let result = try Interruption.guarding {
            defer { progress.finish() }
            let provingKey = try ZKFailure.naming(key) { () throws(Groth16Error) in try ProvingKey(path: key) }
            let witnessFile = try ZKFailure.namingFile(witness) { () throws(ConstraintSystemError) in
                try WitnessFile(path: witness)
            }
            ProgramPages.release()
            // Both files are begun before the work: a folder that cannot be written to is found at once.
            return try OutputFile.write(proof) { proofFile in
                try OutputFile.write(publicSignals) { signalsFile in
                    let result = try prove(witnessFile, provingKey, progress)
                    try signalsFile.append([UInt8](PublicSignals.json(result.publicSignals).utf8))
                    try proofFile.append([UInt8](result.proof.json.utf8))
                    return result
                }
            }
        }
        show(result, progress: progress)
    }

    private func prove(
        _ witnessFile: WitnessFile, _ provingKey: ProvingKey, _ progress: ProvingProgress
    ) throws(CommandFailure) -> Prover.Result {
        let prover = try ZKFailure.naming(key) { () throws(Groth16Error) in try Prover(key: provingKey) }
        let observer = ProvingObserver { progress.begin($0) }
        do {
            return try prover.prove(witnessFile, threads: threads.count, observer: observer)
        } catch {
            // A damaged key is told from a witness that does not fit.
            if error == .proofDoesNotVerify {
                try ZKFailure.naming(key) { () throws(Groth16Error) in
                    try provingKey.checkPoints(threads: threads.count)
                }
            }
            // Where the witness does not fit the key, both are named.
            throw ZKFailure.failure(error, path: "\(key) with \(witness)")
        }
    }

    private static func hundredths(_ seconds: Double) -> String {
        let count = Int((seconds * 100).rounded())
        return "\(count / 100).\(count % 100 < 10 ? "0" : "")\(count % 100)"
    }

    private func show(_ result: Prover.Result, progress: ProvingProgress) {
        var phases: [JSONNode.Member] = []
        for phase in progress.seconds {
            phases.append(JSONNode.Member(name: phase.phase.rawValue, value: .real(phase.seconds)))
        }
        let seconds = progress.seconds.map(\.seconds).reduce(0, +)
        let peak = ProcessMemory.peakByteCount
        let memory = peak.map { ", with at most \($0 >> 20) MiB of memory" } ?? ""
        output.show(
            [
                "proof": .string(proof), "publicSignals": .integer(Int64(result.publicSignals.count)),
                "seconds": .real(seconds), "phases": .object(phases),
                "peakBytes": peak.map { .integer(Int64($0)) } ?? .null,
                "path": .string(KernelPath.current.rawValue), "threads": .integer(Int64(threads.count)),
            ],
            text: """
                \(proof): proved, with \(result.publicSignals.count) public signals in \(publicSignals)
                \(Self.hundredths(seconds)) s on \(threads.count) threads\(memory)
                """)
    }
}

/// Shows how far a prover is, and takes its times.
final class ProvingProgress: Sendable {
    private struct State {
        var bar = ProgressBar(title: "proving", total: 100)
        var begun: [(phase: ProvingPhase, instant: ContinuousClock.Instant)] = []
        var end: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    /// A phase begins.
    func begin(_ phase: ProvingPhase) {
        state.withLock { state in
            state.begun.append((phase, .now))
            state.bar.update(done: phase.percentBefore, note: phase.rawValue)
        }
    }

    /// The prover is done, or failed.
    func finish() {
        state.withLock { state in
            if state.end == nil { state.end = .now }
            state.bar.finish()
        }
    }

    /// The phases with their seconds, in order.
    var seconds: [(phase: ProvingPhase, seconds: Double)] {
        state.withLock { state in
            let ends = state.begun.dropFirst().map(\.instant) + [state.end ?? .now]
            return zip(state.begun, ends).map { ($0.phase, ($1 - $0.instant) / .seconds(1)) }
        }
    }
}
