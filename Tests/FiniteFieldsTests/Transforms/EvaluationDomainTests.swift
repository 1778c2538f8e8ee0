import FiniteFields
import TestSupport
import Testing

@Suite struct EvaluationDomainTests {
    static let paths = KernelPath.allCases.filter(\.isAvailable)

    /// The value of a polynomial by Horner's rule.
    private func value(of coefficients: [Fr], at point: Fr) -> Fr {
        coefficients.reversed().reduce(.zero) { $0 * point + $1 }
    }

    @Test(arguments: 0...9)
    func valuesAreThoseOfThePolynomial(sizeLog2: Int) throws {
        let domain = try #require(EvaluationDomain(sizeLog2: sizeLog2))
        var random = SeededGenerator(seed: UInt64(51 + sizeLog2))
        let coefficients: [Fr] = (0..<domain.size).map { _ in random.edgyElement() }
        let shift: Fr = random.element()
        var points: [Fr] = [.one]
        for _ in 1..<max(domain.size, 2) { points.append(points[points.count - 1] * domain.generator) }
        let expected = points.prefix(domain.size).map { value(of: coefficients, at: $0) }
        for path in Self.paths {
            var values = coefficients
            domain.forward(&values, threads: 1, path: path)
            #expect(values == expected)
            var shifted = values
            domain.inverse(&values, threads: 1, path: path)
            #expect(values == coefficients)
            domain.shiftToCoset(&shifted, shift: shift, threads: 1, path: path)
            #expect(shifted == points.prefix(domain.size).map { value(of: coefficients, at: shift * $0) })
        }
        var onCoset = coefficients
        domain.forwardOnCoset(&onCoset, shift: shift)
        #expect(onCoset == points.prefix(domain.size).map { value(of: coefficients, at: shift * $0) })
        domain.inverseOnCoset(&onCoset, shift: shift)
        #expect(onCoset == coefficients)
    }

    /// The sizes of large circuits, with values checked at a few points.
    @Test(arguments: [19, 22])
    func largeTransformsGiveValuesAndComeBack(sizeLog2: Int) throws {
        let domain = try #require(EvaluationDomain(sizeLog2: sizeLog2))
        var random = SeededGenerator(seed: UInt64(91 + sizeLog2))
        let elements: [Fr] = (0..<domain.size).map { _ in random.element() }
        let samples = [1, domain.size - 1, random.below(domain.size)]
        let expected = samples.map { value(of: elements, at: domain.generator.power([UInt64($0)])) }
        for path in Self.paths {
            var values = elements
            domain.forward(&values, threads: 2, path: path)
            #expect(samples.map { values[$0] } == expected, "\(path), seed \(91 + sizeLog2)")
            domain.inverse(&values, threads: 2, path: path)
            #expect(values == elements, "\(path), seed \(91 + sizeLog2)")
        }
    }

    @Test(arguments: 10...17)
    func pathsAndThreadsGiveEqualValues(sizeLog2: Int) throws {
        let domain = try #require(EvaluationDomain(sizeLog2: sizeLog2))
        var random = SeededGenerator(seed: UInt64(71 + sizeLog2))
        let elements: [Fr] = (0..<domain.size).map { _ in random.edgyElement() }
        let shift: Fr = random.element()
        var expectedForward = elements
        var expectedShifted = elements
        domain.forward(&expectedForward, threads: 1, path: .portable)
        domain.shiftToCoset(&expectedShifted, shift: shift, threads: 1, path: .portable)
        let sample = random.below(domain.size)
        #expect(
            expectedForward[sample] == value(of: elements, at: domain.generator.power([UInt64(sample)])))
        for path in Self.paths {
            for threads in [1, 2, 3] {
                var forward = elements
                domain.forward(&forward, threads: threads, path: path)
                #expect(forward == expectedForward, "\(path), \(threads) threads")
                domain.inverse(&forward, threads: threads, path: path)
                #expect(forward == elements, "\(path), \(threads) threads")
                var shifted = elements
                domain.shiftToCoset(&shifted, shift: shift, threads: threads, path: path)
                #expect(shifted == expectedShifted, "\(path), \(threads) threads")
            }
        }
    }

    @Test(arguments: paths)
    func extremeElementsStayInRange(path: KernelPath) throws {
        // All elements at r - 1 drive every sum of the networks to its bound.
        let domain = try #require(EvaluationDomain(sizeLog2: 14))
        let elements = [Fr](repeating: -.one, count: domain.size)
        var values = elements
        domain.forward(&values, threads: 2, path: path)
        #expect(values[0] == -Fr(UInt64(domain.size)))
        #expect(values.dropFirst().allSatisfy { $0.isZero })
        domain.inverse(&values, threads: 2, path: path)
        #expect(values == elements)
        domain.shiftToCoset(&values, shift: -.one, threads: 2, path: path)
        #expect(values == elements)
    }

    @Test func sizesBeyondTheFieldsRootsAreRefused() {
        #expect(EvaluationDomain(sizeLog2: -1) == nil)
        #expect(EvaluationDomain(sizeLog2: 29) == nil)
        #expect(EvaluationDomain(sizeLog2: 28)?.generator == Fr.rootOfUnity)
        #expect(EvaluationDomain(sizeLog2: 22)?.generator.power([1 << 21]) == -Fr.one)
    }
}
