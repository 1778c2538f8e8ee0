extension SimplifiedCircuit {
    /// Writes the lines of the `.sym` file: label, wire or -1, number of the template instance, name.
    ///
    /// - Parameter write: Gets the text in pieces of about a megabyte.
    package func writeSymbols<Failure: Error>(_ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        let wires = wireOfLabel()
        var buffer: [UInt8] = []
        buffer.reserveCapacity(1 << 20)
        try circuit.forEachSignal { label, instance, name throws(Failure) in
            buffer.appendDecimal(label)
            buffer.append(UInt8(ascii: ","))
            if let wire = wires[label] {
                buffer.appendDecimal(Int(wire))
            } else {
                buffer.append(contentsOf: [UInt8(ascii: "-"), UInt8(ascii: "1")])
            }
            buffer.append(UInt8(ascii: ","))
            buffer.appendDecimal(instance)
            buffer.append(UInt8(ascii: ","))
            buffer.append(contentsOf: name)
            buffer.append(UInt8(ascii: "\n"))
            if buffer.count >= 1 << 20 {
                try write(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try write(buffer)
    }

    /// The whole `.sym` file.
    package func symbolBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        writeSymbols { bytes.append(contentsOf: $0) }
        return bytes
    }
}

extension [UInt8] {
    mutating func appendDecimal(_ number: Int) {
        guard number >= 10 else {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number))
            return
        }
        appendDecimal(number / 10)
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}
