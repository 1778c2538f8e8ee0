package import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

/// The proving key of a circuit before phase 2: equal to the byte to that of snarkjs's `groth16 setup`.
///
/// Without a contribution its delta is one, so anybody can forge proofs for it; and so they can for ever where nobody
/// contributed to the powers, which ``PowersOfTau/requireContributor()`` finds.
package enum InitialKey {
    /// Writes the key of a circuit.
    ///
    /// - Parameter path: Where to write; nil returns the bytes.
    /// - Returns: The whole file where it was kept in memory, otherwise nothing.
    /// - Throws: ``CeremonyError/powersNotPrepared``, ``CeremonyError/circuitTooLarge(powerNeeded:power:)``,
    ///   ``CeremonyError/pointInvalid(section:index:)``, ``CeremonyError/file(_:)`` or ``CeremonyError/cancelled``.
    @discardableResult
    package static func write(
        _ circuit: R1CS, powers: PowersOfTau, to path: String?, threads: Int, progress: CeremonyProgress? = nil
    ) throws(CeremonyError) -> [UInt8] {
        guard powers.isPrepared else { throw .powersNotPrepared }
        let sizeLog2: Int
        do {
            sizeLog2 = try QuadraticProgram.domainSizeLog2(of: circuit)
        } catch {
            throw CeremonyError(error)
        }
        guard sizeLog2 <= powers.power else {
            throw .circuitTooLarge(powerNeeded: sizeLog2, power: powers.power)
        }
        let points = try InitialKeyPoints(
            circuit, sizeLog2: sizeLog2, powers: powers, threads: threads, progress: progress)
        let hash = try CircuitHash.hash(points, sizeLog2: sizeLog2, powers: powers, threads: threads)
        return try CeremonyError.wrapping { () throws(ConstraintSystemError) in
            var writer = try SectionFileWriter(
                path: path, kind: ProvingKeySection.kind, sectionCount: ProvingKeySection.allCases.count)
            try points.header.write(to: &writer)
            try DevelopmentSetup.writeCoefficients(of: circuit, to: &writer)
            try writer.appendSection(.inputPoints, points: points.inputs)
            try writer.appendSection(.pointsH, points: points.h)
            try writer.appendSection(.pointsC, points: points.c)
            try writer.appendSection(.pointsA, points: points.a)
            try writer.appendSection(.pointsB1, points: points.b1)
            try writer.appendSection(.pointsB2, points: points.b2)
            try KeyTranscript(circuitHash: hash).write(to: &writer)
            return try writer.finish()
        }
    }
}
