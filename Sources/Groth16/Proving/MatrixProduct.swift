internal import ConstraintSystem
internal import FiniteFields
internal import Synchronization

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The product of one of a key's matrices with a witness, row by row.
///
/// Keys list their entries in the order of the rows, so that each thread can find those of its rows by halving; a file
/// with another order is read by one thread.
struct MatrixProduct {
    let header: ProvingKeyHeader
    /// The key's section of entries.
    let coefficients: Data
    let coefficientCount: Int
    /// The values of the wires, as in a witness file.
    let witness: Data
    /// 0 for A, 1 for B.
    let matrix: UInt32

    init(key: ProvingKey, coefficients: Data, witness: Data, matrix: UInt32) {
        header = key.header
        self.coefficients = coefficients
        coefficientCount = key.coefficientCount
        self.witness = witness
        self.matrix = matrix
    }

    /// The value of each row of the domain; rows without an entry are zero.
    func values(threads: Int) throws(Groth16Error) -> [Fr] {
        var values = [Fr](repeating: .zero, count: header.domainSize)
        let entriesSeen = Atomic<Int>(0)
        let rowsAreOrdered = Atomic<Bool>(true)
        let failure = FirstFailure()
        WorkerPool.shared.updateChunks(of: &values, threads: threads, chunkMin: 1_024) { start, rows in
            let end = start + rows.count
            let first = firstEntry(ofRow: start)
            let last = end == header.domainSize ? coefficientCount : firstEntry(ofRow: end)
            guard first <= last else {
                rowsAreOrdered.store(false, ordering: .relaxed)
                return
            }
            if !add(entries: first..<last, to: &rows, rows: start..<end, failure) {
                rowsAreOrdered.store(false, ordering: .relaxed)
            }
            entriesSeen.wrappingAdd(last - first, ordering: .relaxed)
        }
        if let error = failure.error { throw error }
        if WorkCancellation.isRequested { throw .cancelled }
        if rowsAreOrdered.load(ordering: .relaxed), entriesSeen.load(ordering: .relaxed) == coefficientCount {
            return values
        }
        return try valuesOfUnorderedEntries()
    }

    private func valuesOfUnorderedEntries() throws(Groth16Error) -> [Fr] {
        var values = [Fr](repeating: .zero, count: header.domainSize)
        let failure = FirstFailure()
        var rows = values.mutableSpan
        _ = add(entries: 0..<coefficientCount, to: &rows, rows: 0..<header.domainSize, failure)
        if let error = failure.error { throw error }
        return values
    }

    /// Adds the products of entries to their rows; `false` where an entry belongs to a row of another piece.
    private func add(
        entries: Range<Int>, to sums: inout MutableSpan<Fr>, rows: Range<Int>, _ failure: FirstFailure
    ) -> Bool {
        let section = coefficients.bytes
        let values = witness.bytes
        for index in entries {
            let entry = CoefficientEntry(section, index: index)
            guard entry.isInside(header) else {
                failure.note(.coefficientInvalid(index: index))
                return true
            }
            guard rows.contains(Int(entry.constraint)) else { return false }
            guard entry.matrix == matrix else { continue }
            let value = values.littleEndian256(at: Int(entry.wire) * WitnessFile.valueByteCount)
            // Most wires of circuits that work on bits are zero.
            guard !value.isZero else { continue }
            // The entry holds the coefficient times 2^512 and the witness is plain: the product is in Montgomery form.
            sums[Int(entry.constraint) - rows.lowerBound] +=
                Fr(uncheckedMontgomery: entry.value) * Fr(uncheckedMontgomery: value)
        }
        return true
    }

    /// The index of the first entry whose row is not before `row`, where entries are in the order of rows.
    private func firstEntry(ofRow row: Int) -> Int {
        let section = coefficients.bytes
        var low = 0
        var high = coefficientCount
        while low < high {
            let middle = low + (high - low) / 2
            if Int(CoefficientEntry(section, index: middle).constraint) < row {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
