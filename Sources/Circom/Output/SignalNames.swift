extension Circuit {
    /// Visits every signal with its label and its full name, in the order of the labels of each component.
    func forEachSignal<Failure: Error>(
        _ visit: (_ label: Int, _ instance: Int, _ name: [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let local = instances.indices.map { localNames(of: $0) }
        var pending: [(instance: Int, base: Int, path: [UInt8])] = [(instances.count - 1, 0, Array("main".utf8))]
        while let (instance, base, path) = pending.popLast() {
            let names = local[instance]
            for (index, name) in names.enumerated() {
                try visit(base + index + 1, instance, path + [UInt8(ascii: ".")] + name)
            }
            for child in instances[instance].children.reversed() {
                pending.append(
                    (child.instance, base + child.offset, path + [UInt8(ascii: ".")] + Array(child.name.utf8)))
            }
        }
    }

    /// The names of an instance's own signals in their order.
    func localNames(of instance: Int) -> [[UInt8]] {
        var names: [[UInt8]] = []
        for block in instances[instance].wires {
            appendNames(Array(self.names[block.name].utf8), block.dimensions, block.bus, to: &names)
        }
        return names
    }

    private func appendNames(_ prefix: [UInt8], _ dimensions: [Int], _ bus: Int32, to names: inout [[UInt8]]) {
        if let first = dimensions.first {
            for index in 0..<first {
                appendNames(
                    prefix + Array("[\(index)]".utf8), Array(dimensions.dropFirst()), bus, to: &names)
            }
            return
        }
        guard bus >= 0 else {
            names.append(prefix)
            return
        }
        for field in buses[Int(bus)].fields {
            let name = prefix + [UInt8(ascii: ".")] + Array(self.names[field.name].utf8)
            appendNames(name, field.dimensions, field.bus, to: &names)
        }
    }
}
