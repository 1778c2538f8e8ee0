internal import ConstraintSystem

extension Circuit {
    private var hasGates: Bool { instances.contains { $0.gate != nil } }

    /// The labels of all signals of custom gates.
    var gateLabels: [UInt32] {
        guard hasGates else { return [] }
        var labels: [UInt32] = []
        forEachComponent { instance, base in
            guard let gate = instances[instance].gate else { return }
            for signal in gate.signals { labels.append(UInt32(base) + signal) }
        }
        return labels
    }

    /// The custom gates with their uses; nil for a circuit without them and without their pragma.
    ///
    /// Gates are in the order of the template instances, uses in that of the components, as in the official compiler.
    func customGates(wires: [UInt32]) -> CustomGates? {
        guard hasGates || hasCustomTemplatesPragma else { return nil }
        var result = CustomGates()
        var numbers: [Int: Int] = [:]
        for (number, instance) in instances.enumerated() {
            guard let gate = instance.gate else { continue }
            numbers[number] = result.gates.count
            result.gates.append(CustomGates.Gate(name: names[gate.name], parameters: gate.parameters))
        }
        forEachComponent { instance, base in
            guard let gate = instances[instance].gate, let number = numbers[instance] else { return }
            result.uses.append(
                CustomGates.Use(gate: number, wires: gate.signals.map { wires[base + Int($0)] }))
        }
        return result
    }
}

extension SimplifiedCircuit {
    /// The number of components that are custom gates.
    package var customGateUseCount: Int { circuit.customGates(wires: denseWires())?.uses.count ?? 0 }
}
