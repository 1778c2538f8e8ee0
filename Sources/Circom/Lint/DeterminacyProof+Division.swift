internal import FiniteFields

extension DeterminacyProof {
    /// `s (s + q - 1) = 0` where q is 0 or 1: s is 0 or 1 - q.
    mutating func limitStep(_ constraint: FlatConstraint) {
        for (signal, rest) in step(constraint) {
            guard let bound = upper[rest], bound.bitWidth <= 1 else { continue }
            limit(signal, to: FourWords(1, 0, 0, 0))
        }
    }

    /// `q b + r = known` with a known b and r below b: quotient and remainder are unique.
    ///
    /// Two solutions differ by (q - q') b = r' - r. Where the bounds keep both sides from going around the prime, this holds
    /// for integers, and as r and r' are below b, both sides are zero.
    mutating func divideWithRemainder(_ constraint: FlatConstraint) {
        let openInC = constraint.c.filter { !isDetermined[$0.signal] }
        guard openInC.count <= 1, constraint.a.count == 1, constraint.b.count == 1 else { return }
        // A remainder that is determined already still bounds the divisor from below.
        for remainder in openInC.isEmpty ? constraint.c : openInC where remainder.signal != 0 {
            divideWithRemainder(constraint, remainder)
        }
    }

    private mutating func divideWithRemainder(
        _ constraint: FlatConstraint, _ remainder: (signal: Int, factor: Fr)
    ) {
        for (left, right) in [(constraint.a, constraint.b), (constraint.b, constraint.a)] {
            guard let quotient = left.first, let divisor = right.first,
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

    /// `w1 (q1 b) + w2 (q2 b) + … + r = known`: a division whose quotient w1 q1 + w2 q2 + … is in parts, because quotient times
    /// divisor could go around the prime where the parts times the divisor cannot.
    ///
    /// With p1 = q1 b, … the sum is b (w1 q1 + …) + r. Where no q times b goes around the prime, which the bounds of q and b say
    /// and those of p do not, every p is the integer q b. Where the bounds also keep the sum below the prime and r is below b,
    /// quotient and remainder are unique as in ``divideWithRemainder(_:)``; where the weights are those of a positional
    /// number, so are its parts.
    mutating func divideInParts(_ terms: [(signal: Int, factor: Fr)]) {
        let open = terms.filter { !isDetermined[$0.signal] }
        guard (1...8).contains(open.count) else { return }
        let others = open.filter { factors(of: $0.signal) == nil }
        guard others.count <= 1 else { return }
        for remainder in others.isEmpty ? terms : others where remainder.signal != 0 {
            let products = open.filter { $0.signal != remainder.signal }
            guard let (parts, divisor) = parts(of: products, besides: remainder),
                isBelow(remainder.signal, divisor), isPositional(parts)
            else { continue }
            for part in parts { determine(part.signal) }
            determine(remainder.signal)
            return
        }
    }

    /// The parts of a quotient with their weights, and the divisor, where the products are integers whose sum with the
    /// remainder stays below the prime.
    private func parts(
        of products: [(signal: Int, factor: Fr)], besides remainder: (signal: Int, factor: Fr)
    ) -> (parts: [(signal: Int, factor: Fr)], divisor: Int)? {
        guard let scale = remainder.factor.inverted(), var total = upper[remainder.signal] else { return nil }
        var parts: [(signal: Int, factor: Fr)] = []
        var divisor: Int?
        for term in products {
            let weight = term.factor * scale
            guard weight.canonicalWords.bitWidth <= 250, let bound = upper[term.signal],
                let most = Self.product(weight.canonicalWords, bound),
                let (part, other) = factors(of: term.signal), divisor == nil || divisor == other,
                let partMax = upper[part], let divisorMax = upper[other], Self.product(partMax, divisorMax) != nil
            else { return nil }
            divisor = other
            total = total.adding(most).sum
            guard total < Fr.modulusWords else { return nil }
            parts.append((part, weight))
        }
        return divisor.map { (parts, $0) }
    }

    /// The open and the determined factor of a signal that a constraint says to be their product.
    private func factors(of product: Int) -> (open: Int, determined: Int)? {
        for number in constraintsOfSignal[product] {
            let constraint = flat.constraints[Int(number)]
            guard constraint.a.count == 1, constraint.b.count == 1, constraint.c.count == 1,
                constraint.c[0].signal == product,
                constraint.a[0].factor * constraint.b[0].factor == constraint.c[0].factor
            else { continue }
            let (left, right) = (constraint.a[0].signal, constraint.b[0].signal)
            if left != 0, right != 0, isDetermined[left] != isDetermined[right] {
                return isDetermined[left] ? (right, left) : (left, right)
            }
        }
        return nil
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
