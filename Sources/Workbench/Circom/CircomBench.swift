package import Circom
internal import CommandShell
internal import FiniteFields
internal import Foundation

/// Measures the compiler and the witness programs.
package enum CircomBench {
    /// What one compilation took.
    package struct Entry: Encodable, Sendable {
        package var circuit: String
        package var level: Int
        package var constraints: Int
        package var wires: Int
        package var seconds: Double
        package var peakMegabytes: Double?
        /// The witness program: operations, and how many of them ran in a second on one core.
        package var witnessOperations: Int
        package var witnessOperationsPerSecond: Double
    }

    /// A circuit that is measured.
    package struct Subject: Sendable {
        package var name: String
        package var source: String

        /// A chain of Poseidon hashes of two elements.
        package static func poseidonChain(_ count: Int) -> Subject {
            Subject(
                name: "poseidon-chain-\(count)",
                source: """
                    pragma circom 2.1.0;
                    include "poseidon.circom";
                    template Chain(n) {
                        signal input in;
                        signal output out;
                        component hashes[n];
                        for (var i = 0; i < n; i++) {
                            hashes[i] = Poseidon(2);
                            hashes[i].inputs[0] <== i == 0 ? in : hashes[i - 1].out;
                            hashes[i].inputs[1] <== i;
                        }
                        out <== hashes[n - 1].out;
                    }
                    component main = Chain(\(count));
                    """)
        }

        /// One template with a signal per round.
        package static func squares(_ count: Int) -> Subject {
            Subject(
                name: "squares-\(count)",
                source: """
                    pragma circom 2.1.0;
                    template Squares(n) {
                        signal input in;
                        signal output out;
                        signal x[n + 1];
                        x[0] <== in;
                        for (var i = 0; i < n; i++) { x[i + 1] <== x[i] * x[i] + i; }
                        out <== x[n];
                    }
                    component main = Squares(\(count));
                    """)
        }
    }

    /// Compiles a circuit, writes its constraints to a temporary file, and computes one witness.
    ///
    /// - Returns: The time is from the source to the complete `.r1cs` file.
    package static func measure(
        _ subject: Subject, level: SimplificationLevel, libraries: [String]
    ) throws -> Entry {
        ProcessMemory.resetPeak()
        let path = NSTemporaryDirectory() + "/symbolon-bench-\(ProcessInfo.processInfo.processIdentifier).r1cs"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let start = ContinuousClock.now
        let circuit = try CircomCompiler.compile(
            "main.circom", sources: OverlaySources(source: subject.source), libraries: libraries)
        let simplified = Simplifier.simplify(circuit, level: level)
        try simplified.writeConstraints(path: path)
        let seconds = Self.seconds(ContinuousClock.now - start)
        let peak = ProcessMemory.peakByteCount.map { Double($0) / 1_048_576 }
        let program = try WitnessProgram(simplified)
        var run = WitnessRun(program)
        let witnessStart = ContinuousClock.now
        _ = try run.wires(inputs: [Fr(5)])
        let witnessSeconds = Self.seconds(ContinuousClock.now - witnessStart)
        return Entry(
            circuit: subject.name, level: level.rawValue, constraints: simplified.constraintCount,
            wires: simplified.wireCount, seconds: seconds, peakMegabytes: peak, witnessOperations: run.operationCount,
            witnessOperationsPerSecond: Double(run.operationCount) / witnessSeconds)
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
