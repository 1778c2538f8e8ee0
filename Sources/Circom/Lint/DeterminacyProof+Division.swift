internal import FiniteFields

extension DeterminacyProof {
    /// `s (s + q - 1) = 0` where q is 0 or 1: s is 0 or 1 - q.
    mutating func limitStep(_ constraint: FlatConstraint) {
        for (single, other) in [(constraint.a, constraint.b), (constraint.b, constraint.a)] {
            guard single.count == 1, let signal = single.first?.signal, signal != 0, other.count == 3,
                let factor = other.first(where: { $0.signal == signal })?.factor,
                let rest = other.first(where: { $0.signal != signal && $0.signal != 0 }), rest.factor == factor,
                let constant = other.first(where: { $0.signal == 0 })?.factor, constant == -factor,
                let bound = upper[rest.signal], bound.bitWidth <= 1
            else { continue }
            limit(signal, to: FourWords(1, 0, 0, 0))
        }
    }

    /// `q b + r = known` with a known b and r below b: quotient and remainder are unique.
    ///
    /// Two solutions differ by (q - q') b = r' - r. Where the bounds keep both sides from going around the prime, this holds
    /// for integers, and as r and r' are below b, both sides are zero.
    mutating func divideWithRemainder(_ constraint: FlatConstraint) {
        let openInC = constraint.c.filter { !isDetermined[$0.signal] }
        guard openInC.count == 1, let remainder = openInC.first else { return }
        for (left, right) in [(constraint.a, constraint.b), (constraint.b, constraint.a)] {
            guard left.count == 1, right.count == 1, let quotient = left.first, let divisor = right.first,
                !isDetermined[quotient.signal], isDetermined[divisor.signal], divisor.signal != 0,
                quotient.factor * divisor.factor == -remainder.factor,
                let quotientMax = upper[quotient.signal], let divisorMax = upper[divisor.signal],
                let remainderMax = upper[remainder.signal],
                let product = Self.product(quotientMax, divisorMax),
                product.adding(remainderMax).sum < Fr.modulusWords,
                isBelow(remainder.signal, divisor.signal)
            else { continue }
            determine(quotient.signal)
            determine(remainder.signal)
            return
        }
    }

    /// Whether a linear constraint `divisor = remainder + rest + 1` with bounds below half the prime makes one signal smaller.
    private func isBelow(_ remainder: Int, _ divisor: Int) -> Bool {
        for number in constraintsOfSignal[divisor] {
            let constraint = flat.constraints[Int(number)]
            guard constraint.isLinear, constraint.c.count == 4,
                let scale = constraint.c.first(where: { $0.signal == divisor })?.factor.inverted(),
                let rest = constraint.c.first(where: { ![0, remainder, divisor].contains($0.signal) })?.signal,
                constraint.c.allSatisfy({ $0.signal == divisor || $0.factor * scale == -Fr.one }),
                constraint.c.contains(where: { $0.signal == 0 }),
                constraint.c.contains(where: { $0.signal == remainder }),
                let one = upper[remainder], let other = upper[rest], one.bitWidth <= 251, other.bitWidth <= 251
            else { continue }
            return true
        }
        return false
    }

    /// The most signals that a system of linear equations is solved for.
    private static var systemSizeMax: Int { 400 }

    /// Signals that the linear equations over the open signals determine together.
    ///
    /// The coefficients are constants, so the elimination holds for all inputs.
    func linearlyDetermined() -> [Int] {
        var columns: [Int: Int] = [:]
        var signals: [Int] = []
        var rows: [[(column: Int, factor: Fr)]] = []
        for constraint in flat.constraints {
            let isProductKnown =
                constraint.isLinear || (constraint.a + constraint.b).allSatisfy { isDetermined[$0.signal] }
            guard isProductKnown else { continue }
            var row: [(column: Int, factor: Fr)] = []
            for term in constraint.c where !isDetermined[term.signal] {
                let column = columns[term.signal] ?? signals.count
                if column == signals.count {
                    columns[term.signal] = column
                    signals.append(term.signal)
                }
                row.append((column, term.factor))
            }
            if !row.isEmpty { rows.append(row) }
            guard rows.count <= Self.systemSizeMax, signals.count <= Self.systemSizeMax else { return [] }
        }
        guard rows.count > 1 else { return [] }
        var matrix = DenseMatrix(columnCount: signals.count)
        for row in rows { matrix.append(row) }
        matrix.reduce()
        return matrix.fixedColumns.map { signals[$0] }
    }
}
