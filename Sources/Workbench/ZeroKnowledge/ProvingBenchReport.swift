/// What the measurement of a prover and a verifier found.
package struct ProvingBenchReport: Encodable, Sendable {
    /// One key with one witness.
    package struct Proving: Encodable, Sendable {
        /// What was proved: a generated circuit's kind, or the key's file.
        package var circuit: String
        /// The size of the domain.
        package var size: Int
        package var wires: Int
        package var seconds: Double
        package var threads: Int
        /// Which kernels ran.
        package var path: String
        /// The seconds of each phase of the run whose time is given.
        package var phases: [String: Double]
        /// The largest resident size while proving, the mapped key included.
        package var peakBytes: Int?
        /// How long the development set-up took; not for a given key.
        package var setupSeconds: Double?
    }

    /// Verification, of one proof or of a batch.
    package struct Verifying: Encodable, Sendable {
        /// The number of proofs: 1, or a batch's size.
        package var size: Int
        package var seconds: Double
        package var threads: Int
        package var path: String
        package var proofsPerSecond: Double
    }

    package var prove: [Proving] = []
    package var verify: [Verifying] = []

    package init() {}

    /// The report for people.
    package var text: String {
        var lines: [String] = []
        for entry in prove {
            let milliseconds = Int((entry.seconds * 1_000).rounded())
            let memory = entry.peakBytes.map { ", \($0 / 1_000_000) MB" } ?? ""
            lines.append(
                "prove \(entry.circuit), domain \(entry.size), \(entry.threads) threads, \(entry.path): "
                    + "\(milliseconds) ms\(memory)")
            let phases = entry.phases.sorted { $0.value > $1.value }
            lines += phases.map { "  \($0.key): \(Int(($0.value * 1_000).rounded())) ms" }
        }
        for entry in verify {
            let microseconds = Int((entry.seconds * 1e6 / Double(entry.size)).rounded())
            lines.append(
                "verify \(entry.size) at once, \(entry.threads) threads, \(entry.path): \(microseconds) us each, "
                    + "\(Int(entry.proofsPerSecond)) a second")
        }
        return lines.joined(separator: "\n")
    }
}
