internal import Foundation

/// Decides which private keys may be named at all: those that enough units have, by a truncated geometric threshold.
///
/// A key that no unit has is never named; one that a single unit has is named with probability at most delta. The
/// number of units is compared with a threshold after noise that never exceeds it. The rule is the best possible one
/// where each unit has one key; with several, epsilon and delta are divided among them.
/// - SeeAlso: Desfontaines, Voss, Gipson, Mandayam (2020), theorem 6.
package struct PartitionSelection<Relation: AdjacencyRelation>: PrivacyMechanismRun {
    /// For how many keys noise is drawn, however many there are: the time does not tell their number.
    package let capacity: Int
    /// A key is named where its units plus noise exceed this.
    package let threshold: Int64
    /// What one key's decision costs.
    package let keyEpsilon: Double
    /// The delta of one key's decision.
    package let keyDelta: Double

    private let sampler: TruncatedGeometricSampler
    private let touchedKeys: UInt64

    /// Plans a selection.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` or ``PrivacyError/scaleOutOfRange(_:)``.
    package init(
        bounds: ContributionBounds<Relation>, capacity: Int, epsilon: PositiveRational, delta: PositiveRational
    ) throws(PrivacyError) {
        guard (1...PartitionSelection.capacityMax).contains(capacity) else {
            throw .parameterInvalid("the number of private keys must be between 1 and \(Self.capacityMax)")
        }
        guard delta.approximation < 1 else { throw .parameterInvalid("delta must be below 1") }
        self.capacity = capacity
        // Replacing a unit takes it from its keys and puts it into others.
        touchedKeys = min(UInt64(capacity), UInt64(bounds.groupsPerUnit) * (Relation.name == .replace ? 2 : 1))
        guard let keys = PositiveRational(touchedKeys), let share = epsilon.divided(by: keys) else {
            throw .scaleOutOfRange("for a share of \(epsilon)")
        }
        let (rate, chance) = (share.approximation, delta.approximation / Double(touchedKeys))
        keyEpsilon = SpecialFunctions.raised(rate)
        keyDelta = SpecialFunctions.raised(chance)
        let quotient = (expm1(rate) + 2 * chance) / ((exp(rate) + 1) * chance)
        let bound = max(1, (log(quotient) / rate).rounded(.up))
        guard bound.isFinite, bound < 1e15 else { throw .scaleOutOfRange("for epsilon \(rate) and delta \(chance)") }
        threshold = Int64(bound)
        sampler = try TruncatedGeometricSampler(scale: share.inverse, bound: threshold)
    }

    /// The most private keys.
    package static var capacityMax: Int { 1 << 20 }

    package var events: [PrivacyEvent] {
        let event = try? PrivacyEvent(.approximate(epsilon: keyEpsilon, delta: keyDelta), count: touchedKeys)
        return event.map { [$0] } ?? []
    }

    package var inputSensitivity: InputSensitivity { InputSensitivity(entries: Int(touchedKeys), change: 1) }

    package func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source> {
        var noise = [Int64](repeating: 0, count: capacity)
        for index in noise.indices { noise[index] = sampler.sample(using: &source) }
        return DrawnNoise(integers: noise)
    }

    /// - Returns: Whether each of the possible keys may be named; the last ones stand for keys that do not exist.
    package func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<[Bool]> {
        var counts = table.unitCounts()
        precondition(counts.count <= capacity, "more keys than were announced")
        counts += [Int64](repeating: 0, count: capacity - counts.count)
        let integers = noise.integers
        return Trial(inputs: counts, output: counts.indices.map { counts[$0] + integers[$0] > threshold })
    }
}

/// The number of records of each private key that is frequent enough, with Laplace noise and a threshold.
///
/// Only counts that reach the threshold after noise are released; a key of a single unit reaches it with probability at
/// most delta.
/// - SeeAlso: Korolova, Kenthapadi, Mishra, Ntoulas, "Releasing Search Queries and Clicks Privately" (2009).
package struct ThresholdHistogram<Relation: AdjacencyRelation>: PrivacyMechanismRun {
    /// For how many keys noise is drawn.
    package let capacity: Int
    /// The smallest noisy count that is released.
    package let threshold: Int64
    /// The noise.
    package let noise: AdditiveNoise
    /// The delta of all keys together.
    package let delta: Double

    /// Plans a histogram.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` or ``PrivacyError/scaleOutOfRange(_:)``.
    package init(
        bounds: ContributionBounds<Relation>, capacity: Int, epsilon: PositiveRational, delta: PositiveRational
    ) throws(PrivacyError) {
        guard (1...PartitionSelection<Relation>.capacityMax).contains(capacity), delta.approximation < 1 else {
            throw .parameterInvalid("private keys number 1 to 2^20, and delta is below 1")
        }
        self.capacity = capacity
        self.delta = SpecialFunctions.raised(delta.approximation)
        noise = try AdditiveNoise(
            .laplace, budget: epsilon, sensitivity: bounds.sensitivity(of: .one, groupCount: capacity))
        // P(noise >= q) = r^q / (1 + r); one unit brings a key at most recordsPerGroup records.
        let rate = 1 / noise.width
        let chance = delta.approximation / Double(noise.sensitivity.groups)
        let quantile = (log(1 / (chance * (1 + exp(-rate)))) / rate * (1 + 1e-12)).rounded(.up)
        guard quantile.isFinite, quantile < 1e15 else { throw .scaleOutOfRange("for delta \(delta)") }
        threshold = Int64(bounds.recordsPerGroup) + Int64(max(quantile, 1))
    }

    package var events: [PrivacyEvent] {
        let failure = try? PrivacyEvent(.approximate(epsilon: 0, delta: delta))
        return failure.map { [noise.event, $0] } ?? []
    }

    package var inputSensitivity: InputSensitivity {
        InputSensitivity(entries: Int(noise.sensitivity.groups), change: noise.sensitivity.change)
    }

    package func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source> {
        DrawnNoise(integers: noise.draw(count: capacity, using: &source))
    }

    /// - Returns: The noisy count of each of the possible keys that reached the threshold; `nil` for the others and for
    ///   keys that do not exist.
    package func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<[Int64?]> {
        var counts = table.counts()
        precondition(counts.count <= capacity, "more keys than were announced")
        let present = counts.count
        counts += [Int64](repeating: 0, count: capacity - present)
        let integers = noise.integers
        let output = counts.indices.map { index -> Int64? in
            let noisy = NoisySum.add(counts[index], integers[index])
            return noisy >= threshold && index < present && counts[index] > 0 ? noisy : nil
        }
        return Trial(inputs: counts, output: output)
    }
}
