public import FiniteFields

/// The optimal ate pairing of BN254, G1 x G2 -> the subgroup of order r of Fq12.
///
/// Points are taken to be in their subgroups: check those from outside with `isOnCurve` and `isInSubgroup` first.
///
/// - SeeAlso: Vercauteren, "Optimal Pairings" (2010); EIP-197.
public enum Pairing {
    /// Returns the pairing of two points.
    ///
    /// The value is the one of libff, snarkjs and gnark: the reduced pairing to the power 2 x (6 x^2 + 3 x + 1).
    public static func pair(_ point: G1Affine, _ other: G2Affine) -> Fq12 {
        finalExponentiation(millerLoop([(point, PreparedG2(other))]))
    }

    /// Whether the product of the pairings of all pairs is one.
    public static func isProductOne(_ pairs: [(G1Affine, G2Affine)]) -> Bool {
        isProductOne(prepared: pairs.map { ($0.0, PreparedG2($0.1)) })
    }

    /// Whether the product of the pairings of all pairs is one.
    public static func isProductOne(prepared pairs: [(G1Affine, PreparedG2)]) -> Bool {
        finalExponentiation(millerLoop(pairs)) == .one
    }

    /// Returns the product of the Miller functions of all pairs, with shared squarings; infinite points count as one.
    public static func millerLoop(_ pairs: [(G1Affine, PreparedG2)]) -> Fq12 { millerLoop(pairs, path: .current) }

    /// Returns the product of the Miller functions of all pairs.
    ///
    /// - Parameter path: Which implementation to run; both give equal results.
    package static func millerLoop(_ pairs: [(G1Affine, PreparedG2)], path: KernelPath) -> Fq12 {
        let active = pairs.filter { !$0.0.isInfinity && !$0.1.point.isInfinity }
        guard !active.isEmpty else { return .one }
        if path == .ifma { return vectorMillerLoop(active) }
        var value = Fq12.one
        var line = 0
        func multiplyByNextLines() {
            for (point, prepared) in active { prepared.lines[line].multiply(&value, at: point) }
            line += 1
        }
        for (index, digit) in PreparedG2.loopDigits.enumerated() {
            // Before the first line the value is one.
            if index > 0 { value = value.squared }
            multiplyByNextLines()
            if digit != 0 { multiplyByNextLines() }
        }
        multiplyByNextLines()
        multiplyByNextLines()
        return value
    }

    /// Raises a value of Miller functions to the power that makes it unique; the value is not zero.
    public static func finalExponentiation(_ value: Fq12) -> Fq12 { finalExponentiation(value, path: .current) }

    /// Raises a value of Miller functions to the power that makes it unique; the value is not zero.
    ///
    /// - Parameter path: Which implementation to run; both give equal results.
    package static func finalExponentiation(_ value: Fq12, path: KernelPath) -> Fq12 {
        guard let inverse = value.invertedVariableTime() else {
            preconditionFailure("a Miller function has no zero here")
        }
        // The easy part: (p^6 - 1)(p^2 + 1).
        let unitary = value.conjugate * inverse
        let base = unitary.frobeniusSquared * unitary
        return path == .ifma ? hardPart(VectorFq12(base)).value : hardPart(base)
    }

    /// The power 2 x (6 x^2 + 3 x + 1)(p^4 - p^2 + 1) / r, in the cyclotomic subgroup, where the inverse is the conjugate.
    ///
    /// - SeeAlso: Fuentes-Castañeda, Knapp, Rodríguez-Henríquez, "Faster Hashing to G2" (2011), section 5.
    private static func hardPart<Element: CyclotomicElement>(_ base: Element) -> Element {
        let minusX = base.cyclotomicPowerOfCurveParameter.conjugate
        let minus2X = minusX.cyclotomicSquared
        let minus6X = minus2X.cyclotomicSquared * minus2X
        let plus6X2 = minus6X.cyclotomicPowerOfCurveParameter.conjugate
        let minus12X3 = plus6X2.cyclotomicSquared.cyclotomicPowerOfCurveParameter.conjugate
        let common = minus12X3.conjugate * plus6X2 * minus6X.conjugate
        let second = common * minus2X
        let first = common * plus6X2 * base
        let third = base.conjugate * second
        return first * second.frobenius * common.frobeniusSquared * third.frobeniusCubed
    }

    private static func vectorMillerLoop(_ pairs: [(G1Affine, PreparedG2)]) -> Fq12 {
        let points = pairs.map { VectorMillerPoint($0.0) }
        var value = VectorFq12(.one)
        var line = 0
        func multiplyByNextLines() {
            for (point, pair) in zip(points, pairs) { value.multiply(byLine: line, of: pair.1, at: point) }
            line += 1
        }
        for (index, digit) in PreparedG2.loopDigits.enumerated() {
            if index > 0 { value.square() }
            multiplyByNextLines()
            if digit != 0 { multiplyByNextLines() }
        }
        multiplyByNextLines()
        multiplyByNextLines()
        return value.value
    }
}
