import EllipticCurves
import FiniteFields
import Synchronization
import TestSupport
import Testing

/// Sums whose terms are read range by range.
@Suite struct PendingSumTests {
    private static let paths = MultiScalarTests.paths

    /// Points with their discrete logarithms, scalars of all kinds, and both as the bytes of files.
    private struct Terms<Group: MultiScalarGroup>: Sendable {
        var points: [AffinePoint<Group>] = []
        var scalars: [Fr] = []
        var scalarBytes: [UInt8] = []
        let sum: JacobianPoint<Group>

        init(_ count: Int, seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            let step: Fr = random.element()
            let stepPoint = Group.generator.multiplied(by: step).affine
            var multiple: Fr = random.element()
            var running = Group.generator.multiplied(by: multiple)
            var jacobian: [JacobianPoint<Group>] = []
            var total = Fr.zero
            for index in 0..<count {
                let isInfinite = index % 11 == 3
                jacobian.append(isInfinite ? .infinity : running)
                let scalar: Fr = index % 7 == 0 ? Fr(random.below(2 as UInt64)) : random.element()
                scalars.append(scalar)
                scalarBytes += scalar.littleEndianBytes
                if !isInfinite { total += scalar * multiple }
                running += stepPoint
                multiple += step
            }
            points = JacobianPoint.normalize(jacobian)
            sum = Group.generator.multiplied(by: total)
        }
    }

    /// Notes the ranges that were asked for.
    private final class Ranges: Sendable {
        private let noted = Mutex<[Range<Int>]>([])
        func note(_ range: Range<Int>) { noted.withLock { $0.append(range) } }
        var all: [Range<Int>] { noted.withLock { $0 } }
    }

    private func reader(_ bytes: [UInt8], each size: Int, ranges: Ranges? = nil) -> ElementReader {
        { range, body in
            ranges?.note(range)
            unsafe body(bytes.span.bytes.extracting((range.lowerBound * size)..<(range.upperBound * size)))
        }
    }

    private func bytes(_ points: [G1Affine]) -> [UInt8] {
        points.flatMap { [$0.x, $0.y].flatMap(\.montgomeryBytes) }
    }

    private func bytes(_ points: [G2Affine]) -> [UInt8] {
        points.flatMap { [$0.x.c0, $0.x.c1, $0.y.c0, $0.y.c1].flatMap(\.montgomeryBytes) }
    }

    @Test(arguments: paths)
    func sumsReadInRangesAreThoseOfMemory(path: KernelPath) {
        for count in [0, 1, 15, 40, 3_000, 20_000] {
            let terms = Terms<G1Curve>(count, seed: 151)
            let ranges = Ranges()
            let points = reader(bytes(terms.points), each: 64, ranges: ranges)
            let scalars = reader(terms.scalarBytes, each: 32)
            let memory = SumMemory()
            let sum = MultiScalarMultiplication.pendingG1(
                points: points, scalars: scalars, count: count, threads: 2, memory: memory, path: path
            ).value()
            #expect(sum == terms.sum, "\(count), seed 151")
            let ofElements = MultiScalarMultiplication.pendingG1(
                points: points, scalars: terms.scalars, threads: 2, memory: memory, path: path
            ).value()
            #expect(ofElements == terms.sum, "\(count), seed 151")
            // A range is at most two megabytes of points, and the first pass covers all.
            #expect(ranges.all.allSatisfy { $0.count * 64 <= 1 << 21 && $0.upperBound <= count })
            #expect(Set(ranges.all.flatMap { Array($0) }).count == count)
        }
    }

    @Test(arguments: paths)
    func sumsOverTheTwistReadInRangesAreThoseOfMemory(path: KernelPath) {
        for (count, inSubgroup) in [(40, true), (3_000, true), (9_000, false)] {
            let terms = Terms<G2Curve>(count, seed: 152)
            let sum = MultiScalarMultiplication.pendingG2(
                points: reader(bytes(terms.points), each: 128), scalars: reader(terms.scalarBytes, each: 32),
                count: count, threads: 2, inSubgroup: inSubgroup, memory: SumMemory(), path: path
            ).value()
            #expect(sum == terms.sum, "\(count), seed 152")
        }
    }

    /// The block of a large sum is kept, and what is left in it is not read.
    @Test(arguments: paths)
    func sumsThatShareMemoryDoNotDisturbEachOther(path: KernelPath) {
        let memory = SumMemory()
        let large = Terms<G1Curve>(60_000, seed: 153)
        let small = Terms<G1Curve>(2_000, seed: 154)
        let ofTwist = Terms<G2Curve>(2_000, seed: 155)
        for _ in 0..<2 {
            let largeSum = MultiScalarMultiplication.pendingG1(
                points: reader(bytes(large.points), each: 64), scalars: large.scalars, threads: 2, memory: memory,
                path: path)
            // Both pending at once: the second has a block of its own.
            let other = MultiScalarMultiplication.pendingG2(
                points: reader(bytes(ofTwist.points), each: 128), scalars: reader(ofTwist.scalarBytes, each: 32),
                count: 2_000, threads: 2, memory: memory, path: path)
            #expect(largeSum.value() == large.sum, "seed 153")
            #expect(other.value() == ofTwist.sum, "seed 155")
            let smallSum = MultiScalarMultiplication.pendingG1(
                points: reader(bytes(small.points), each: 64), scalars: small.scalars, threads: 2, memory: memory,
                path: path)
            #expect(smallSum.value() == small.sum, "seed 154")
        }
    }

    @Test func whatAReaderCannotGiveCountsAsNothing() {
        let terms = Terms<G1Curve>(3_000, seed: 156)
        let sum = MultiScalarMultiplication.pendingG1(
            points: { _, _ in }, scalars: terms.scalars, threads: 2, memory: SumMemory())
        #expect(sum.value() == .infinity)
    }

    @Test func aPartFollowsTheNumberOfPoints() {
        let byteCounts = [10, 14, 15, 16, 20].map { PartSizes.byteCount(pointCount: 1 << $0) }
        #expect(byteCounts == [1 << 19, 1 << 19, 1 << 20, 1 << 21, 1 << 21])
    }
}

extension Fq {
    /// The words of the usual Montgomery form, least significant byte first: what the files hold.
    fileprivate var montgomeryBytes: [UInt8] {
        let words = montgomeryWords
        return [words.word0, words.word1, words.word2, words.word3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
        }
    }
}
