internal import FiniteFields

/// A rank-1 constraint system over Fr: for each row, `(A·w)(B·w) = C·w` where `w` is the witness.
///
/// - SeeAlso: Ben-Sasson, Chiesa, Genkin, Tromer, Virza, "SNARKs for C" (2013), appendix E.1.
package struct R1CS: Equatable, Sendable {
    package let wires: WireCounts

    /// The number of signals before simplification, of which ``wireLabels`` names some.
    package let labelCount: UInt64

    /// For each wire, the label of the signal that it carries; a symbol file has the names of labels.
    package let wireLabels: [UInt64]

    package private(set) var a = SparseMatrix()
    package private(set) var b = SparseMatrix()
    package private(set) var c = SparseMatrix()

    /// The custom gates; nil for a circuit that is written without them, as most are.
    package private(set) var customGates: CustomGates?

    /// Creates a system without constraints.
    ///
    /// - Parameters:
    ///   - wireLabels: One label for each wire; by default the wires' own indices.
    ///   - labelCount: By default the number of wires.
    /// - Throws: ``ConstraintSystemError/countsContradict(_:)``.
    package init(
        wires: WireCounts, wireLabels: [UInt64]? = nil, labelCount: UInt64? = nil
    ) throws(ConstraintSystemError) {
        guard wires.isConsistent else {
            throw .countsContradict(
                "\(wires.outputs) outputs and \(wires.publicInputs) public inputs among \(wires.total) wires")
        }
        self.wires = wires
        self.wireLabels = wireLabels ?? (0..<UInt64(wires.total)).map(\.self)
        self.labelCount = labelCount ?? UInt64(wires.total)
        guard self.wireLabels.count == wires.total else {
            throw .countsContradict("\(self.wireLabels.count) labels for \(wires.total) wires")
        }
    }

    package var constraintCount: Int { a.rowCount }

    /// The constraint as a value of its own.
    ///
    /// - Precondition: `index` is below ``constraintCount``.
    package subscript(constraint index: Int) -> Constraint {
        Constraint(a: a[row: index], b: b[row: index], c: c[row: index])
    }

    /// Adds a constraint.
    ///
    /// - Throws: ``ConstraintSystemError/wireOutOfRange(wire:wireCount:)``; nothing has changed then.
    package mutating func append(_ constraint: Constraint) throws(ConstraintSystemError) {
        for combination in [constraint.a, constraint.b, constraint.c] {
            for term in combination.terms where term.wire >= UInt32(wires.total) {
                throw .wireOutOfRange(wire: term.wire, wireCount: wires.total)
            }
        }
        a.append(constraint.a)
        b.append(constraint.b)
        c.append(constraint.c)
    }

    /// Takes matrices that were built row by row in the place of all constraints.
    ///
    /// - Throws: ``ConstraintSystemError/countsContradict(_:)`` where the matrices differ in their number of rows,
    ///   ``ConstraintSystemError/wireOutOfRange(wire:wireCount:)``; nothing has changed then.
    package mutating func take(a: SparseMatrix, b: SparseMatrix, c: SparseMatrix) throws(ConstraintSystemError) {
        guard a.rowCount == b.rowCount, a.rowCount == c.rowCount else {
            throw .countsContradict("matrices of \(a.rowCount), \(b.rowCount) and \(c.rowCount) rows")
        }
        for matrix in [a, b, c] {
            if let wire = matrix.wires.max(), wire >= UInt32(wires.total) {
                throw .wireOutOfRange(wire: wire, wireCount: wires.total)
            }
        }
        self.a = a
        self.b = b
        self.c = c
    }

    /// Takes custom gates in the place of all earlier ones.
    ///
    /// - Throws: ``ConstraintSystemError/gateOutOfRange(gate:gateCount:)`` or
    ///   ``ConstraintSystemError/wireOutOfRange(wire:wireCount:)``; nothing has changed then.
    package mutating func take(customGates gates: CustomGates) throws(ConstraintSystemError) {
        for use in gates.uses {
            guard gates.gates.indices.contains(use.gate) else {
                throw .gateOutOfRange(gate: use.gate, gateCount: gates.gates.count)
            }
            for wire in use.wires where wire >= UInt32(wires.total) {
                throw .wireOutOfRange(wire: wire, wireCount: wires.total)
            }
        }
        customGates = gates
    }

    /// Refuses a circuit whose custom gates a proof would have to show.
    ///
    /// - Throws: ``ConstraintSystemError/customGatesUnsupported(count:)``.
    package func requireConstraintsOnly() throws(ConstraintSystemError) {
        guard let gates = customGates, !gates.uses.isEmpty else { return }
        throw .customGatesUnsupported(count: gates.uses.count)
    }
}

extension R1CS {
    /// Checks that a witness satisfies every constraint; custom gates are not looked at.
    ///
    /// - Throws: ``ConstraintSystemError/witnessCountDiffers(expected:found:)``,
    ///   ``ConstraintSystemError/constantWireIsNotOne`` or ``ConstraintSystemError/constraintUnsatisfied(index:)`` for
    ///   the first constraint that fails.
    package func check(_ witness: Witness) throws(ConstraintSystemError) {
        guard witness.values.count == wires.total else {
            throw .witnessCountDiffers(expected: wires.total, found: witness.values.count)
        }
        guard witness.values.first == .one else { throw .constantWireIsNotOne }
        for index in 0..<constraintCount {
            let left = a.value(ofRow: index, assignment: witness.values)
            let right = b.value(ofRow: index, assignment: witness.values)
            guard left * right == c.value(ofRow: index, assignment: witness.values) else {
                throw .constraintUnsatisfied(index: index)
            }
        }
    }
}
