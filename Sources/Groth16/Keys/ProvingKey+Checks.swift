internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields
internal import Synchronization

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension ProvingKey {
    /// Checks every entry of the coefficients and that every point lies on its curve.
    ///
    /// Points of the twist are not checked to lie in the subgroup one by one: a ceremony's verification does that with
    /// random combinations.
    /// - Throws: ``Groth16Error/coefficientInvalid(index:)`` or ``Groth16Error/pointInvalid(section:index:)``; where
    ///   several are wrong, any of them.
    package func checkPoints(threads: Int) throws(Groth16Error) {
        let header = header
        try ProvingKey.check(count: coefficientCount, threads: threads) { [coefficients] index in
            let entry = CoefficientEntry(coefficients.bytes, index: index)
            return entry.isInside(header) ? nil : .coefficientInvalid(index: index)
        }
        let sections: [(ProvingKeySection, Data)] = [
            (.pointsA, pointsA), (.pointsB1, pointsB1), (.pointsC, pointsC), (.pointsH, pointsH),
        ]
        for (section, points) in sections {
            try ProvingKey.check(count: points.count / PointByteCount.g1, threads: threads) { index in
                guard let point = points.bytes.g1(at: index * PointByteCount.g1), point.isOnCurve else {
                    return .pointInvalid(section: section.rawValue, index: index)
                }
                return nil
            }
        }
        try ProvingKey.check(count: header.wireCount, threads: threads) { [pointsB2] index in
            guard let point = pointsB2.bytes.g2(at: index * PointByteCount.g2), point.isOnCurve else {
                return .pointInvalid(section: ProvingKeySection.pointsB2.rawValue, index: index)
            }
            return nil
        }
    }

    private static func check(
        count: Int, threads: Int, _ finding: @escaping @Sendable (Int) -> Groth16Error?
    ) throws(Groth16Error) {
        let found = FirstFailure()
        WorkerPool.shared.forEachChunk(count: count, threads: threads, chunkMin: 1_024) { range in
            for index in range {
                guard let error = finding(index) else { continue }
                found.note(error)
                return
            }
        }
        if let error = found.error { throw error }
    }
}

/// What went wrong first in a loop that several threads share.
final class FirstFailure: Sendable {
    private let first = Mutex<Groth16Error?>(nil)

    func note(_ error: Groth16Error) {
        first.withLock { if $0 == nil { $0 = error } }
    }

    var error: Groth16Error? { first.withLock { $0 } }
}
