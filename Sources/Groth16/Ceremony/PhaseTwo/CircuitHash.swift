internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The hash of an initial key, which all contributions build upon.
///
/// - SeeAlso: snarkjs, `src/zkey_new.js`, whose order of points this is.
enum CircuitHash {
    /// How many of the points that stand for H snarkjs hashes at a time.
    private static let chunkPointCount = 1 << 14

    static func hash(
        _ points: InitialKeyPoints, sizeLog2: Int, powers: PowersOfTau, threads: Int
    ) throws(CeremonyError) -> [UInt8] {
        var hasher = Blake2b()
        let header = points.header
        PowersOfTau.hash([header.alpha1, header.beta1], into: &hasher)
        PowersOfTau.hash([header.beta2, header.gamma2], into: &hasher)
        PowersOfTau.hash([header.delta1], into: &hasher)
        PowersOfTau.hash([header.delta2], into: &hasher)
        update(&hasher, count: points.inputs.count)
        PowersOfTau.hash(points.inputs, into: &hasher)
        update(&hasher, count: 1 << sizeLog2 - 1)
        PowersOfTau.hash(try vanishingMultiples(sizeLog2, powers, threads), into: &hasher)
        for section in [points.c, points.a, points.b1] {
            update(&hasher, count: section.count)
            PowersOfTau.hash(section, into: &hasher)
        }
        update(&hasher, count: points.b2.count)
        PowersOfTau.hash(points.b2, into: &hasher)
        return hasher.digest()
    }

    /// The count as four bytes, most significant first.
    private static func update(_ hasher: inout Blake2b, count: Int) {
        hasher.update((0..<4).reversed().map { UInt8(truncatingIfNeeded: count >> (8 * $0)) })
    }

    /// The powers of tau times the polynomial that vanishes on the domain: `tau^(i + n) - tau^i`.
    ///
    /// There are n - 1 of them; but for domains of more than one chunk snarkjs fills up the last chunk, with one more.
    private static func vanishingMultiples(
        _ sizeLog2: Int, _ powers: PowersOfTau, _ threads: Int
    ) throws(CeremonyError) -> [G1Affine] {
        let size = 1 << sizeLog2
        let count = size > chunkPointCount ? size : size - 1
        let available = min(size + count, PowersSection.tauG1.pointCount(power: powers.power) ?? 0)
        let tau = try powers.points(.tauG1, in: 0..<available, of: G1Curve.self, threads: threads)
        var multiples = G1.normalize((0..<(available - size)).map { G1(tau[size + $0]) - tau[$0] })
        if multiples.count < count {
            multiples.append(try differenceBehindPowers(powers, minus: tau[size - 1]))
        }
        return multiples
    }

    /// The difference of what follows the section of powers in the file, read as if it were a point, and a power.
    ///
    /// Where the circuit uses up all powers, snarkjs's last chunk reaches one point behind the section. The hash is that
    /// of its keys only with the same bytes: the head of the next section, and the first of its points.
    private static func differenceBehindPowers(
        _ powers: PowersOfTau, minus power: G1Affine
    ) throws(CeremonyError) -> G1Affine {
        let section = try powers.data(.tauG1)
        let rest = powers.file.data[section.endIndex...]
        guard rest.count >= PointByteCount.g1 else { throw .file(.truncated) }
        let bytes = rest.bytes
        return UnreducedArithmetic.difference(
            x: bytes.littleEndian256(at: 0), y: bytes.littleEndian256(at: 32), minus: power)
    }
}
