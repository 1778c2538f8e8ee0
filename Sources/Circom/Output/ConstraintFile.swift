package import ConstraintSystem
internal import FiniteFields

extension SimplifiedCircuit {
    /// Writes the `.r1cs` file; the terms of a combination are in the order of the official compiler.
    package func writeConstraints(path: String) throws(ConstraintSystemError) {
        _ = try constraintFile(path: path)
    }

    /// The bytes of the `.r1cs` file.
    package func constraintBytes() throws(ConstraintSystemError) -> [UInt8] { try constraintFile(path: nil) }

    private func constraintFile(path: String?) throws(ConstraintSystemError) -> [UInt8] {
        let wires = denseWires()
        let gates = circuit.customGates(wires: wires)
        var writer = try SectionFileWriter(path: path, kind: R1CSFile.kind, sectionCount: gates == nil ? 3 : 5)
        let canonical = coefficients.values.map(\.canonicalWords)
        var order: [(key: UInt32, coefficient: UInt32)] = []
        writer.beginSection(2)
        try forEachConstraint { rows, constraint, base throws(ConstraintSystemError) in
            for part in 0..<3 {
                let range = rows.range(constraint, part)
                writer.append(UInt32(range.count))
                order.removeAll(keepingCapacity: true)
                for position in range {
                    let term = rows.terms[position]
                    let label = term.wire == 0 ? 0 : base + Int(term.wire)
                    order.append((wires[label].byteSwapped, term.coefficient))
                }
                // By the bytes of the number as the file has them: 256 comes before 1.
                if order.count > 1 { order.sort { $0.key < $1.key } }
                for term in order {
                    writer.append(term.key.byteSwapped)
                    writer.append(canonical[Int(term.coefficient)])
                }
            }
            try writer.flushIfLarge()
        }
        try writer.endSection()
        writer.beginSection(1)
        writer.append(modulus: Fr.modulusWords)
        writer.append(UInt32(wireCount))
        writer.append(UInt32(circuit.outputCount))
        writer.append(UInt32(circuit.publicInputCount))
        writer.append(UInt32(circuit.privateInputCount))
        writer.append(UInt64(circuit.labelCount))
        writer.append(UInt32(constraintCount))
        try writer.endSection()
        writer.beginSection(3)
        for label in wireLabels {
            writer.append(UInt64(label))
            try writer.flushIfLarge()
        }
        try writer.endSection()
        if let gates { try R1CSFile.write(gates, to: &writer) }
        return try writer.finish()
    }

    /// The wire of each label; labels that are no wires have an unused number.
    func denseWires() -> [UInt32] {
        guard let keptLabels else { return (0..<UInt32(circuit.labelCount)).map { $0 } }
        var wires = Array(repeating: UInt32.max, count: circuit.labelCount)
        for (wire, label) in keptLabels.enumerated() { wires[Int(label)] = UInt32(wire) }
        return wires
    }

    /// The constraints as a value for the prover and the checker.
    package func system() throws(ConstraintSystemError) -> R1CS {
        let labels = wireLabels.map { UInt64($0) }
        var system = try R1CS(
            wires: WireCounts(
                total: wireCount, outputs: circuit.outputCount, publicInputs: circuit.publicInputCount,
                privateInputs: circuit.privateInputCount),
            wireLabels: labels, labelCount: UInt64(circuit.labelCount))
        let wires = denseWires()
        var matrices = [SparseMatrix(), SparseMatrix(), SparseMatrix()]
        forEachConstraint { rows, constraint, base in
            for part in 0..<3 {
                for position in rows.range(constraint, part) {
                    let term = rows.terms[position]
                    let label = term.wire == 0 ? 0 : base + Int(term.wire)
                    matrices[part].append(wire: wires[label], coefficient: coefficients[term.coefficient])
                }
                matrices[part].endRow()
            }
        }
        try system.take(a: matrices[0], b: matrices[1], c: matrices[2])
        if let gates = circuit.customGates(wires: wires) { try system.take(customGates: gates) }
        return system
    }
}
