internal import FiniteFields

/// A circuit's constraints after simplification, with the wires that are left.
package struct SimplifiedCircuit: Sendable {
    package let circuit: Circuit
    package let level: SimplificationLevel
    /// Constraints over labels, first the ones with a product; nil where the circuit's own constraints are unchanged.
    var rows: ConstraintRows?
    /// The coefficients of ``rows``.
    var coefficients: CoefficientTable
    /// The label of each wire, ascending; nil where every label is a wire.
    var keptLabels: [UInt32]?
    /// How many constraints of ``rows`` have a product.
    package internal(set) var nonLinearCount: Int
    package internal(set) var linearCount: Int
    /// Private inputs that are wires.
    package internal(set) var privateInputWireCount: Int

    package var wireCount: Int { keptLabels?.count ?? circuit.labelCount }
    package var constraintCount: Int { nonLinearCount + linearCount }

    /// The label of each wire.
    package var wireLabels: [UInt32] { keptLabels ?? (0..<UInt32(circuit.labelCount)).map(\.self) }

    /// The circuit as it was elaborated.
    init(unsimplified circuit: Circuit) {
        self.circuit = circuit
        level = .none
        coefficients = circuit.coefficients
        var linear = 0
        var total = 0
        let linearCounts = circuit.instances.map { instance in
            (0..<instance.rows.count).reduce(0) { $0 + (instance.rows.isLinear($1) ? 1 : 0) }
        }
        circuit.forEachComponent { instance, _ in
            linear += linearCounts[instance]
            total += circuit.instances[instance].rows.count
        }
        nonLinearCount = total - linear
        linearCount = linear
        privateInputWireCount = circuit.privateInputCount
    }

    init(
        circuit: Circuit, level: SimplificationLevel, rows: ConstraintRows, coefficients: CoefficientTable,
        nonLinearCount: Int
    ) {
        self.circuit = circuit
        self.level = level
        self.rows = rows
        self.coefficients = coefficients
        self.nonLinearCount = nonLinearCount
        linearCount = rows.count - nonLinearCount
        // Outputs and public inputs stay; other signals stay where a constraint has them.
        let publicCount = circuit.outputCount + circuit.publicInputCount
        var isKept = Array(repeating: false, count: circuit.labelCount)
        for label in 0...publicCount { isKept[label] = true }
        for term in rows.terms { isKept[Int(term.wire)] = true }
        for label in circuit.gateLabels { isKept[Int(label)] = true }
        var labels: [UInt32] = []
        for label in isKept.indices where isKept[label] { labels.append(UInt32(label)) }
        keptLabels = labels
        let lastInput = publicCount + circuit.privateInputCount
        privateInputWireCount =
            publicCount < lastInput ? (publicCount + 1...lastInput).reduce(0) { $0 + (isKept[$1] ? 1 : 0) } : 0
    }

    /// Visits every constraint with its terms over labels.
    func forEachConstraint<Failure: Error>(
        _ visit: (_ rows: ConstraintRows, _ constraint: Int, _ base: Int) throws(Failure) -> Void
    ) throws(Failure) {
        if let rows {
            for constraint in 0..<rows.count { try visit(rows, constraint, 0) }
            return
        }
        try circuit.forEachComponent { instance, base throws(Failure) in
            let rows = circuit.instances[instance].rows
            for constraint in 0..<rows.count { try visit(rows, constraint, base) }
        }
    }

    /// The wire of each label, nil for the labels that are none.
    func wireOfLabel() -> [UInt32?] {
        guard let keptLabels else { return (0..<UInt32(circuit.labelCount)).map { $0 } }
        var wires = [UInt32?](repeating: nil, count: circuit.labelCount)
        for (wire, label) in keptLabels.enumerated() { wires[Int(label)] = UInt32(wire) }
        return wires
    }
}
