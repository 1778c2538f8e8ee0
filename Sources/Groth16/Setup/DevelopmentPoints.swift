internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

/// The points of a development key.
struct DevelopmentPoints {
    let header: ProvingKeyHeader
    let inputs: [G1Affine]
    let a: [G1Affine]
    let b1: [G1Affine]
    let b2: [G2Affine]
    let c: [G1Affine]
    let h: [G1Affine]

    /// Multiplies the generators; gamma is one, as in every key of the iden3 family.
    init(
        _ program: QuadraticProgram, secrets: DevelopmentSecrets, wires: WireCounts, threads: Int,
        progress: CeremonyProgress?
    ) {
        // In multiples on G1; one on G2 takes about three times as long.
        let (wireCount, size) = (program.a.count, program.oddLagrange.count)
        let total = 6 * wireCount + size
        let report = { (part: String, done: Int) in progress?(part, done, total) }
        report("tables", 0)
        let g1 = FixedBaseTable<G1Curve>(base: .generator, threads: threads)
        let g2 = FixedBaseTable<G2Curve>(base: .generator, threads: threads)
        report("points of the inputs and of C", 0)
        let deltaInverse = secrets.delta.inverted() ?? .one
        let combined = program.a.indices.map { wire in
            secrets.beta * program.a[wire] + secrets.alpha * program.b[wire] + program.c[wire]
        }
        let publicWires = wires.publicSignals + 1
        inputs = g1.multiples(of: Array(combined.prefix(publicWires)), threads: threads)
        c = g1.multiples(of: combined.dropFirst(publicWires).map { $0 * deltaInverse }, threads: threads)
        report("points of A", wireCount)
        a = g1.multiples(of: program.a, threads: threads)
        report("points of B on G1", 2 * wireCount)
        b1 = g1.multiples(of: program.b, threads: threads)
        report("points of B on G2", 3 * wireCount)
        b2 = g2.multiples(of: program.b, threads: threads)
        report("points of H", 6 * wireCount)
        h = g1.multiples(of: program.oddLagrange.map { $0 * deltaInverse }, threads: threads)
        header = ProvingKeyHeader(
            wireCount: wires.total, publicCount: wires.publicSignals, domainSize: program.domain.size,
            alpha1: g1.multiple(of: secrets.alpha).affine, beta1: g1.multiple(of: secrets.beta).affine,
            beta2: g2.multiple(of: secrets.beta).affine, gamma2: .generator,
            delta1: g1.multiple(of: secrets.delta).affine, delta2: g2.multiple(of: secrets.delta).affine)
    }
}
