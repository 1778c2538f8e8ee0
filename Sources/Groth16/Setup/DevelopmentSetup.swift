package import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields
internal import Signatures

/// Makes a proving key whose secrets follow from a name, for development and tests.
///
/// The same circuit and name give the same bytes. The key says so in its list of contributions, where production code
/// looks; see ``ContributionMark``.
package enum DevelopmentSetup {
    /// Writes the key of a circuit to disk.
    ///
    /// - Parameter progress: Called before each part.
    package static func write(
        _ system: R1CS, seed: DevelopmentSeed, path: String, threads: Int, progress: CeremonyProgress? = nil
    ) throws(Groth16Error) {
        _ = try run(system, seed: seed, path: path, threads: threads, progress: progress)
    }

    /// The bytes of the key of a circuit.
    package static func bytes(_ system: R1CS, seed: DevelopmentSeed, threads: Int) throws(Groth16Error) -> [UInt8] {
        try run(system, seed: seed, path: nil, threads: threads, progress: nil)
    }

    private static func run(
        _ system: R1CS, seed: DevelopmentSeed, path: String?, threads: Int, progress: CeremonyProgress?
    ) throws(Groth16Error) -> [UInt8] {
        let sizeLog2 = try QuadraticProgram.domainSizeLog2(of: system)
        guard let domain = EvaluationDomain(sizeLog2: sizeLog2) else {
            throw .circuitTooLarge(rowCount: system.constraintCount)
        }
        let secrets = DevelopmentSecrets(seed)
        var attempt = 0
        var evaluated = QuadraticProgram(system, domain: domain, point: seed.scalar("tau"))
        while evaluated == nil {
            attempt += 1
            evaluated = QuadraticProgram(system, domain: domain, point: seed.scalar("tau", attempt: attempt))
        }
        guard let program = evaluated else { preconditionFailure("the loop ends with a program") }
        if WorkCancellation.isRequested { throw .cancelled }
        let points = DevelopmentPoints(
            program, secrets: secrets, wires: system.wires, threads: threads, progress: progress)
        if WorkCancellation.isRequested { throw .cancelled }
        let circuitHash = try hash(of: system, seed: seed)
        return try Groth16Error.wrapping { () throws(ConstraintSystemError) in
            try write(points, system: system, contribution: secrets.contribution, circuitHash: circuitHash, to: path)
        }
    }

    /// What stands in the place of a ceremony's circuit hash: the digest of a label, the name and the circuit.
    private static func hash(of system: R1CS, seed: DevelopmentSeed) throws(Groth16Error) -> [UInt8] {
        let circuit = try Groth16Error.wrapping { () throws(ConstraintSystemError) in
            try R1CSFile.bytes(of: system)
        }
        let label = [UInt8]("symbolon development setup\u{0}circuit\u{0}\(seed.name)\u{0}".utf8)
        return DigestAlgorithm.blake2b512.hash(label + DigestAlgorithm.blake2b512.hash(circuit))
    }

    private static func write(
        _ points: DevelopmentPoints, system: R1CS, contribution: DevelopmentContribution, circuitHash: [UInt8],
        to path: String?
    ) throws(ConstraintSystemError) -> [UInt8] {
        var writer = try SectionFileWriter(
            path: path, kind: ProvingKeySection.kind, sectionCount: ProvingKeySection.allCases.count)
        try points.header.write(to: &writer)
        try writeCoefficients(of: system, to: &writer)
        try writer.appendSection(.inputPoints, points: points.inputs)
        try writer.appendSection(.pointsH, points: points.h)
        try writer.appendSection(.pointsC, points: points.c)
        try writer.appendSection(.pointsA, points: points.a)
        try writer.appendSection(.pointsB1, points: points.b1)
        try writer.appendSection(.pointsB2, points: points.b2)
        writer.beginSection(ProvingKeySection.contributions.rawValue)
        try writer.append(bytes: circuitHash)
        try contribution.write(to: &writer)
        try writer.endSection()
        return try writer.finish()
    }

    /// Writes the entries of A and B, row by row, and behind them the rows of the public signals.
    static func writeCoefficients(
        of system: R1CS, to writer: inout SectionFileWriter
    ) throws(ConstraintSystemError) {
        // A coefficient is stored times 2^512: twice in Montgomery form.
        let square = Fr(uncheckedMontgomery: Fr.montgomerySquare)
        writer.beginSection(ProvingKeySection.coefficients.rawValue)
        writer.append(UInt32(system.a.termCount + system.b.termCount + system.wires.publicSignals + 1))
        for row in 0..<system.constraintCount {
            for (number, matrix) in [system.a, system.b].enumerated() {
                for position in matrix.termRange(ofRow: row) {
                    writer.append(UInt32(number))
                    writer.append(UInt32(row))
                    writer.append(matrix.wires[position])
                    writer.append((matrix.coefficients[position] * square).montgomeryWords)
                }
            }
            try writer.flushIfLarge()
        }
        for signal in 0...system.wires.publicSignals {
            writer.append(UInt32(0))
            writer.append(UInt32(system.constraintCount + signal))
            writer.append(UInt32(signal))
            writer.append(square.montgomeryWords)
            try writer.flushIfLarge()
        }
        try writer.endSection()
    }
}
