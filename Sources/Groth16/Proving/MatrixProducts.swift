internal import ConstraintSystem
internal import FiniteFields
internal import Synchronization

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The products of a key's matrices A and B with a witness, row by row.
///
/// Keys list their entries in the order of the rows, so that each thread can search for those of its rows; a file with
/// another order is read by one thread. Each piece of the rows has the entries in a mapping of its own, so that those of a
/// few pieces are in memory at a time.
struct MatrixProducts {
    let key: ProvingKey
    /// The values of the wires, as in a witness file.
    let witness: Data

    /// The values of each row of the domain; rows without an entry are zero.
    func values(threads: Int) throws(Groth16Error) -> (a: [Fr], b: [Fr]) {
        let rowCount = key.header.domainSize
        var a = [Fr](repeating: .zero, count: rowCount)
        var b = a
        let entriesSeen = Atomic<Int>(0)
        let rowsAreOrdered = Atomic<Bool>(true)
        let failure = FirstFailure()
        // Eight pieces even out the threads' speeds; each costs some system calls.
        let pieceMin = max(1_024, rowCount / 8)
        WorkerPool.shared.updateChunks(of: &a, and: &b, threads: threads, chunkMin: pieceMin) { start, a, b in
            guard let entries = entries(failure) else { return }
            let end = start + a.count
            let first = firstEntry(ofRow: start, in: entries)
            let last = end == rowCount ? key.coefficientCount : firstEntry(ofRow: end, in: entries)
            guard first <= last else {
                rowsAreOrdered.store(false, ordering: .relaxed)
                return
            }
            if !add(first..<last, of: entries, rows: start..<end, a: &a, b: &b, failure) {
                rowsAreOrdered.store(false, ordering: .relaxed)
            }
            entriesSeen.wrappingAdd(last - first, ordering: .relaxed)
        }
        if let error = failure.error { throw error }
        if WorkCancellation.isRequested { throw .cancelled }
        if rowsAreOrdered.load(ordering: .relaxed), entriesSeen.load(ordering: .relaxed) == key.coefficientCount {
            return (a, b)
        }
        return try valuesOfUnorderedEntries()
    }

    private func valuesOfUnorderedEntries() throws(Groth16Error) -> (a: [Fr], b: [Fr]) {
        let rowCount = key.header.domainSize
        var a = [Fr](repeating: .zero, count: rowCount)
        var b = a
        let failure = FirstFailure()
        var rowsA = a.mutableSpan
        var rowsB = b.mutableSpan
        if let entries = entries(failure) {
            _ = add(0..<key.coefficientCount, of: entries, rows: 0..<rowCount, a: &rowsA, b: &rowsB, failure)
        }
        if let error = failure.error { throw error }
        return (a, b)
    }

    /// Adds the products of entries to their rows; `false` where an entry belongs to a row of another piece.
    private func add(
        _ indices: Range<Int>, of entries: Data, rows: Range<Int>, a: inout MutableSpan<Fr>, b: inout MutableSpan<Fr>,
        _ failure: FirstFailure
    ) -> Bool {
        let header = key.header
        let section = entries.bytes
        let values = witness.bytes
        for index in indices {
            let entry = CoefficientEntry(section, index: index)
            guard entry.isInside(header) else {
                failure.note(.coefficientInvalid(index: index))
                return true
            }
            guard rows.contains(Int(entry.constraint)) else { return false }
            let value = values.littleEndian256(at: Int(entry.wire) * WitnessFile.valueByteCount)
            // Most wires of circuits that work on bits are zero.
            guard !value.isZero else { continue }
            // The entry holds the coefficient times 2^512 and the witness is plain: the product is in Montgomery form.
            let product = Fr(uncheckedMontgomery: entry.value) * Fr(uncheckedMontgomery: value)
            let row = Int(entry.constraint) - rows.lowerBound
            if entry.matrix == 0 { a[row] += product } else { b[row] += product }
        }
        return true
    }

    /// The key's section of entries; nil after a failure.
    private func entries(_ failure: FirstFailure) -> Data? {
        do {
            return try key.passing(.coefficients)
        } catch {
            failure.note(error)
            return nil
        }
    }

    /// The index of the first entry whose row is not before `row`, where entries are in the order of rows.
    ///
    /// Rows have about as many entries each, which says where to begin; halving the whole section would bring pages of
    /// all its parts in.
    private func firstEntry(ofRow row: Int, in entries: Data) -> Int {
        let section = entries.bytes
        let count = key.coefficientCount
        func isBefore(_ index: Int) -> Bool { Int(CoefficientEntry(section, index: index).constraint) < row }
        guard count > 0 else { return 0 }
        let rowCount = Int(CoefficientEntry(section, index: count - 1).constraint) + 1
        guard row < rowCount else { return count }
        // From the guess on, steps that double until one lies on either side.
        var low = min(row * count / rowCount, count - 1)
        var high = low
        var step = 64
        while low > 0, !isBefore(low - 1) {
            high = low
            low = max(0, low - step)
            step *= 2
        }
        while high < count, isBefore(high) {
            low = high + 1
            high = min(count, high + step)
            step *= 2
        }
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
