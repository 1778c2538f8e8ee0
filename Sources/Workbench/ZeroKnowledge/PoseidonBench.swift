internal import FieldHashes
internal import FiniteFields

/// Measures Poseidon of two inputs: one hash after the other, and batches on each path and number of threads.
package enum PoseidonBench {
    /// One measurement.
    package struct Row: Encodable, Sendable {
        /// The number of hashes that were made in one call.
        package let size: Int
        /// Nanoseconds for each hash.
        package let nanoseconds: Double
        package let threads: Int
        /// The implementation: `portable` or `ifma`.
        package let path: String
        /// A part of the last hash, so that no work can be left out.
        package let check: String
    }

    /// The number of hashes of a batch: long enough that starting threads does not count.
    package static let batchSize = 1 << 17

    /// Runs every case.
    ///
    /// - Parameter batchSize: The number of hashes of a batch.
    package static func run(threads: Int, batchSize: Int = PoseidonBench.batchSize) -> [Row] {
        var rows = [single(count: max(1, batchSize / 16))]
        let inputs = (0..<(2 * batchSize)).map { Fr(UInt64($0)) }
        for path in KernelPath.allCases where path.isAvailable {
            for threads in Set([1, max(1, threads)]).sorted() {
                let start = ContinuousClock.now
                let hashes = Poseidon.hashAll(inputs, inputCount: 2, threads: threads, path: path)
                let duration = ContinuousClock.now - start
                rows.append(
                    row(
                        size: batchSize, count: batchSize, duration, threads, path.rawValue, last: hashes[batchSize - 1]
                    ))
            }
        }
        return rows
    }

    /// Each hash is an input of the next one.
    private static func single(count: Int) -> Row {
        var hash = Fr.one
        let start = ContinuousClock.now
        for index in 0..<count { hash = Poseidon.hash(hash, Fr(UInt64(index))) }
        return row(
            size: 1, count: count, ContinuousClock.now - start, 1, KernelPath.portable.rawValue, last: hash)
    }

    private static func row(
        size: Int, count: Int, _ duration: Duration, _ threads: Int, _ path: String, last: Fr
    ) -> Row {
        Row(
            size: size, nanoseconds: duration / .nanoseconds(1) / Double(count), threads: threads, path: path,
            check: String(last.decimal.prefix(12)))
    }
}
