import EllipticCurves
import FiniteFields
import TestSupport
import Testing

@Suite struct PointScalingTests {
    private static let paths = KernelPath.allCases.filter { $0 == .portable || $0 == KernelPath.current }

    private func scalars(_ count: Int, _ random: inout SeededGenerator) -> [Fr] {
        let edges: [Fr] = [.zero, .one, -.one, Fr(2), Fr(8), Fr(9), Fr(16), -Fr(8), Fr(0x8888_8888_8888_8888)]
        return (0..<count).map { index in
            index < edges.count
                ? edges[index]
                : Fr(
                    reducingLow: FourWords(random.next(), random.next(), random.next(), random.next()),
                    high: FourWords(random.next(), 0, 0, 0))
        }
    }

    private func points<Group: Curve>(_ count: Int, _ random: inout SeededGenerator) -> [AffinePoint<Group>] {
        var points = (0..<count).map { _ in JacobianPoint<Group>.generator.multiplied(by: Fr(random.next())) }
        if count > 2 { points[2] = .infinity }
        return JacobianPoint.normalize(points)
    }

    private func checkMultiples<Group: ScalableCurve>(_ group: Group.Type, path: KernelPath, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for count in [0, 1, 7, 8, 9, 40, 300] {
            let points: [AffinePoint<Group>] = points(count, &random)
            let scalars = scalars(count, &random)
            let products = PointScaling.multiply(points, by: scalars, threads: 2, path: path)
            let expected = JacobianPoint.normalize(zip(points, scalars).map { $0.multiplied(by: $1) })
            #expect(products == expected, "seed \(seed), \(count) points")
        }
    }

    @Test(arguments: paths, [1, 2] as [UInt64])
    func multiplesInG1AreThoseOfSinglePoints(path: KernelPath, seed: UInt64) {
        checkMultiples(G1Curve.self, path: path, seed: seed)
    }

    @Test(arguments: paths, [1, 2] as [UInt64])
    func multiplesInG2AreThoseOfSinglePoints(path: KernelPath, seed: UInt64) {
        checkMultiples(G2Curve.self, path: path, seed: seed)
    }

    /// Equal and opposite points meet in the additions of small multiples.
    @Test(arguments: paths)
    func everySmallMultipleIsRight(path: KernelPath) {
        let scalars = (0..<600).map { Fr(UInt64($0)) }
        let points = [G1Affine](repeating: .generator, count: scalars.count)
        var expected: [G1] = [.infinity]
        for _ in 1..<scalars.count { expected.append(expected[expected.count - 1] + G1Affine.generator) }
        #expect(PointScaling.multiply(points, by: scalars, threads: 1, path: path) == G1.normalize(expected))
        let negated = PointScaling.multiply(points, by: scalars.map { -$0 }, threads: 1, path: path)
        #expect(negated == G1.normalize(expected.map { -$0 }))
    }

    /// The transform of the points `x^i G` is `L_i(x) G`, with the Lagrange polynomials of the domain.
    private func checkTransform<Group: ScalableCurve>(
        _ group: Group.Type, sizeLog2: Int, path: KernelPath
    ) throws {
        let secret = Fr(0x1234_5678_9abc_def1)
        let size = 1 << sizeLog2
        var powers: [Fr] = []
        var power = Fr.one
        for _ in 0..<size {
            powers.append(power)
            power *= secret
        }
        let points = JacobianPoint.normalize(powers.map { JacobianPoint<Group>.generator.multiplied(by: $0) })
        let transformed = PointTransform.inverse(points, threads: 2, path: path)
        let root = EvaluationDomain.primitiveRoot(orderLog2: sizeLog2)
        let sizeInverse = try #require(Fr(UInt64(size)).inverted())
        for index in stride(from: 0, to: size, by: max(1, size / 8)) {
            let step = try #require(root.power([UInt64(index)]).inverted())
            var sum = Fr.zero
            var factor = Fr.one
            for power in powers {
                sum += factor * power
                factor *= step
            }
            let expected = JacobianPoint<Group>.generator.multiplied(by: sum * sizeInverse).affine
            #expect(transformed[index] == expected, "size \(size), index \(index)")
        }
    }

    @Test(arguments: paths, 0...7)
    func transformInG1IsTheLagrangeForm(path: KernelPath, sizeLog2: Int) throws {
        try checkTransform(G1Curve.self, sizeLog2: sizeLog2, path: path)
    }

    @Test(arguments: paths, 0...6)
    func transformInG2IsTheLagrangeForm(path: KernelPath, sizeLog2: Int) throws {
        try checkTransform(G2Curve.self, sizeLog2: sizeLog2, path: path)
    }

    @Test(arguments: paths)
    func transformOfEqualPointsHasInfinities(path: KernelPath) {
        let points = [G1Affine](repeating: .generator, count: 32)
        let transformed = PointTransform.inverse(points, threads: 2, path: path)
        #expect(transformed == [.generator] + [G1Affine](repeating: .infinity, count: 31))
    }
}
