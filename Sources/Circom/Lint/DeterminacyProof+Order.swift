internal import FiniteFields

extension DeterminacyProof {
    /// Sums of fewer bits stay below the prime anyway.
    private static var bitsMin: Int { 254 }

    /// Whether the terms are bits of a number that their constraints keep at or below some top, which is below the prime: then
    /// different bits always give different sums.
    ///
    /// The bits go down from the highest one. A bit that a constraint `s (s + q - 1) = 0` restricts, where q is the product of
    /// all bits above it that are not restricted so, stands where the top has a zero; all others count as ones of the top.
    /// Take the highest place where the number differs from the top. All unrestricted bits above it are ones, so q is one
    /// there, and a restricted bit is zero as in the top: the number has a zero where the top has a one, and is below it.
    /// (Hopwood, Bowe, Hornby, Wilcox, "Zcash Protocol Specification", 2022, section A.3.2.2.)
    func isNumberUpToTop(_ terms: [(signal: Int, factor: Fr)]) -> Bool {
        guard terms.count >= Self.bitsMin, let inverse = terms[0].factor.inverted() else { return false }
        var bits: [(weight: FourWords, signal: Int)] = []
        for term in terms {
            let weight = (term.factor * inverse).canonicalWords
            guard let bound = upper[term.signal], bound.bitWidth <= 1, isPowerOfTwo(weight) else { return false }
            bits.append((weight, term.signal))
        }
        bits.sort { $1.weight < $0.weight }
        var top = FourWords.zero
        var product: Int?
        var isProductKnown = true
        for (place, bit) in bits.enumerated() {
            guard place == 0 || bit.weight < bits[place - 1].weight else { return false }
            if isProductKnown, let product, isRestricted(bit.signal, by: product) { continue }
            top = top.adding(bit.weight).sum
            guard top < Fr.modulusWords else { return false }
            guard isProductKnown else { continue }
            product = product.map { self.product(of: $0, and: bit.signal) } ?? bit.signal
            isProductKnown = product != nil
        }
        return true
    }

    private func isPowerOfTwo(_ value: FourWords) -> Bool {
        (0..<max(value.bitWidth, 1) - 1).allSatisfy { value.bits(at: $0, count: 1) == 0 }
    }

    private func isRestricted(_ signal: Int, by product: Int) -> Bool {
        constraintsOfSignal[signal].contains { number in
            step(flat.constraints[Int(number)]).contains { $0.signal == signal && $0.rest == product }
        }
    }

    /// The signal that a constraint says to be the product of two others.
    private func product(of left: Int, and right: Int) -> Int? {
        for number in constraintsOfSignal[right] {
            let constraint = flat.constraints[Int(number)]
            guard constraint.a.count == 1, constraint.b.count == 1, constraint.c.count == 1,
                constraint.a[0].factor * constraint.b[0].factor == constraint.c[0].factor,
                Set([constraint.a[0].signal, constraint.b[0].signal]) == [left, right], left != right
            else { continue }
            return constraint.c[0].signal
        }
        return nil
    }

    /// What a constraint `s (s + q - 1) = 0` says: s and q, either way round.
    func step(_ constraint: FlatConstraint) -> [(signal: Int, rest: Int)] {
        guard constraint.c.isEmpty else { return [] }
        var result: [(signal: Int, rest: Int)] = []
        for (single, other) in [(constraint.a, constraint.b), (constraint.b, constraint.a)] {
            guard single.count == 1, let signal = single.first?.signal, signal != 0, other.count == 3,
                let factor = other.first(where: { $0.signal == signal })?.factor,
                let rest = other.first(where: { $0.signal != signal && $0.signal != 0 }), rest.factor == factor,
                let constant = other.first(where: { $0.signal == 0 })?.factor, constant == -factor
            else { continue }
            result.append((signal, rest.signal))
        }
        return result
    }
}
