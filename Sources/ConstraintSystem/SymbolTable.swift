/// The names of a circuit's signals, as the compiler's symbol file lists them.
package struct SymbolTable: Equatable, Sendable {
    /// One signal.
    package struct Symbol: Equatable, Sendable {
        /// The signal's number before simplification.
        package var label: UInt64
        /// The wire that carries the signal; `nil` where simplification removed it.
        package var wire: UInt32?
        /// The number of the component that declares it.
        package var component: UInt64
        /// The full name, as in `main.hasher.inputs[1]`.
        package var name: String

        package init(label: UInt64, wire: UInt32?, component: UInt64, name: String) {
            self.label = label
            self.wire = wire
            self.component = component
            self.name = name
        }
    }

    package var symbols: [Symbol]

    package init(symbols: [Symbol] = []) {
        self.symbols = symbols
    }

    /// For each wire, the name of the first signal that it carries.
    package func namesByWire() -> [UInt32: String] {
        var names: [UInt32: String] = [0: "one"]
        for symbol in symbols {
            if let wire = symbol.wire, names[wire] == nil { names[wire] = symbol.name }
        }
        return names
    }
}
