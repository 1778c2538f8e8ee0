import FiniteFields

/// A point of G2 with the lines of its Miller loop: for points that take part in many pairings.
public struct PreparedG2: Sendable {
    /// The point.
    public let point: G2Affine
    /// One line for each doubling and addition of the loop; none for infinity.
    let lines: [MillerLine]

    /// Computes the lines of a point of the subgroup of order r.
    public init(_ point: G2Affine) {
        self.point = point
        guard !point.isInfinity else {
            lines = []
            return
        }
        var lines: [MillerLine] = []
        lines.reserveCapacity(Self.lineCount)
        var running = MillerPoint(point)
        let negative = -point
        for digit in Self.loopDigits {
            lines.append(running.double())
            if digit > 0 { lines.append(running.add(point)) }
            if digit < 0 { lines.append(running.add(negative)) }
        }
        // The two last lines of the optimal ate pairing go through psi(Q) and -psi^2(Q).
        let image = point.frobenius
        lines.append(running.add(image))
        lines.append(running.add(-image.frobenius))
        self.lines = lines
    }

    /// The number of lines of a point other than infinity.
    static let lineCount = loopDigits.count + loopDigits.count { $0 != 0 } + 2

    /// 6 x + 2 in signed digits after its leading one, most significant first.
    static let loopDigits: [Int8] = [
        1, 0, 1, 0, 0, 0, -1, 0, -1, 0, 0, 0, -1, 0, 1, 0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 1, 0, 0, -1, 0,
        0, 0, 0, -1, 0, 1, 0, 0, 0, -1, 0, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, -1, 0, 1, 0, 1, 0, 0, 0,
    ]
}
