internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

/// The points of a proving key to which nobody has contributed yet.
struct InitialKeyPoints {
    let header: ProvingKeyHeader
    let inputs: [G1Affine]
    let a: [G1Affine]
    let b1: [G1Affine]
    let b2: [G2Affine]
    let c: [G1Affine]
    let h: [G1Affine]

    /// Combines the Lagrange forms of the powers as the circuit says.
    init(
        _ circuit: R1CS, sizeLog2: Int, powers: PowersOfTau, threads: Int, progress: CeremonyProgress?
    ) throws(CeremonyError) {
        let wireCount = circuit.wires.total
        let publicWires = circuit.wires.publicSignals + 1
        let matrixA = WireColumns(
            circuit.a, wireCount: wireCount, publicRows: (circuit.constraintCount, publicWires))
        let matrixB = WireColumns(circuit.b, wireCount: wireCount)
        let matrixC = WireColumns(circuit.c, wireCount: wireCount)
        func lagrange<Group: CeremonyCurve>(
            _ section: PowersSection, _ group: Group.Type
        ) throws(CeremonyError) -> [AffinePoint<Group>] {
            let start = PowersSection.lagrangeStart(sizeLog2: sizeLog2)
            return try powers.points(section, in: start..<(start + 1 << sizeLog2), of: group, threads: threads)
        }
        let steps = 6
        progress?("A", 0, steps)
        let tau = try lagrange(.lagrangeTauG1, G1Curve.self)
        a = G1.normalize(matrixA.combine(tau, threads: threads))
        progress?("B in G1", 1, steps)
        b1 = G1.normalize(matrixB.combine(tau, threads: threads))
        progress?("B in G2", 2, steps)
        b2 = G2.normalize(matrixB.combine(try lagrange(.lagrangeTauG2, G2Curve.self), threads: threads))

        // beta A + alpha B + C, which delta (private wires) or gamma (public ones) divides.
        progress?("beta A", 3, steps)
        var combined = matrixC.combine(tau, threads: threads)
        let betaA = matrixA.combine(try lagrange(.lagrangeBetaTauG1, G1Curve.self), threads: threads)
        for wire in combined.indices { combined[wire] += betaA[wire] }
        progress?("alpha B", 4, steps)
        let alphaB = matrixB.combine(try lagrange(.lagrangeAlphaTauG1, G1Curve.self), threads: threads)
        for wire in combined.indices { combined[wire] += alphaB[wire] }
        let normalized = G1.normalize(combined)
        inputs = Array(normalized.prefix(publicWires))
        c = Array(normalized.dropFirst(publicWires))

        // The odd points of the domain of twice the size.
        progress?("H", 5, steps)
        let doubleStart = PowersSection.lagrangeStart(sizeLog2: sizeLog2 + 1)
        let doubled = try powers.points(
            .lagrangeTauG1, in: doubleStart..<(doubleStart + 2 << sizeLog2), of: G1Curve.self, threads: threads)
        h = stride(from: 1, to: doubled.count, by: 2).map { doubled[$0] }

        header = ProvingKeyHeader(
            wireCount: wireCount, publicCount: publicWires - 1, domainSize: 1 << sizeLog2,
            alpha1: try powers.points(.alphaTauG1, in: 0..<1, of: G1Curve.self, threads: 1)[0],
            beta1: try powers.points(.betaTauG1, in: 0..<1, of: G1Curve.self, threads: 1)[0],
            beta2: try powers.points(.betaG2, in: 0..<1, of: G2Curve.self, threads: 1)[0],
            gamma2: .generator, delta1: .generator, delta2: .generator)
    }
}
