package import ConstraintSystem
internal import EllipticCurves
package import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Makes proofs with a key.
///
/// A prover is a value without state of its own, so tasks may share it. Multi-scalar multiplications and transforms over
/// the witness take a time that depends on it, as in every prover of the field.
///
/// - SeeAlso: Groth, "On the Size of Pairing-based Non-interactive Arguments" (2016), section 3.2.
package struct Prover: Sendable {
    /// A proof with its statement.
    package struct Result: Equatable, Sendable {
        package let proof: Proof
        package let publicSignals: [Fr]
    }

    package let key: ProvingKey
    private let verifier: Verifier

    /// Prepares the key.
    package init(key: ProvingKey) throws(Groth16Error) {
        self.key = key
        verifier = try Verifier(key: key.verificationKey)
    }

    /// Makes a proof and verifies it.
    ///
    /// - Parameters:
    ///   - blinding: The random part; by default from the system's random source.
    ///   - threads: How many threads share the work.
    /// - Throws: ``Groth16Error/file(_:)`` where the witness does not fit the key,
    ///   ``Groth16Error/coefficientInvalid(index:)``, ``Groth16Error/proofDoesNotVerify`` or
    ///   ``Groth16Error/cancelled``.
    /// - Complexity: Beside the mapped files three arrays of the domain's size in elements of 32 bytes, and what one
    ///   multi-scalar multiplication takes.
    package func prove(
        _ witness: WitnessFile, blinding: Blinding = .random(), threads: Int,
        observer: ProvingObserver = ProvingObserver()
    ) throws(Groth16Error) -> Result {
        let header = key.header
        guard witness.count == header.wireCount else {
            throw .file(.witnessCountDiffers(expected: header.wireCount, found: witness.count))
        }
        let publicSignals = try publicSignals(of: witness)
        let memory = SumMemory()
        let sumH = try sumH(witness, threads: threads, memory: memory, observer: observer)
        // The sum over G2 needs most memory; what it had serves the sums after it.
        try observer.begin(.sumB2)
        let sumB2 = try sumB2(witness, threads: threads, memory: memory)
        try observer.begin(.sumA)
        let sumA = try sum(.pointsA, of: witness, threads: threads, memory: memory)
        try observer.begin(.sumB1)
        let sumB1 = try sum(.pointsB1, of: witness, threads: threads, memory: memory)
        try observer.begin(.sumC)
        let sumC = try sum(
            .pointsC, of: witness, from: header.publicCount + 1, threads: threads, memory: memory)
        try observer.begin(.verification)
        let proof = assemble(sumA: sumA, sumB1: sumB1, sumB2: sumB2, sumC: sumC + sumH, blinding: blinding)
        let isValid = try verifier.verify(proof, publicSignals: publicSignals)
        // The verifier's own sum may have been left out.
        if WorkCancellation.isRequested { throw .cancelled }
        guard isValid else { throw .proofDoesNotVerify }
        return Result(proof: proof, publicSignals: publicSignals)
    }

    private func sumH(
        _ witness: WitnessFile, threads: Int, memory: SumMemory, observer: ProvingObserver
    ) throws(Groth16Error) -> G1 {
        try observer.begin(.matrices)
        let (a, b) = try matrixProducts(witness, threads: threads)
        try observer.begin(.transforms)
        let quotient = try QuotientValues(header: key.header, threads: threads).values(a: a, b: b)
        try observer.begin(.sumH)
        let failure = FirstFailure()
        let sum = MultiScalarMultiplication.pendingG1(
            points: reader(of: .pointsH, byteCount: PointByteCount.g1, failure), scalars: quotient, threads: threads,
            memory: memory)
        if let error = failure.error { throw error }
        return sum.value()
    }

    private func matrixProducts(_ witness: WitnessFile, threads: Int) throws(Groth16Error) -> (a: [Fr], b: [Fr]) {
        try MatrixProducts(key: key, witness: values(of: witness)).values(threads: threads)
    }

    // The sections and the witness leave the memory piece by piece, before the sums are computed.

    /// Sums a section's points of G1, multiplied by the values of the wires from one on.
    private func sum(
        _ section: ProvingKeySection, of witness: WitnessFile, from wire: Int = 0, threads: Int,
        memory: SumMemory
    ) throws(Groth16Error) -> G1 {
        let failure = FirstFailure()
        let sum = MultiScalarMultiplication.pendingG1(
            points: reader(of: section, byteCount: PointByteCount.g1, failure),
            scalars: reader(of: witness, from: wire, failure), count: witness.count - wire, threads: threads,
            memory: memory)
        if let error = failure.error { throw error }
        return sum.value()
    }

    private func sumB2(_ witness: WitnessFile, threads: Int, memory: SumMemory) throws(Groth16Error) -> G2 {
        let failure = FirstFailure()
        // A forged key may hold points outside the subgroup; a proof from a wrong sum does not verify, and is not given out.
        let sum = MultiScalarMultiplication.pendingG2(
            points: reader(of: .pointsB2, byteCount: PointByteCount.g2, failure),
            scalars: reader(of: witness, from: 0, failure), count: witness.count, threads: threads, inSubgroup: true,
            memory: memory)
        if let error = failure.error { throw error }
        return sum.value()
    }

    /// Reads a section's points, each range in a mapping of its own.
    private func reader(
        of section: ProvingKeySection, byteCount: Int, _ failure: FirstFailure
    ) -> ElementReader {
        { [key] range, body in
            do throws(Groth16Error) {
                let points = try key.passing(section)
                body(points.bytes.extracting((range.lowerBound * byteCount)..<(range.upperBound * byteCount)))
            } catch {
                failure.note(error)
            }
        }
    }

    /// Reads the values of the wires from one on, each range in a mapping of its own.
    private func reader(of witness: WitnessFile, from wire: Int, _ failure: FirstFailure) -> ElementReader {
        { range, body in
            let byteCount = WitnessFile.valueByteCount
            do throws(ConstraintSystemError) {
                let values = try witness.passing()
                body(
                    values.bytes.extracting(
                        ((wire + range.lowerBound) * byteCount)..<((wire + range.upperBound) * byteCount)))
            } catch {
                failure.note(.file(error))
            }
        }
    }

    /// Adds the key's points and the blinding, as in the paper.
    private func assemble(sumA: G1, sumB1: G1, sumB2: G2, sumC: G1, blinding: Blinding) -> Proof {
        let header = key.header
        let a = sumA + header.alpha1 + header.delta1.multiplied(by: blinding.r)
        let b2 = sumB2 + header.beta2 + header.delta2.multiplied(by: blinding.s)
        let b1 = sumB1 + header.beta1 + header.delta1.multiplied(by: blinding.s)
        let c =
            sumC + a.multiplied(by: blinding.s) + b1.multiplied(by: blinding.r)
            - header.delta1.multiplied(by: blinding.r * blinding.s)
        return Proof(a: a.affine, b: b2.affine, c: c.affine)
    }

    private func values(of witness: WitnessFile) throws(Groth16Error) -> Data {
        try Groth16Error.wrapping { () throws(ConstraintSystemError) in try witness.passing() }
    }

    /// The values of the public wires, behind the constant one.
    private func publicSignals(of witness: WitnessFile) throws(Groth16Error) -> [Fr] {
        let values = try values(of: witness)
        let bytes = values.bytes
        guard bytes.littleEndian256(at: 0) == FourWords(1, 0, 0, 0) else { throw .file(.constantWireIsNotOne) }
        var signals: [Fr] = []
        signals.reserveCapacity(key.header.publicCount)
        for index in 0..<key.header.publicCount {
            let words = bytes.littleEndian256(at: (index + 1) * WitnessFile.valueByteCount)
            guard let signal = Fr(canonicalWords: words) else { throw .file(.valueNotCanonical(section: 2)) }
            signals.append(signal)
        }
        return signals
    }
}
