internal import FiniteFields

/// The values at a secret point of the polynomials that are one at one point of a domain and zero at all others.
enum LagrangeValues {
    /// The values for the points `shift * generator^i` of a coset of a domain; `nil` where the point lies on it.
    ///
    /// `L_i(x) = (x^n - shift^n) w_i / (n shift^n (x - w_i))` for `w_i = shift * generator^i`.
    ///
    /// - Complexity: O(n); two arrays of n elements.
    static func values(at point: Fr, domain: EvaluationDomain, shift: Fr = .one) -> [Fr]? {
        let size = UInt64(domain.size)
        let shiftPower = shift.power([size])
        guard let factor = (Fr(size) * shiftPower).inverted() else { return nil }
        let vanishing = (point.power([size]) - shiftPower) * factor
        guard !vanishing.isZero else { return nil }
        var nodes: [Fr] = []
        nodes.reserveCapacity(domain.size)
        var node = shift
        for _ in 0..<domain.size {
            nodes.append(node)
            node *= domain.generator
        }
        var values = nodes.map { point - $0 }
        Fr.invertAll(&values)
        for index in values.indices { values[index] *= vanishing * nodes[index] }
        return values
    }
}
