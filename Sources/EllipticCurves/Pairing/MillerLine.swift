import FiniteFields

/// The line of one step of a Miller loop, before a point of G1 is put in: `y a + (x b + c v) w` at (x, y).
struct MillerLine: Sendable {
    let ofY: Fq2
    let ofX: Fq2
    let constant: Fq2

    /// Multiplies a value by the line at a point.
    func multiply(_ value: inout Fq12, at point: G1Affine) {
        value = value.multiplied(byLine: ofY * point.y, ofX * point.x, constant)
    }
}
