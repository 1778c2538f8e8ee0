internal import Foundation

/// What an audit of one mechanism found.
package struct AuditFinding: Sendable, Hashable {
    /// The mechanism.
    package let mechanism: String
    /// The epsilon that a release is charged, at the delta.
    package let charged: Double
    /// The delta of the charge.
    package let delta: Double
    /// The measured lower bound on the loss.
    package let measuredLowerBound: Double
    /// The probability with which the loss is at least that.
    package let confidence: Double
    /// How often the mechanism ran on each dataset.
    package let runCount: Int
    /// What a run on both datasets with the same randomness showed to be wrong; `nil` where nothing was.
    package let violation: String?

    /// Whether the mechanism keeps its promise as far as the audit sees.
    package var isKept: Bool { measuredLowerBound <= charged && violation == nil }
}

/// One mechanism with two neighbouring datasets, ready to be audited.
package struct AuditCase: Sendable {
    /// The mechanism.
    package let name: String
    private let work:
        @Sendable (_ runCount: Int, _ seed: UInt64, _ confidence: Double) throws(PrivacyError) ->
            AuditFinding

    /// Runs the audit.
    ///
    /// - Parameters:
    ///   - runCount: How often the mechanism runs on each of the two datasets.
    ///   - seed: Decides all randomness.
    ///   - confidence: The probability with which the true loss is at least the measured bound.
    package func audit(runCount: Int, seed: UInt64, confidence: Double) throws(PrivacyError) -> AuditFinding {
        try work(runCount, seed, confidence)
    }

    /// A case of a mechanism that runs on bounded records.
    ///
    /// - Parameters:
    ///   - delta: The delta at which the charge is compared; the part that the events spend unconditionally is added.
    ///   - outcome: Maps what is released to a small number of outcomes.
    package init<Run: PrivacyMechanismRun>(
        _ name: String, _ run: Run, _ first: BoundedTable<Run.Relation>, _ second: BoundedTable<Run.Relation>,
        delta: Double = 0, outcome: @escaping @Sendable (Run.Output) -> Int
    ) {
        self.name = name
        work = { (runCount, seed, confidence) throws(PrivacyError) in
            let (charged, totalDelta) = try AuditCase.charge(run.events, delta: delta)
            var counts = [OutcomeCounts(), OutcomeCounts()]
            var words = SeededWords(seed: seed)
            for _ in 0..<runCount {
                for (index, table) in [first, second].enumerated() {
                    let noise = run.draw(using: &words)
                    counts[index].add(outcome(run.trial(on: table, noise: noise, using: &words).output))
                }
            }
            let bound = LossLowerBound(
                first: counts[0], second: counts[1], delta: totalDelta, confidence: confidence)
            return AuditFinding(
                mechanism: name, charged: charged, delta: totalDelta, measuredLowerBound: bound.epsilon,
                confidence: confidence, runCount: runCount,
                violation: AuditCase.pairedRun(run, first, second, seed: seed))
        }
    }

    /// A case of a local mechanism and two answers.
    package init<Randomiser: LocalRandomiser>(
        _ name: String, _ randomiser: Randomiser, _ first: Int, _ second: Int,
        outcome: @escaping @Sendable (Randomiser.Report) -> Int
    ) {
        self.name = name
        work = { (runCount, seed, confidence) throws(PrivacyError) in
            var counts = [OutcomeCounts(), OutcomeCounts()]
            var words = SeededWords(seed: seed)
            for _ in 0..<runCount {
                counts[0].add(outcome(randomiser.report(of: first, using: &words)))
                counts[1].add(outcome(randomiser.report(of: second, using: &words)))
            }
            let bound = LossLowerBound(first: counts[0], second: counts[1], delta: 0, confidence: confidence)
            var violation: String?
            for trial in 0..<64 as Range<UInt64> {
                var left = CountingWords(seed: seed &+ trial)
                var right = CountingWords(seed: seed &+ trial)
                _ = randomiser.report(of: first, using: &left)
                _ = randomiser.report(of: second, using: &right)
                if left.count != right.count { violation = "the two answers took different numbers of random words" }
            }
            return AuditFinding(
                mechanism: name, charged: randomiser.epsilon.approximation.nextUp, delta: 0,
                measuredLowerBound: bound.epsilon, confidence: confidence, runCount: runCount, violation: violation)
        }
    }

    /// The smallest epsilon that the accountants charge, and the delta at which.
    private static func charge(
        _ events: [PrivacyEvent], delta: Double
    ) throws(PrivacyError) -> (epsilon: Double, delta: Double) {
        let accountant = try PrivacyAccountant(events)
        let unconditional = events.reduce(0) { $0 + Double($1.count) * $1.mechanism.unconditionalDelta }
        let total = SpecialFunctions.raised(unconditional + delta)
        if let basic = accountant.basicEpsilon(delta: total), delta == 0 { return (basic, total) }
        return (try accountant.account(delta: total).epsilon, total)
    }

    /// Runs both datasets with the same randomness: the way through the code must be the same, and what meets the noise
    /// may differ by no more than the mechanism says.
    ///
    /// - SeeAlso: the "record and play" audit of arXiv 2602.17454.
    private static func pairedRun<Run: PrivacyMechanismRun>(
        _ run: Run, _ first: BoundedTable<Run.Relation>, _ second: BoundedTable<Run.Relation>, seed: UInt64
    ) -> String? {
        var left = CountingWords(seed: seed)
        var right = CountingWords(seed: seed)
        let leftNoise = run.draw(using: &left)
        let rightNoise = run.draw(using: &right)
        if left.count == 0 { return "no randomness was drawn before the data was read" }
        let leftTrial = run.trial(on: first, noise: leftNoise, using: &left)
        let rightTrial = run.trial(on: second, noise: rightNoise, using: &right)
        if left.count != right.count { return "the two runs took different numbers of random words" }
        guard leftTrial.inputs.count == rightTrial.inputs.count else {
            return "the two runs added noise to different numbers of inputs"
        }
        let distances = zip(leftTrial.inputs, rightTrial.inputs).map { first, second in
            UInt64(clamping: (Int128(first) - Int128(second)).magnitude)
        }
        let sensitivity = run.inputSensitivity
        if let largest = distances.max(), largest > sensitivity.change {
            return "an input differs by \(largest), more than the declared \(sensitivity.change)"
        }
        let changed = distances.count { $0 > 0 }
        if changed > sensitivity.entries {
            return "\(changed) inputs differ, more than the declared \(sensitivity.entries)"
        }
        return nil
    }
}
