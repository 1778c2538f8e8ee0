package import FiniteFields

/// The custom gates of a circuit: what `template custom` of circom leaves in the place of constraints.
///
/// No constraint binds the signals of a gate. Only a proof system that knows the gates does, and Groth16 is none.
/// - SeeAlso: <https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md>, sections 4 and 5.
package struct CustomGates: Equatable, Sendable {
    /// A custom template with values for its parameters.
    package struct Gate: Equatable, Sendable {
        package var name: String
        package var parameters: [Fr]

        package init(name: String, parameters: [Fr]) {
            self.name = name
            self.parameters = parameters
        }
    }

    /// A component that is a custom gate.
    package struct Use: Equatable, Sendable {
        /// The gate's place in ``CustomGates/gates``.
        package var gate: Int
        /// The wires of the component's signals, in the order of their declarations.
        package var wires: [UInt32]

        package init(gate: Int, wires: [UInt32]) {
            self.gate = gate
            self.wires = wires
        }
    }

    package var gates: [Gate]
    package var uses: [Use]

    package init(gates: [Gate] = [], uses: [Use] = []) {
        self.gates = gates
        self.uses = uses
    }
}
