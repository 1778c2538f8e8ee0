/// What the measurement of Poseidon found.
package struct PoseidonBenchReport: Encodable, Sendable {
    package let poseidon: [PoseidonBench.Row]

    /// Runs every case.
    package init(threads: Int) {
        poseidon = PoseidonBench.run(threads: threads)
    }

    /// The report for people.
    package var text: String {
        poseidon.map { row in
            "poseidon, \(row.size) at once, \(row.threads) threads, \(row.path): \(Int(row.nanoseconds)) ns each"
        }.joined(separator: "\n")
    }
}
