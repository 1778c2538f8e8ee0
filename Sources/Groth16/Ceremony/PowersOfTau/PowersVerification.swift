internal import EllipticCurves
internal import FiniteFields

/// The checks that a `.ptau` file was made by the contributions that it lists.
///
/// Each contribution must follow from the one before by secrets whose knowledge it proves; the points must be the
/// powers of the last contribution's values, and their hash the challenge that it names; Lagrange forms must be those
/// of the powers.
///
/// - Note: The names, that a contribution is no beacon, and what the saved hashes of contributions before the last were
///   made of, are claims that no check can confirm: compare response hashes with what the contributors published. Of those hashes the length of the message
///   and its last 64 bytes, which are the contribution's beta in G2, are checked.
/// - SeeAlso: Bowe, Gabizon, Miers (2017), <https://eprint.iacr.org/2017/1050>; snarkjs, `src/powersoftau_verify.js`.
package struct PowersVerification {
    private let powers: PowersOfTau
    private let threads: Int
    private let progress: CeremonyProgress?

    /// Checks a whole file.
    ///
    /// - Throws: ``CeremonyError/unsound(_:)`` with the first finding, why a point could not be read, or
    ///   ``CeremonyError/cancelled``.
    package static func verify(
        _ powers: PowersOfTau, threads: Int, progress: CeremonyProgress? = nil
    ) throws(CeremonyError) {
        let verification = PowersVerification(powers: powers, threads: threads, progress: progress)
        try CeremonyError.unlessCancelled(verification.check)
    }

    private func check() throws(CeremonyError) {
        guard let last = powers.contributions.last else { throw .unsound(.noContribution) }
        try CeremonyError.finding { () throws(CeremonyFinding) in
            try ContributionLabel.requirePerson(among: powers.contributions.map(\.label))
        }
        try checkContributions()
        try checkPoints(last)
        if powers.isPrepared { try checkLagrangeForms() }
    }

    private func checkContributions() throws(CeremonyError) {
        var previous = PowersState.initial(power: powers.ceremonyPower)
        var beacons = BeaconDigests()
        for (index, contribution) in powers.contributions.enumerated() {
            if WorkCancellation.isRequested { throw .cancelled }
            progress?("contributions", index, powers.contributions.count)
            try PowersState(contribution).check(
                contribution, follows: previous, number: index + 1, beacons: &beacons)
            guard contribution.savedHashHasForm(ceremonyPower: powers.ceremonyPower) else {
                throw .unsound(.responseHashDiffers(contribution: index + 1))
            }
            previous = PowersState(contribution)
        }
    }

    /// Checks the sections against the last contribution, and the hashes of both.
    private func checkPoints(_ last: PowersContribution) throws(CeremonyError) {
        let previous = powers.contributions.dropLast().last?.nextChallenge
        var response = Blake2b()
        response.update(previous ?? PowersOfTau.firstChallenge(power: powers.ceremonyPower))
        var next = Blake2b()
        next.update(last.responseHash)

        let ratioG1 = PointRatio(G1Affine.generator, last.tauG1)
        let ratioG2 = PointRatio(G2Affine.generator, last.tauG2)
        let tauG1 = try sums(.tauG1, G1Curve.self, &response, &next)
        guard tauG1.first == [.generator, last.tauG1] else { throw .unsound(.firstPointsDiffer(section: 2)) }
        guard tauG1.ratio.isEqual(to: ratioG2) else { throw .unsound(.powersDoNotMatch(section: 2)) }
        let tauG2 = try sums(.tauG2, G2Curve.self, &response, &next)
        guard tauG2.first == [.generator, last.tauG2] else { throw .unsound(.firstPointsDiffer(section: 3)) }
        guard ratioG1.isEqual(to: tauG2.ratio) else { throw .unsound(.powersDoNotMatch(section: 3)) }
        for (section, value) in [(PowersSection.alphaTauG1, last.alphaG1), (.betaTauG1, last.betaG1)] {
            let sums = try sums(section, G1Curve.self, &response, &next)
            guard sums.first.first == value else { throw .unsound(.firstPointsDiffer(section: section.rawValue)) }
            guard sums.ratio.isEqual(to: ratioG2) else {
                throw .unsound(.powersDoNotMatch(section: section.rawValue))
            }
        }
        let betaG2 = try powers.points(.betaG2, in: 0..<1, of: G2Curve.self, threads: 1)
        guard betaG2 == [last.betaG2] else { throw .unsound(.firstPointsDiffer(section: 6)) }
        PowersVerification.hash(betaG2, &response, &next)

        // A file that was cut from a larger one does not have all the points that the hashes are of.
        guard powers.power == powers.ceremonyPower else { return }
        guard next.digest() == last.nextChallenge else { throw .unsound(.challengeDiffers) }
        guard let saved = Blake2b(saved: last.savedHash), saved.isEquivalent(to: response),
            try restsOfBlocks(response).contains(Array(last.savedHash[PowersContribution.restOfBlock]))
        else { throw .unsound(.responseHashDiffers(contribution: powers.contributions.count)) }
    }

    /// What a saved hash's buffer may hold behind its last byte, where the block before has left something.
    ///
    /// snarkjs's present hash compresses long messages where they are and leaves what was last copied; one that copies
    /// every block leaves the block before, in which the last but one of the points of section 5 stands there; one that
    /// wipes its buffer leaves zeros.
    private func restsOfBlocks(_ response: Blake2b) throws(CeremonyError) -> [[UInt8]] {
        let count = PowersSection.betaTauG1.pointCount(power: powers.power) ?? 0
        let before = try powers.points(.betaTauG1, in: (count - 2)..<(count - 1), of: G1Curve.self, threads: 1)
        var compressed: [UInt8] = []
        for point in before { G1Curve.appendCompressed(point, to: &compressed) }
        return [
            Array(response.saved[PowersContribution.restOfBlock]), compressed,
            [UInt8](repeating: 0, count: compressed.count),
        ]
    }

    /// Random sums over a section: of its points but the last, and of their successors with the same scalars.
    private struct SectionSums<Group: CeremonyCurve> {
        /// The first two points.
        var first: [AffinePoint<Group>] = []
        var ratio: PointRatio<Group>
    }

    private func sums<Group: CeremonyCurve>(
        _ section: PowersSection, _ group: Group.Type, _ response: inout Blake2b, _ next: inout Blake2b
    ) throws(CeremonyError) -> SectionSums<Group> {
        let count = section.pointCount(power: powers.power) ?? 0
        var base = JacobianPoint<Group>.infinity
        var multiple = JacobianPoint<Group>.infinity
        var first: [AffinePoint<Group>] = []
        var carried: [AffinePoint<Group>] = []
        var start = 0
        while start < count {
            if WorkCancellation.isRequested { throw .cancelled }
            progress?("section \(section.rawValue)", start, count)
            let end = min(start + PowersOfTau.hashedPointCount(of: group), count)
            let points = try powers.points(section, in: start..<end, of: group, threads: threads)
            PowersVerification.hash(points, &response, &next)
            if start == 0 { first = Array(points.prefix(2)) }
            // The last point of a piece is the first of the next one.
            let chain = carried + points
            let scalars = CheckScalars.random(count: chain.count - 1)
            base += try Group.sum(Array(chain.dropLast()), times: scalars, threads: threads)
            multiple += try Group.sum(Array(chain.dropFirst()), times: scalars, threads: threads)
            carried = Array(chain.suffix(1))
            start = end
        }
        return SectionSums(first: first, ratio: PointRatio(base.affine, multiple.affine))
    }

    private static func hash<Group: CeremonyCurve>(
        _ points: [AffinePoint<Group>], _ response: inout Blake2b, _ next: inout Blake2b
    ) {
        var compressed: [UInt8] = []
        for point in points { Group.appendCompressed(point, to: &compressed) }
        response.update(compressed)
        PowersOfTau.hash(points, into: &next)
    }

    private func checkLagrangeForms() throws(CeremonyError) {
        for (section, lagrange) in PowersSection.prepared {
            if section.isOfG2 {
                try checkLagrangeForms(lagrange, of: section, G2Curve.self)
            } else {
                try checkLagrangeForms(lagrange, of: section, G1Curve.self)
            }
        }
    }

    /// A random combination of the powers is that of the Lagrange form with the transformed scalars.
    private func checkLagrangeForms<Group: CeremonyCurve>(
        _ lagrange: PowersSection, of section: PowersSection, _ group: Group.Type
    ) throws(CeremonyError) {
        let sizes = section.lagrangeSizes(power: powers.power)
        let points = try powers.powers(section, of: group, threads: threads)
        for sizeLog2 in sizes {
            if WorkCancellation.isRequested { throw .cancelled }
            progress?("Lagrange form of section \(section.rawValue)", sizeLog2, sizes.count)
            let start = PowersSection.lagrangeStart(sizeLog2: sizeLog2)
            let transformed = try powers.points(
                lagrange, in: start..<(start + 1 << sizeLog2), of: group, threads: threads)
            var scalars = CheckScalars.random(count: 1 << sizeLog2)
            let expected = try Group.sum(Array(points.prefix(1 << sizeLog2)), times: scalars, threads: threads)
            guard let domain = EvaluationDomain(sizeLog2: sizeLog2) else {
                throw .powerOutOfRange(UInt32(sizeLog2))
            }
            domain.forward(&scalars, threads: threads)
            guard try Group.sum(transformed, times: scalars, threads: threads) == expected else {
                throw .unsound(.lagrangeFormDiffers(section: lagrange.rawValue, power: sizeLog2))
            }
        }
    }
}
