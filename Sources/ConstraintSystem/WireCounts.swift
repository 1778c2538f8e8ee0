/// How many wires a circuit has, and of which kinds.
///
/// Wires are ordered: the constant one, the outputs, the public inputs, the private inputs, everything else.
package struct WireCounts: Equatable, Sendable {
    /// All wires, the constant one included.
    package var total: Int
    package var outputs: Int
    package var publicInputs: Int
    package var privateInputs: Int

    /// What a statement's public part consists of: outputs first, then public inputs.
    package var publicSignals: Int { outputs + publicInputs }

    package init(total: Int, outputs: Int, publicInputs: Int, privateInputs: Int) {
        self.total = total
        self.outputs = outputs
        self.publicInputs = publicInputs
        self.privateInputs = privateInputs
    }

    /// Whether the kinds fit into the total and the total into a file's 32 bits.
    ///
    /// Private inputs that no constraint uses may have no wire, so they do not count here.
    package var isConsistent: Bool {
        outputs >= 0 && publicInputs >= 0 && privateInputs >= 0 && total <= Int(UInt32.max)
            && outputs < total && publicInputs < total && outputs + publicInputs < total
    }
}
