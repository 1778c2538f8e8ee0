package import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The checks that a proving key was made from a circuit and powers by the contributions that it lists.
///
/// - Note: The names, and that a contribution is no beacon, are claims that no check can confirm: compare contribution
///   hashes with what contributors published.
/// - SeeAlso: snarkjs, `src/zkey_verify_frominit.js` and `src/zkey_verify_fromr1cs.js`.
package struct KeyVerification {
    private let key: ProvingKey
    private let initial: ProvingKey
    private let threads: Int
    private let progress: CeremonyProgress?

    /// Checks a key against its circuit and the powers, which must have been verified themselves.
    ///
    /// That somebody contributed to the powers is checked here too.
    ///
    /// - Throws: ``CeremonyError/unsound(_:)`` with the first finding, why something could not be read, or
    ///   ``CeremonyError/cancelled``.
    package static func verify(
        _ key: ProvingKey, circuit: R1CS, powers: PowersOfTau, threads: Int, progress: CeremonyProgress? = nil
    ) throws(CeremonyError) {
        try powers.requireContributor()
        let bytes = try InitialKey.write(circuit, powers: powers, to: nil, threads: threads, progress: progress)
        let initial: ProvingKey
        do {
            initial = try ProvingKey(bytes: bytes)
        } catch {
            throw CeremonyError(error)
        }
        try verify(key, initial: initial, threads: threads, progress: progress)
    }

    /// Checks a key against the initial key, which must have been made from the circuit and verified powers.
    ///
    /// - Throws: ``CeremonyError/unsound(_:)`` with the first finding, why something could not be read, or
    ///   ``CeremonyError/cancelled``.
    package static func verify(
        _ key: ProvingKey, initial: ProvingKey, threads: Int, progress: CeremonyProgress? = nil
    ) throws(CeremonyError) {
        let verification = KeyVerification(key: key, initial: initial, threads: threads, progress: progress)
        try CeremonyError.unlessCancelled(verification.check)
    }

    private func check() throws(CeremonyError) {
        let transcript = try KeyTranscript(of: key)
        guard try KeyTranscript(of: initial).circuitHash == transcript.circuitHash else {
            throw .unsound(.circuitHashDiffers)
        }
        try CeremonyError.finding { () throws(CeremonyFinding) in
            try ContributionLabel.requirePerson(among: transcript.contributions.map(\.label))
        }
        try checkUnchangedParts()
        let delta = try checkContributions(transcript)
        guard key.header.delta1 == delta else { throw .unsound(.deltaDiffers) }
        // Delta in G2 must be the same multiple of the generator.
        let ratio = PointRatio(initial.header.delta1, delta)
        guard ratio.isEqual(to: PointRatio(initial.header.delta2, key.header.delta2)) else {
            throw .unsound(.deltaDiffers)
        }
        // Contributions that cancel each other, or powers to which nobody contributed.
        if let reason = key.verificationKey.knownSecret { throw .unsound(.secretKnown(reason)) }
        try checkDivision(.pointsC, key.pointsC, initial.pointsC)
        try checkDivision(.pointsH, key.pointsH, initial.pointsH)
    }

    private func checkUnchangedParts() throws(CeremonyError) {
        var header = key.header
        header.delta1 = initial.header.delta1
        header.delta2 = initial.header.delta2
        guard header == initial.header else { throw .unsound(.partChanged("the header")) }
        let parts: [(ProvingKeySection, String)] = [
            (.inputPoints, "the points of public signals"), (.coefficients, "the coefficients"),
            (.pointsA, "section A"), (.pointsB1, "section B in G1"), (.pointsB2, "section B in G2"),
        ]
        for (section, name) in parts {
            let isEqual = try CeremonyError.wrapping { () throws(ConstraintSystemError) in
                try key.file.section(section.rawValue) == initial.file.section(section.rawValue)
            }
            guard isEqual else { throw .unsound(.partChanged(name)) }
        }
    }

    /// Checks each contribution against the one before.
    ///
    /// - Returns: Delta in G1 after the last one.
    private func checkContributions(_ transcript: KeyTranscript) throws(CeremonyError) -> G1Affine {
        var delta = initial.header.delta1
        var hasher = transcript.hasherBeforeContributions
        var beacons = BeaconDigests()
        for (index, contribution) in transcript.contributions.enumerated() {
            if WorkCancellation.isRequested { throw .cancelled }
            progress?("contributions", index, transcript.contributions.count)
            let number = index + 1
            let proof = contribution.proof
            let expected = KeyTranscript.transcript(hasher, base: proof.base, multiple: proof.multiple)
            contribution.update(&hasher)
            guard expected == contribution.transcript else {
                throw .unsound(.transcriptDiffers(contribution: number))
            }
            let ratioG2 = PointRatio(KnowledgeProof.point(fromHash: contribution.transcript), proof.multipleG2)
            guard proof.ratio.isEqual(to: ratioG2) else {
                throw .unsound(.publicKeyInvalid(contribution: number, secret: "delta"))
            }
            guard PointRatio(delta, contribution.deltaAfter).isEqual(to: ratioG2) else {
                throw .unsound(.doesNotFollow(contribution: number, value: "delta"))
            }
            if let beacon = contribution.label.beacon {
                var generator = try beacons.generator(of: beacon)
                let factor = generator.scalar()
                let base = generator.pointOfG1()
                guard base == proof.base, base.multiplied(by: factor).affine == proof.multiple else {
                    throw .unsound(.beaconKeyDiffers(contribution: number))
                }
            }
            delta = contribution.deltaAfter
        }
        return delta
    }

    /// A random combination of the section times delta is that of the initial section times its delta.
    private func checkDivision(_ section: ProvingKeySection, _ points: Data, _ initialPoints: Data)
        throws(CeremonyError)
    {
        let count = points.count / PointByteCount.g1
        if WorkCancellation.isRequested { throw .cancelled }
        progress?("section \(section.rawValue)", 0, count)
        guard count > 0 else { return }
        let range = 0..<count
        let divided = try G1Curve.points(
            points, number: section.rawValue, in: range, threads: threads, mayBeInfinite: true)
        let original = try G1Curve.points(
            initialPoints, number: section.rawValue, in: range, threads: threads, mayBeInfinite: true)
        // Without private wires that are used all points are infinite, and there is nothing to divide.
        if divided.allSatisfy(\.isInfinity) && original.allSatisfy(\.isInfinity) { return }
        let scalars = CheckScalars.random(count: count)
        let sum = try G1Curve.sum(divided, times: scalars, threads: threads).affine
        let originalSum = try G1Curve.sum(original, times: scalars, threads: threads).affine
        // original = sum * (delta / initial delta), in both groups.
        guard
            PointRatio(sum, originalSum).isEqual(to: PointRatio(initial.header.delta2, key.header.delta2))
        else { throw .unsound(.sectionDoesNotFollowDelta(section: section.rawValue)) }
    }
}
