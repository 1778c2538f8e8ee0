internal import ConstraintSystem
internal import FiniteFields

/// The polynomials of a circuit at a secret point: for each wire its values in A, B and C.
///
/// Row `i` of the matrices belongs to point `i` of the domain. Behind the constraints come rows that hold one public
/// signal each in A and nothing in B and C: they keep the public signals' polynomials independent, as libsnark's and
/// snarkjs's set-ups do.
///
/// - SeeAlso: Ben-Sasson, Chiesa, Tromer, Virza, "Succinct Non-Interactive Zero Knowledge for a von Neumann
///   Architecture" (2014), appendix D, on the consistency of inputs.
struct QuadraticProgram {
    let domain: EvaluationDomain
    let a: [Fr]
    let b: [Fr]
    let c: [Fr]
    /// The values at the secret point of the Lagrange polynomials of the odd points of the doubled domain.
    let oddLagrange: [Fr]

    /// The size of the domain that a circuit needs, as snarkjs chooses it: the next power of two that is at least two.
    ///
    /// Every set-up begins here, so a circuit with custom gates is refused here.
    static func domainSizeLog2(of system: R1CS) throws(Groth16Error) -> Int {
        try Groth16Error.wrapping { () throws(ConstraintSystemError) in try system.requireConstraintsOnly() }
        let rowCount = system.constraintCount + system.wires.publicSignals + 1
        let sizeLog2 = max(1, Int.bitWidth - (rowCount - 1).leadingZeroBitCount)
        guard sizeLog2 < Fr.twoAdicity else { throw .circuitTooLarge(rowCount: rowCount) }
        return sizeLog2
    }

    /// Evaluates at a point; `nil` where the point lies on the domain, which a secret one does with a chance of 2^-225.
    init?(_ system: R1CS, domain: EvaluationDomain, point: Fr) {
        let shift = EvaluationDomain.primitiveRoot(orderLog2: domain.sizeLog2 + 1)
        guard let lagrange = LagrangeValues.values(at: point, domain: domain),
            let oddLagrange = QuadraticProgram.oddLagrange(at: point, domain: domain, shift: shift)
        else { return nil }
        var a = QuadraticProgram.columns(of: system.a, wireCount: system.wires.total, lagrange: lagrange)
        for signal in 0...system.wires.publicSignals {
            a[signal] += lagrange[system.constraintCount + signal]
        }
        self.domain = domain
        self.a = a
        b = QuadraticProgram.columns(of: system.b, wireCount: system.wires.total, lagrange: lagrange)
        c = QuadraticProgram.columns(of: system.c, wireCount: system.wires.total, lagrange: lagrange)
        self.oddLagrange = oddLagrange
    }

    /// The Lagrange values over the domain of twice the size, at the odd indices only.
    ///
    /// There `L_j(x) = (x^2n - 1) w_j / (2n (x - w_j))`; the odd points are a coset of the domain, on which
    /// `(x^2n - 1) / 2n` differs from the coset's own `(x^n - s^n) / (n s^n)`, with `s^n = -1`, by `(x^n - 1) / -2`.
    private static func oddLagrange(at point: Fr, domain: EvaluationDomain, shift: Fr) -> [Fr]? {
        guard var values = LagrangeValues.values(at: point, domain: domain, shift: shift),
            let half = Fr(2).inverted()
        else { return nil }
        let factor = -(point.power([UInt64(domain.size)]) - .one) * half
        for index in values.indices { values[index] *= factor }
        return values
    }

    private static func columns(of matrix: SparseMatrix, wireCount: Int, lagrange: [Fr]) -> [Fr] {
        var columns = [Fr](repeating: .zero, count: wireCount)
        for row in 0..<matrix.rowCount {
            let value = lagrange[row]
            for position in matrix.termRange(ofRow: row) {
                columns[Int(matrix.wires[position])] += matrix.coefficients[position] * value
            }
        }
        return columns
    }
}
