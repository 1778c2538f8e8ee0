package import FiniteFields

/// One statement with its proof, among many that are verified together.
package struct BatchItem: Equatable, Sendable {
    /// Which of the batch's keys the statement belongs to.
    package var keyIndex: Int
    package var publicSignals: [Fr]
    package var proof: Proof

    package init(keyIndex: Int = 0, publicSignals: [Fr], proof: Proof) {
        self.keyIndex = keyIndex
        self.publicSignals = publicSignals
        self.proof = proof
    }
}
