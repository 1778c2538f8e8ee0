internal import FiniteFields

extension SimplifiedCircuit {
    /// Writes the constraints as JSON in the form of the official compiler: per constraint three objects from wire to
    /// coefficient.
    package func writeJSON<Failure: Error>(_ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        let wires = wireOfLabel()
        var buffer = Array("{\n\"constraints\": [\n".utf8)
        var isFirst = true
        try forEachConstraint { rows, constraint, base throws(Failure) in
            buffer.append(contentsOf: (isFirst ? "[" : ",\n[").utf8)
            isFirst = false
            for part in 0..<3 {
                if part > 0 { buffer.append(UInt8(ascii: ",")) }
                buffer.append(UInt8(ascii: "{"))
                for (index, position) in rows.range(constraint, part).enumerated() {
                    let term = rows.terms[position]
                    let label = term.wire == 0 ? 0 : base + Int(term.wire)
                    if index > 0 { buffer.append(UInt8(ascii: ",")) }
                    buffer.append(UInt8(ascii: "\""))
                    buffer.appendDecimal(Int(wires[label] ?? 0))
                    buffer.append(contentsOf: "\":\"\(coefficients[term.coefficient].decimal)\"".utf8)
                }
                buffer.append(UInt8(ascii: "}"))
            }
            buffer.append(UInt8(ascii: "]"))
            if buffer.count >= 1 << 20 {
                try write(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        buffer.append(contentsOf: "\n]\n}\n".utf8)
        try write(buffer)
    }
}
