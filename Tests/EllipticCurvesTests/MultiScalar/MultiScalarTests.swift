import EllipticCurves
import FiniteFields
import TestSupport
import Testing

@Suite struct MultiScalarTests {
    static let paths = KernelPath.allCases.filter(\.isAvailable)

    /// What the scalars look like; each kind takes another way through the buckets.
    enum Kind: CaseIterable, Sendable {
        case uniform, edgy, bits, equal, ones, zeros, short, sparse

        func scalar(_ index: Int, _ random: inout SeededGenerator) -> Fr {
            switch self {
            case .uniform: random.element()
            case .edgy: random.edgyElement()
            case .bits: Fr(random.below(2 as UInt64))
            case .equal: Fr(0x1234_5678_9abc_def0)
            case .ones: .one
            case .zeros: .zero
            case .short: Fr(random.below(1 << 20 as UInt64))
            case .sparse: index % 50 == 0 ? random.element() : .zero
            }
        }
    }

    private func naive<Group: Curve>(_ points: [AffinePoint<Group>], _ scalars: [Fr]) -> JacobianPoint<Group> {
        zip(points, scalars).reduce(.infinity) { $0 + $1.0.multiplied(by: $1.1) }
    }

    @Test(arguments: paths, Kind.allCases)
    func sumsAgreeWithTheDefinition(path: KernelPath, kind: Kind) {
        var random = SeededGenerator(seed: 131)
        for count in [0, 1, 2, 15, 16, 17, 100, 500] {
            let points = (0..<count).map { _ in random.point(of: G1Curve.self) }
            let scalars = (0..<count).map { kind.scalar($0, &random) }
            let expected = naive(points, scalars)
            for threads in [1, 2, 3] {
                let sum = MultiScalarMultiplication.g1(points, scalars, threads: threads, path: path)
                #expect(sum == expected, "seed 131, \(count) points, \(threads) threads")
            }
        }
        for count in [3, 40] {
            let points = (0..<count).map { _ in random.point(of: G2Curve.self) }
            let scalars = (0..<count).map { kind.scalar($0, &random) }
            #expect(
                MultiScalarMultiplication.g2(points, scalars, threads: 2, path: path) == naive(points, scalars))
        }
    }

    /// Few distinct points, their negatives and infinity: buckets are full of doublings and cancellations.
    @Test(arguments: paths)
    func repeatedOppositeAndInfinitePointsAreAdded(path: KernelPath) {
        expectExceptionalSums(of: G1Curve.self, path: path, count: 600)
        expectExceptionalSums(of: G2Curve.self, path: path, count: 200)
    }

    private func expectExceptionalSums<Group: MultiScalarGroup>(
        of group: Group.Type, path: KernelPath, count: Int
    ) {
        var random = SeededGenerator(seed: 132)
        let point: AffinePoint<Group> = random.point()
        let other: AffinePoint<Group> = random.point()
        let sources = [point, -point, point, other, -other, .infinity, JacobianPoint(point).doubled.affine]
        for round in 0..<12 {
            let distinct = round % sources.count + 1
            let points = (0..<count).map { _ in sources[random.below(distinct)] }
            let scalars: [Fr] = (0..<count).map { _ in
                round < 6 ? Fr(random.below(4 as UInt64)) : (round % 2 == 0 ? Fr(5) : random.edgyElement())
            }
            let sum = MultiScalarMultiplication.sum(points, scalars, threads: 2, path: path)
            #expect(sum == naive(points, scalars), "seed 132, round \(round)")
            // Every point with its negative cancels.
            let cancelled = MultiScalarMultiplication.sum(
                points + points.map { -$0 }, scalars + scalars, threads: 2, path: path)
            #expect(cancelled.isInfinity, "seed 132, round \(round)")
        }
    }

    /// Several blocks of points with known multiples of the generator: the sum is one multiplication.
    @Test(arguments: paths)
    func manyBlocksAddUp(path: KernelPath) {
        expectBlocks(of: G1Curve.self, path: path, count: path == .portable ? 70_000 : 150_000)
        expectBlocks(of: G2Curve.self, path: path, count: path == .portable ? 2_000 : 66_000)
    }

    private func expectBlocks<Group: MultiScalarGroup>(of group: Group.Type, path: KernelPath, count: Int) {
        var random = SeededGenerator(seed: 133)
        let (start, step): (Fr, Fr) = (random.element(), random.element())
        let stepPoint = Group.generator.multiplied(by: step).affine
        var running = Group.generator.multiplied(by: start)
        var multiple = start
        var points: [JacobianPoint<Group>] = []
        var expected = Fr.zero
        var scalars: [Fr] = []
        for index in 0..<count {
            let scalar: Fr = index % 5 == 0 ? Fr(random.below(2 as UInt64)) : random.element()
            points.append(running)
            scalars.append(scalar)
            expected += scalar * multiple
            running += stepPoint
            multiple += step
        }
        let sum = MultiScalarMultiplication.sum(
            JacobianPoint.normalize(points), scalars, threads: 2, path: path)
        #expect(sum == Group.generator.multiplied(by: expected))
    }

    @Test(arguments: paths)
    func memoryOfAnyAlignmentIsRead(path: KernelPath) {
        var random = SeededGenerator(seed: 134)
        let points = (0..<100).map { _ in random.point(of: G1Curve.self) }
        let scalars: [Fr] = (0..<100).map { _ in random.edgyElement() }
        let expected = naive(points, scalars)
        let pointBytes = points.flatMap { Self.montgomeryBytes($0.x) + Self.montgomeryBytes($0.y) }
        for offset in [0, 1, 4, 7] {
            let shifted = [UInt8](repeating: 0xff, count: offset) + pointBytes
            let shiftedScalars = [UInt8](repeating: 0xff, count: offset) + scalars.flatMap(\.littleEndianBytes)
            let pointSpan = unsafe shifted.span.bytes.extracting(droppingFirst: offset)
            let scalarSpan = unsafe shiftedScalars.span.bytes.extracting(droppingFirst: offset)
            let sum: G1 = MultiScalarMultiplication.sum(pointSpan, scalarSpan, threads: 2, path: path)
            #expect(sum == expected)
            let sumOfElements: G1 = MultiScalarMultiplication.sum(pointSpan, scalars, threads: 2, path: path)
            #expect(sumOfElements == expected)
        }
    }

    /// A forged file may hold x + p beside x: the sum must still see that both are the same.
    @Test(arguments: paths)
    func coordinatesAboveTheModulusCountAsReduced(path: KernelPath) {
        var random = SeededGenerator(seed: 135)
        let point: G1Affine = random.point()
        let raised = Self.bytes(of: point.x.montgomeryWords.adding(Fq.modulusWords).sum)
        let (x, y) = (Self.montgomeryBytes(point.x), Self.montgomeryBytes(point.y))
        let raisedY = Self.bytes(of: point.y.montgomeryWords.adding(Fq.modulusWords).sum)
        for scalar in [Fr.one, Fr(5)] {
            let scalars = [Fr](repeating: scalar, count: 40)
            var bytes: [UInt8] = []
            for index in 0..<40 {
                bytes += index % 2 == 0 ? x : raised
                bytes += index % 3 == 0 ? raisedY : y
            }
            let span = unsafe bytes.span.bytes
            let sum: G1 = MultiScalarMultiplication.sum(span, scalars, threads: 2, path: path)
            #expect(sum == point.multiplied(by: scalar * Fr(40)))
        }
    }

    private static func bytes(of words: FourWords) -> [UInt8] {
        words.array.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }

    private static func montgomeryBytes(_ element: Fq) -> [UInt8] {
        bytes(of: element.montgomeryWords)
    }

    @Test(arguments: paths)
    func scalarsAboveTheOrderAreReduced(path: KernelPath) {
        let points = [G1Affine](repeating: .generator, count: 20)
        let scalars = [UInt8](repeating: 0xff, count: 32 * 20)
        let pointBytes = points.flatMap { Self.montgomeryBytes($0.x) + Self.montgomeryBytes($0.y) }
        let (pointSpan, scalarSpan) = unsafe (pointBytes.span.bytes, scalars.span.bytes)
        let sum: G1 = MultiScalarMultiplication.sum(pointSpan, scalarSpan, threads: 1, path: path)
        let scalar = (Fr(2).power([256]) - .one) * Fr(20)
        #expect(sum == G1.generator.multiplied(by: scalar))
    }
}
