internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

extension PowersOfTau {
    /// Writes the powers with another contributor's secrets in them.
    ///
    /// Lagrange forms are left out: they have to be made anew.
    ///
    /// - Parameters:
    ///   - label: The contributor's name, and the beacon where the secrets come from one.
    ///   - randomness: Where the secrets come from; for a beacon the one of the label.
    ///   - path: Where to write; nil returns the bytes.
    /// - Returns: The response's hash, which the contributor publishes, and the file where it was kept in memory.
    /// - Throws: ``CeremonyError/powersAreTruncated``, ``CeremonyError/pointInvalid(section:index:)`` or
    ///   ``CeremonyError/file(_:)``.
    /// - Complexity: All new points are kept in memory until their hash is made: about the size of the file.
    @discardableResult
    package func writeContribution(
        _ label: ContributionLabel, randomness: CeremonyRandomness, to path: String?, threads: Int,
        progress: CeremonyProgress? = nil
    ) throws(CeremonyError) -> (responseHash: [UInt8], bytes: [UInt8]) {
        guard power == ceremonyPower else { throw .powersAreTruncated }
        let challenge = challenge
        var generator = try randomness.generator()
        var secrets = PowersSecrets(generator: &generator)
        let key = PowersPublicKey(secrets, challenge: challenge, generator: &generator)
        generator.wipe()
        defer { secrets.wipe() }

        var response = Blake2b()
        response.update(challenge)
        func scaled<Group: CeremonyCurve>(
            _ section: PowersSection, _ group: Group.Type, first: Fr
        ) throws(CeremonyError) -> [AffinePoint<Group>] {
            try scale(section, group, first, secrets.tau, &response, threads, progress)
        }
        let tauG1 = try scaled(.tauG1, G1Curve.self, first: .one)
        let tauG2 = try scaled(.tauG2, G2Curve.self, first: .one)
        let alphaG1 = try scaled(.alphaTauG1, G1Curve.self, first: secrets.alpha)
        let betaG1 = try scaled(.betaTauG1, G1Curve.self, first: secrets.beta)
        let betaG2 = try scaled(.betaG2, G2Curve.self, first: secrets.beta)

        let savedHash = response.saved
        response.update(key.uncompressed)
        let responseHash = response.digest()
        var next = Blake2b()
        next.update(responseHash)
        PowersOfTau.hash(tauG1, into: &next)
        PowersOfTau.hash(tauG2, into: &next)
        PowersOfTau.hash(alphaG1, into: &next)
        PowersOfTau.hash(betaG1, into: &next)
        PowersOfTau.hash(betaG2, into: &next)
        let contribution = PowersContribution(
            tauG1: tauG1[1], tauG2: tauG2[1], alphaG1: alphaG1[0], betaG1: betaG1[0], betaG2: betaG2[0], key: key,
            savedHash: savedHash, nextChallenge: next.digest(), label: label)
        let bytes = try CeremonyError.wrapping { () throws(ConstraintSystemError) in
            var writer = try SectionFileWriter(
                path: path, kind: PowersSection.kind, sectionCount: PowersSection.ofPowers.count)
            try PowersOfTau.writeHeader(power: power, ceremonyPower: power, to: &writer)
            try PowersOfTau.write(tauG1, as: .tauG1, to: &writer)
            try PowersOfTau.write(tauG2, as: .tauG2, to: &writer)
            try PowersOfTau.write(alphaG1, as: .alphaTauG1, to: &writer)
            try PowersOfTau.write(betaG1, as: .betaTauG1, to: &writer)
            try PowersOfTau.write(betaG2, as: .betaG2, to: &writer)
            try PowersOfTau.write(contributions + [contribution], to: &writer)
            return try writer.finish()
        }
        return (responseHash, bytes)
    }

    /// A section's points times successive powers of tau; their compressed bytes go into the response's hash.
    private func scale<Group: CeremonyCurve>(
        _ section: PowersSection, _ group: Group.Type, _ first: Fr, _ tau: Fr, _ response: inout Blake2b,
        _ threads: Int, _ progress: CeremonyProgress?
    ) throws(CeremonyError) -> [AffinePoint<Group>] {
        let count = section.pointCount(power: power) ?? 0
        var result: [AffinePoint<Group>] = []
        result.reserveCapacity(count)
        var factor = first
        while result.count < count {
            if WorkCancellation.isRequested { throw .cancelled }
            progress?("section \(section.rawValue)", result.count, count)
            let range = result.count..<min(result.count + PowersOfTau.hashedPointCount(of: group), count)
            let points = try points(section, in: range, of: group, threads: threads)
            let scaled = Group.scale(points, first: factor, step: tau, threads: threads)
            var compressed: [UInt8] = []
            compressed.reserveCapacity(scaled.count * Group.byteCount / 2)
            for point in scaled { Group.appendCompressed(point, to: &compressed) }
            response.update(compressed)
            result += scaled
            factor *= tau.power([UInt64(range.count)])
        }
        return result
    }

    /// How many points enter a hash at a time: as many as in snarkjs, so that saved states are the same to the byte.
    static func hashedPointCount<Group: CeremonyCurve>(of group: Group.Type) -> Int { 1 << 20 / Group.byteCount }

    /// Adds the uncompressed bytes of points to a hash.
    static func hash<Group: CeremonyCurve>(_ points: [AffinePoint<Group>], into hasher: inout Blake2b) {
        var bytes: [UInt8] = []
        for point in points {
            Group.appendUncompressed(point, to: &bytes)
            if bytes.count >= 1 << 16 {
                if WorkCancellation.isRequested { return }
                hasher.update(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        hasher.update(bytes)
    }

    private static func write<Group: CeremonyCurve>(
        _ points: [AffinePoint<Group>], as section: PowersSection, to writer: inout SectionFileWriter
    ) throws(ConstraintSystemError) {
        writer.beginSection(section.rawValue)
        for point in points {
            Group.append(point, to: &writer)
            try writer.flushIfLarge()
        }
        try writer.endSection()
    }
}
