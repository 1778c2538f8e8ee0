/// Noise that was drawn for one release, before any data was read.
///
/// It carries the type of the source that it came from: a release asks for noise of ``SecureWords``, so that noise of a
/// seed cannot get there. It cannot be copied and using it ends it, so that no noise serves two releases.
package struct DrawnNoise<Source: RandomWords & ~Copyable>: ~Copyable, Sendable {
    /// Integers to be added.
    let integers: [Int64]
    /// Uniform words to be compared with probabilities.
    let words: [UInt64]
    /// Uniform orders of candidates.
    let orders: [[Int]]

    init(integers: [Int64] = [], words: [UInt64] = [], orders: [[Int]] = []) {
        self.integers = integers
        self.words = words
        self.orders = orders
    }
}

/// What a mechanism computed, with the exact numbers that met the noise: for audits, never for a release.
package struct Trial<Output: Sendable>: Sendable {
    /// The exact numbers to which noise was added, or which probabilities were computed from.
    package let inputs: [Int64]
    /// What would be released.
    package let output: Output
}

/// How the inputs of the noise may differ between neighbours: what an audit holds against the inputs themselves.
package struct InputSensitivity: Hashable, Sendable {
    /// The most inputs that differ.
    package let entries: Int
    /// The most that one differs.
    package let change: UInt64
}

/// A randomised computation on bounded records whose cost is known before it runs.
package protocol PrivacyMechanismRun: Sendable {
    /// Which datasets are neighbours.
    associatedtype Relation: AdjacencyRelation
    /// What is released.
    associatedtype Output: Sendable & Equatable

    /// What a release is charged as.
    var events: [PrivacyEvent] { get }

    /// How far the inputs of the noise may be apart between neighbours.
    var inputSensitivity: InputSensitivity { get }

    /// Draws everything random, before the data is there.
    func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source>

    /// Computes on the data with noise of any source.
    ///
    /// The source is asked for more words only where a comparison is open after 64 digits.
    func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<Output>
}

extension PrivacyMechanismRun {
    /// Computes what may be published: with noise of the system's randomness only.
    package func release(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<SecureWords>, using source: inout SecureWords
    ) -> Output {
        trial(on: table, noise: noise, using: &source).output
    }
}
