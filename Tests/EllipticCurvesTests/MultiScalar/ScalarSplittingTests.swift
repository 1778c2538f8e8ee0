import EllipticCurves
import FiniteFields
import TestSupport
import Testing

@Suite struct ScalarSplittingTests {
    private static let paths = MultiScalarTests.paths
    private static let splittings: [ScalarSplitting] = [.never, .whereItPays, .always]

    /// λ: what the endomorphism multiplies by.
    private static let eigenvalue = Fr(
        canonical: (
            0xb8ca_0b2d_3663_6f23, 0xcc37_a73f_ec2b_c5e9, 0x048b_6e19_3fd8_4104, 0x3064_4e72_e131_a029
        ))

    private func edges() throws -> [Fr] {
        let eigenvalue = try #require(Self.eigenvalue)
        let positive: [Fr] = [
            .zero, .one, Fr(2), Fr.one.halved, eigenvalue, eigenvalue.squared, eigenvalue + .one, eigenvalue - .one,
            eigenvalue.doubled, eigenvalue.halved, Fr(2).power([126]), Fr(2).power([127]), Fr(2).power([128]),
            Fr(2).power([253]), Fr(2).power([64]) - .one, Fr(2).power([128]) - .one, Fr(2).power([192]) - .one,
        ]
        return positive + positive.map { -$0 }
    }

    private func value(_ half: Int128) -> Fr {
        let magnitude = Fr(
            reducingLow: FourWords(UInt64(truncatingIfNeeded: half.magnitude), UInt64(half.magnitude >> 64), 0, 0),
            high: .zero)
        return half < 0 ? -magnitude : magnitude
    }

    @Test func halvesMakeTheScalarAndAreShort() throws {
        let eigenvalue = try #require(Self.eigenvalue)
        var random = SeededGenerator(seed: 141)
        for scalar in try edges() + (0..<200_000).map({ _ in random.edgyElement() }) {
            let halves = ScalarHalves(scalar.canonicalWords)
            #expect(value(halves.first) + value(halves.second) * eigenvalue == scalar, "seed 141")
            #expect(max(halves.first.magnitude, halves.second.magnitude) < 1 << ScalarHalves.bitWidth, "seed 141")
        }
    }

    @Test func theEndomorphismMultipliesByItsEigenvalue() throws {
        let eigenvalue = try #require(Self.eigenvalue)
        var random = SeededGenerator(seed: 142)
        for _ in 0..<20 {
            let point: G1Affine = random.point()
            let image = G1Affine(uncheckedX: point.x * G1Curve.endomorphismFactor, y: point.y)
            #expect(point.multiplied(by: eigenvalue) == G1(image), "seed 142")
            let other: G2Affine = random.point()
            let factor = G2Curve.endomorphismFactor
            let otherImage = G2Affine(
                uncheckedX: Fq2(other.x.c0 * factor, other.x.c1 * factor), y: other.y)
            #expect(other.multiplied(by: eigenvalue) == G2(otherImage), "seed 142")
        }
    }

    private func expectSums<Group: MultiScalarGroup>(
        of group: Group.Type, path: KernelPath, counts: [Int], seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        let edges = try edges()
        for count in counts {
            let sources: [AffinePoint<Group>] = (0..<count).map { _ in random.point() }
            for kind in 0..<4 {
                // Distinct points; a point, its negative and infinity; few points; points beside their images.
                let points: [AffinePoint<Group>] = (0..<count).map { index in
                    switch kind {
                    case 0: sources[index]
                    case 1: [sources[0], -sources[0], .infinity][random.below(3)]
                    case 2: sources[random.below(min(count, 3))]
                    default: index % 2 == 0 ? sources[index] : image(of: sources[index - 1])
                    }
                }
                let scalars: [Fr] = (0..<count).map { index in
                    kind == 2 ? edges[2] : (index % 3 == 0 ? edges[random.below(edges.count)] : random.element())
                }
                let expected = zip(points, scalars).reduce(JacobianPoint<Group>.infinity) {
                    $0 + $1.0.multiplied(by: $1.1)
                }
                for splitting in Self.splittings {
                    for threads in [1, 2, 5] {
                        let sum = MultiScalarMultiplication.sum(
                            points, scalars, threads: threads, path: path, splitting: splitting)
                        #expect(sum == expected, "seed \(seed), \(count) points, kind \(kind), \(threads) threads")
                    }
                }
            }
        }
    }

    private func image<Group: MultiScalarGroup>(of point: AffinePoint<Group>) -> AffinePoint<Group> {
        AffinePoint(uncheckedX: Group.scaled(point.x, by: Group.endomorphismFactor), y: point.y)
    }

    @Test(arguments: paths)
    func sumsWithHalvesAreThoseWithout(path: KernelPath) throws {
        try expectSums(of: G1Curve.self, path: path, counts: [1, 16, 17, 64, 333], seed: 143)
        try expectSums(of: G2Curve.self, path: path, counts: [16, 41, 100], seed: 144)
    }

    /// A scalar times a point minus the image of that multiple's other way round: everything cancels.
    @Test(arguments: paths)
    func multiplesOfTheEigenvalueCancelWithImages(path: KernelPath) throws {
        let eigenvalue = try #require(Self.eigenvalue)
        var random = SeededGenerator(seed: 145)
        let points = (0..<200).map { _ in random.point(of: G1Curve.self) }
        let scalars: [Fr] = (0..<200).map { _ in random.element() }
        let sum: G1 = MultiScalarMultiplication.sum(
            points + points.map(image), scalars.map { $0 * eigenvalue } + scalars.map { -$0 }, threads: 2, path: path,
            splitting: .always)
        #expect(sum.isInfinity)
    }

    /// Several parts of points, whose bucket sums are carried from one to the next.
    @Test(arguments: paths)
    func manyPartsAddUp(path: KernelPath) {
        var random = SeededGenerator(seed: 146)
        let count = path == .portable ? 20_000 : 80_000
        let step = random.point(of: G1Curve.self)
        var running = G1(step)
        let points = JacobianPoint.normalize(
            (0..<count).map { _ in
                defer { running += step }
                return running
            })
        let scalars: [Fr] = (0..<count).map { _ in random.element() }
        // Point i is i + 1 times the step.
        let total = zip(scalars, 1...).reduce(Fr.zero) { $0 + $1.0 * Fr(UInt64($1.1)) }
        let sum: G1 = MultiScalarMultiplication.sum(points, scalars, threads: 2, path: path, splitting: .always)
        #expect(sum == step.multiplied(by: total))
    }

    /// Outside the subgroup the endomorphism is no multiplication; sums are right there unless membership is promised.
    @Test(arguments: paths)
    func sumsOfPointsOutsideTheSubgroupAreRight(path: KernelPath) throws {
        var random = SeededGenerator(seed: 147)
        var points: [G2Affine] = []
        while points.count < 40 {
            let x = Fq2(random.element(), random.element())
            guard let y = (x.squared * x + G2Curve.b).squareRoot() else { continue }
            let point = G2Affine(uncheckedX: x, y: y)
            #expect(!point.isInSubgroup)
            points.append(point)
        }
        let scalars: [Fr] = points.map { _ in random.element() }
        let expected = zip(points, scalars).reduce(G2.infinity) { $0 + $1.0.multiplied(by: $1.1) }
        #expect(MultiScalarMultiplication.g2(points, scalars, threads: 2, path: path) == expected)
        #expect(MultiScalarMultiplication.g2(points, scalars, threads: 2, path: path, splitting: .always) != expected)
    }
}
