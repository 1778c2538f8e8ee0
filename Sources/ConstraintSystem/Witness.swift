package import FiniteFields

/// A value for each wire of a circuit, the constant one first.
///
/// It holds the statement's secrets: no value of it may reach a log or an error.
package struct Witness: Equatable, Sendable {
    package var values: [Fr]

    package init(values: [Fr]) {
        self.values = values
    }

    /// The statement's public part, in the order of the verifier: outputs, then public inputs.
    ///
    /// - Throws: ``ConstraintSystemError/witnessCountDiffers(expected:found:)`` where there are fewer values.
    package func publicSignals(count: Int) throws(ConstraintSystemError) -> [Fr] {
        guard count < values.count else { throw .witnessCountDiffers(expected: count + 1, found: values.count) }
        return Array(values.dropFirst().prefix(count))
    }
}
