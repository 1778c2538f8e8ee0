internal import EllipticCurves
internal import FiniteFields

/// Measures multiplications, sums of multiples, transforms and pairings on the path that this process runs.
package struct NumbersBench: Sendable {
    /// What to measure.
    package struct Options: Sendable {
        /// The sizes of sums and transforms, as logarithms.
        package var sizesLog2: [Int]
        /// The numbers of threads to measure each with.
        package var threads: [Int]
        /// How often each call is repeated.
        package var repetitions: Int

        package init(sizesLog2: [Int] = [14, 16, 18, 20], threads: [Int], repetitions: Int = 5) {
            self.sizesLog2 = sizesLog2
            self.threads = threads
            self.repetitions = repetitions
        }
    }

    private let options: Options
    private var random = MixedNumbers(state: 1)
    private var path: String { KernelPath.current.rawValue }

    package init(options: Options) { self.options = options }

    /// Runs the measurement.
    ///
    /// - Parameter note: Called with a line for people before each step.
    package mutating func run(note: (String) -> Void = { _ in }) -> NumbersBenchReport {
        var report = NumbersBenchReport()
        note("field multiplication")
        report.fieldMultiplication = multiplications()
        note("pairing")
        report.pairing = pairings()
        for sizeLog2 in options.sizesLog2 {
            note("transforms of 2^\(sizeLog2)")
            report.fft += transforms(sizeLog2: sizeLog2)
            note("sums of 2^\(sizeLog2) multiples")
            let scalars: [Fr] = (0..<(1 << sizeLog2)).map { _ in random.scalar() }
            let g1 = points(of: G1.generator, count: scalars.count)
            let g2 = points(of: G2.generator, count: scalars.count)
            for threads in options.threads {
                report.msmG1.append(
                    measure(size: scalars.count, threads: threads) {
                        _ = MultiScalarMultiplication.g1(g1, scalars, threads: threads)
                    })
                report.msmG2.append(
                    measure(size: scalars.count, threads: threads) {
                        _ = MultiScalarMultiplication.g2(g2, scalars, threads: threads)
                    })
            }
        }
        return report
    }

    private mutating func multiplications() -> [NumbersBenchReport.Entry] {
        let count = 1 << 14
        let factor = random.scalar()
        var single = random.scalar()
        var chain = measure(size: count, threads: 1, variant: "single, each waits for the last") {
            for _ in 0..<count { single *= factor }
        }
        chain.path = KernelPath.portable.rawValue
        chain.nanoseconds = chain.seconds * 1e9 / Double(count)
        let factors = [Fr](repeating: factor, count: count)
        var products = (0..<count).map { _ in random.scalar() }
        var batch = measure(size: count, threads: 1, variant: "batch") {
            FieldBatch.multiply(&products, by: factors)
        }
        batch.nanoseconds = batch.seconds * 1e9 / Double(count)
        // The chain's result is used, so that it is not optimised away.
        return single.isZero ? [batch] : [chain, batch]
    }

    private mutating func pairings() -> [NumbersBenchReport.Entry] {
        let point = G1Affine.generator.multiplied(by: random.scalar()).affine
        let other = G2Affine.generator.multiplied(by: random.scalar()).affine
        let prepared = PreparedG2(other)
        let one = measure(size: 1, threads: 1, variant: "one pairing") { _ = Pairing.pair(point, other) }
        let check = measure(size: 4, threads: 1, variant: "check of a product, lines prepared") {
            _ = Pairing.isProductOne(prepared: Array(repeating: (point, prepared), count: 4))
        }
        return [one, check]
    }

    private mutating func transforms(sizeLog2: Int) -> [NumbersBenchReport.Entry] {
        guard let domain = EvaluationDomain(sizeLog2: sizeLog2) else { return [] }
        var elements: [Fr] = (0..<domain.size).map { _ in random.scalar() }
        let shift = random.scalar()
        return options.threads.flatMap { threads in
            [
                measure(size: domain.size, threads: threads, variant: "forward") {
                    domain.forward(&elements, threads: threads)
                },
                measure(size: domain.size, threads: threads, variant: "from the domain to a coset") {
                    domain.shiftToCoset(&elements, shift: shift, threads: threads)
                },
            ]
        }
    }

    /// Multiples of a generator that lie in no simple relation to each other.
    private mutating func points<Group: Curve>(
        of generator: JacobianPoint<Group>, count: Int
    ) -> [AffinePoint<Group>] {
        var running = generator.multiplied(by: random.scalar())
        let step = generator.multiplied(by: random.scalar())
        var result: [JacobianPoint<Group>] = []
        result.reserveCapacity(count)
        for _ in 0..<count {
            result.append(running)
            running += step
        }
        return JacobianPoint.normalize(result)
    }

    private func measure(
        size: Int, threads: Int, variant: String? = nil, _ body: () -> Void
    ) -> NumbersBenchReport.Entry {
        let clock = ContinuousClock()
        body()
        let times = (0..<max(options.repetitions, 1)).map { _ in clock.measure(body) / Duration.seconds(1) }.sorted()
        return NumbersBenchReport.Entry(
            size: size, seconds: times[0], medianSeconds: times[times.count / 2], threads: threads, path: path,
            nanoseconds: nil, variant: variant)
    }
}

/// Numbers without meaning, the same in every run (splitmix64).
private struct MixedNumbers: Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func scalar() -> Fr {
        Fr(reducingLow: FourWords(next(), next(), next(), next()), high: FourWords(next(), next(), next(), next()))
    }
}
