internal import EllipticCurves
internal import FiniteFields

/// Multiples of one point by many scalars, from a table of its multiples by every digit of every window.
///
/// A window has ten bits: 26 additions for a scalar, and a table of 26,598 points, made once.
struct FixedBaseTable<Group: Curve>: Sendable {
    private static var windowBitCount: Int { 10 }
    private static var windowCount: Int { 26 }
    private static var digitCount: Int { (1 << windowBitCount) - 1 }

    /// For each window and each digit from one, the base times the digit times the window's weight.
    private let multiples: [AffinePoint<Group>]

    init(base: AffinePoint<Group>, threads: Int) {
        var weights: [JacobianPoint<Group>] = []
        var weight = JacobianPoint<Group>(base)
        for _ in 0..<Self.windowCount {
            weights.append(weight)
            for _ in 0..<Self.windowBitCount { weight = weight.doubled }
        }
        let windows = WorkerPool.shared.map(count: Self.windowCount, threads: threads) { [weights] window in
            var row = [weights[window]]
            row.reserveCapacity(Self.digitCount)
            for index in 1..<Self.digitCount { row.append(row[index - 1] + weights[window]) }
            return JacobianPoint.normalize(row)
        }
        multiples = windows.flatMap(\.self)
    }

    /// The base times a scalar.
    func multiple(of scalar: Fr) -> JacobianPoint<Group> {
        let words = scalar.canonicalWords
        var sum = JacobianPoint<Group>.infinity
        for window in 0..<Self.windowCount {
            let digit = Int(words.bits(at: window * Self.windowBitCount, count: Self.windowBitCount))
            if digit > 0 { sum += multiples[window * Self.digitCount + digit - 1] }
        }
        return sum
    }

    /// The base times each scalar.
    func multiples(of scalars: [Fr], threads: Int) -> [AffinePoint<Group>] {
        let blockCount = (scalars.count + Self.blockSize - 1) / Self.blockSize
        let blocks = WorkerPool.shared.map(count: blockCount, threads: threads) { block in
            let range = (block * Self.blockSize)..<min((block + 1) * Self.blockSize, scalars.count)
            if WorkCancellation.isRequested { return [AffinePoint<Group>](repeating: .infinity, count: range.count) }
            return JacobianPoint.normalize(range.map { multiple(of: scalars[$0]) })
        }
        return blocks.flatMap(\.self)
    }

    /// The scalars that share one inversion.
    private static var blockSize: Int { 1_024 }
}
