internal import EllipticCurves
package import FiniteFields

/// Verifies many proofs together, under one key or several.
///
/// Every point of every proof is checked by itself first. Then one equation is checked, the sum of all with random
/// factors; see ``BatchCoefficients``. Where it does not hold, each proof is verified by itself, which costs a hostile
/// sender's batch about three times a good one's and names the bad ones exactly.
///
/// - SeeAlso: Bellare, Garay, Rabin, "Fast Batch Verification for Modular Exponentiation and Digital Signatures" (1998),
///   section 3, the small exponents test.
package struct BatchVerifier: Sendable {
    package let verifiers: [Verifier]
    private let keyIdentifiers: [[UInt8]]

    /// Prepares a batch's keys, which items name by their index.
    package init(verifiers: [Verifier]) {
        self.verifiers = verifiers
        keyIdentifiers = verifiers.map(\.key.identifier)
    }

    /// The indices of the items that do not verify, in order; none where all do.
    ///
    /// After a cancellation good items may be among them, but every bad one is.
    package func invalidItems(among items: [BatchItem], threads: Int) -> [Int] {
        let areWellFormed = WorkerPool.shared.map(count: items.count, threads: threads, chunkMin: 4) {
            !WorkCancellation.isRequested && isWellFormed(items[$0])
        }
        let candidates = items.indices.filter { areWellFormed[$0] }
        let batch = candidates.map { items[$0] }
        let coefficients = BatchCoefficients.derive(keyIdentifiers: keyIdentifiers, items: batch)
        if holds(for: batch, coefficients: coefficients, threads: threads) {
            return items.indices.filter { !areWellFormed[$0] }
        }
        let areValid = WorkerPool.shared.map(count: items.count, threads: threads) { index in
            areWellFormed[index] && !WorkCancellation.isRequested && isValid(items[index])
        }
        return items.indices.filter { !areValid[$0] }
    }

    /// The indices of the items that do not verify, found on a thread of its own; cancelling the task ends it soon.
    ///
    /// - Throws: ``Groth16Error/cancelled``.
    package func invalidItems(amongInBackground items: [BatchItem], threads: Int) async throws(Groth16Error) -> [Int] {
        try await BackgroundWork.run { () throws(Groth16Error) in invalidItems(among: items, threads: threads) }
    }

    /// Whether the sum of the items' equations with these factors holds; after a cancellation that of no item only.
    ///
    /// - Precondition: Every item is well-formed, and there is a factor for each.
    package func holds(for items: [BatchItem], coefficients: [FourWords], threads: Int) -> Bool {
        precondition(items.count == coefficients.count)
        guard !items.isEmpty else { return true }
        let pieceCount = (items.count + BatchVerifier.pieceSize - 1) / BatchVerifier.pieceSize
        let pieces = WorkerPool.shared.map(count: pieceCount, threads: threads) { piece in
            if WorkCancellation.isRequested { return Fq12.one }
            let start = piece * BatchVerifier.pieceSize
            return proofSide(items, coefficients, start..<min(start + BatchVerifier.pieceSize, items.count))
        }
        let keySides = verifiers.indices.map { keyIndex in
            keySide(items, coefficients, keyIndex: keyIndex, threads: threads)
        }
        let value = (pieces + keySides).reduce(Fq12.one) { $0 * $1 }
        // Sums that a cancellation left out are infinite, and equations with them may hold.
        return Pairing.finalExponentiation(value) == .one && !WorkCancellation.isRequested
    }

    private func isWellFormed(_ item: BatchItem) -> Bool {
        verifiers.indices.contains(item.keyIndex)
            && verifiers[item.keyIndex].key.publicCount == item.publicSignals.count && item.proof.isWellFormed
    }

    private func isValid(_ item: BatchItem) -> Bool {
        let result = Swift.Result { () throws(Groth16Error) in
            try verifiers[item.keyIndex].verify(item.proof, publicSignals: item.publicSignals)
        }
        return ((try? result.get()) ?? false) && !WorkCancellation.isRequested
    }

    /// The Miller functions of the pairs (factor A, B).
    private func proofSide(_ items: [BatchItem], _ coefficients: [FourWords], _ range: Range<Int>) -> Fq12 {
        let points = range.map { G1(items[$0].proof.a).multipliedVariableTime(by: coefficients[$0]) }
        let pairs = zip(G1.normalize(points), range).map { ($0, PreparedG2(items[$1].proof.b)) }
        return Pairing.millerLoop(pairs)
    }

    /// The Miller functions of what a key's equations have on their other side, negated.
    private func keySide(
        _ items: [BatchItem], _ coefficients: [FourWords], keyIndex: Int, threads: Int
    ) -> Fq12 {
        let verifier = verifiers[keyIndex]
        let own = items.indices.filter { items[$0].keyIndex == keyIndex }
        guard !own.isEmpty else { return .one }
        let factors = own.map { Fr(canonicalWords: coefficients[$0]) ?? .zero }
        // The constant one and the public signals, each summed with the factors.
        var signals = [Fr](repeating: .zero, count: verifier.key.inputPoints.count)
        for (factor, index) in zip(factors, own) {
            signals[0] += factor
            for (position, signal) in items[index].publicSignals.enumerated() {
                signals[position + 1] += factor * signal
            }
        }
        let input = MultiScalarMultiplication.g1(verifier.key.inputPoints, signals, threads: threads)
        let sumC = MultiScalarMultiplication.g1(own.map { items[$0].proof.c }, factors, threads: threads)
        let alpha = verifier.key.alpha1.multiplied(by: signals[0])
        let points = G1.normalize([-alpha, -input, -sumC])
        return Pairing.millerLoop([
            (points[0], verifier.beta), (points[1], verifier.gamma), (points[2], verifier.delta),
        ])
    }

    /// The proofs whose Miller loops share their squarings; more would use more memory for lines and gain little.
    private static let pieceSize = 16
}
