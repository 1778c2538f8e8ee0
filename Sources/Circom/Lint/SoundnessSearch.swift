package import FiniteFields

/// Looks for a second solution of a circuit: proof that a mutant has lost soundness.
///
/// Independent of the lint's rules: values of signals that hints assign are changed, everything that constraints then fix is
/// computed anew, and what comes out counts only when it satisfies every constraint.
package struct SoundnessSearch {
    private let flat: FlatInstance
    private var constraintsOfSignal: [[Int32]]
    /// Signals in the order in which a changed solution may need a value of its own.
    private let order: [Int]
    private var random: SplitMixGenerator

    package init?(_ circuit: Circuit, seed: UInt64) {
        guard let flat = FlatInstance(circuit, circuit.instances.count - 1, constraintsMax: 5_000) else { return nil }
        self.flat = flat
        constraintsOfSignal = Array(repeating: [], count: flat.signalCount)
        for (number, constraint) in flat.constraints.enumerated() {
            for signal in constraint.signals { constraintsOfSignal[signal].append(Int32(number)) }
        }
        order = Array(1..<flat.signalCount)
        random = SplitMixGenerator(state: seed)
    }

    /// A solution with the same inputs and another output or, where there are none, another own signal.
    ///
    /// - Parameters:
    ///   - honest: The values of all signals of an honest solution.
    ///   - watching: The signals of which one must differ, in the place of the outputs.
    package mutating func secondSolution(honest: [Fr], tries: Int, watching: [Int]? = nil) -> [Fr]? {
        let template = flat.template
        let inputs = template.outputCount + 1..<template.outputCount + template.inputCount + 1
        for number in 0..<tries {
            // The outputs first: in a large template chance would hardly find them.
            let preferred = number < min(template.outputCount, 8) ? number + 1 : nil
            guard let values = attempt(honest, fixed: inputs, preferred: preferred) else { continue }
            let own = template.outputCount > 0 ? 1...template.outputCount : 1...max(template.ownCount, 1)
            let watched = watching ?? Array(own)
            if watched.contains(where: { values[$0] != honest[$0] }), isSolution(values) { return values }
        }
        return nil
    }

    /// Whether the values satisfy every constraint.
    package func isSolution(_ values: [Fr]) -> Bool {
        flat.constraints.allSatisfy { constraint in
            Self.sum(constraint.a, values) * Self.sum(constraint.b, values) == Self.sum(constraint.c, values)
        }
    }

    private static func sum(_ terms: [(signal: Int, factor: Fr)], _ values: [Fr]) -> Fr {
        terms.reduce(.zero) { $0 + $1.factor * values[$1.signal] }
    }

    /// Changes one signal, and fills in the rest from the constraints and the honest values.
    private mutating func attempt(_ honest: [Fr], fixed: Range<Int>, preferred: Int?) -> [Fr]? {
        var values = honest
        var isSet = Array(repeating: false, count: honest.count)
        var open = flat.constraints.map { constraint in constraint.signals.count }
        var pending: [Int] = []
        func set(_ signal: Int, _ value: Fr) {
            guard !isSet[signal] else { return }
            isSet[signal] = true
            values[signal] = value
            for number in constraintsOfSignal[signal] {
                open[Int(number)] -= 1
                if open[Int(number)] == 1 { pending.append(Int(number)) }
            }
        }
        func propagate() {
            while let number = pending.popLast() {
                guard let (signal, value) = solve(flat.constraints[number], values, isSet) else { continue }
                set(signal, value)
            }
        }
        isSet[0] = true
        for signal in fixed { set(signal, honest[signal]) }
        for (number, count) in open.enumerated() where count == 1 { pending.append(number) }
        propagate()
        let free = order.filter { !isSet[$0] }
        guard !free.isEmpty else { return nil }
        // One signal changes, one or two others are left for the constraints to find.
        let chosen = free[random.below(free.count)]
        let changed = preferred.flatMap { isSet[$0] ? nil : $0 } ?? chosen
        set(changed, variation(of: honest[changed]))
        propagate()
        let late = Set((0..<1 + random.below(2)).map { _ in free[random.below(free.count)] })
        for signal in free where !isSet[signal] && !late.contains(signal) {
            set(signal, honest[signal])
            propagate()
        }
        for signal in free where !isSet[signal] { set(signal, honest[signal]) }
        return values
    }

    private mutating func variation(of value: Fr) -> Fr {
        switch random.below(6) {
        case 0: .one - value
        case 1: value + .one
        case 2: value - .one
        case 3: -value
        case 4: .zero
        default: Fr(random.next())
        }
    }

    /// The value of the only open signal of a constraint, where it is linear in it.
    private func solve(_ constraint: FlatConstraint, _ values: [Fr], _ isSet: [Bool]) -> (Int, Fr)? {
        func split(_ terms: [(signal: Int, factor: Fr)]) -> (known: Fr, factor: Fr, signal: Int?) {
            var (known, factor) = (Fr.zero, Fr.zero)
            var signal: Int?
            for term in terms {
                if isSet[term.signal] {
                    known = known + term.factor * values[term.signal]
                } else {
                    factor = factor + term.factor
                    signal = term.signal
                }
            }
            return (known, factor, signal)
        }
        let (a, b, c) = (split(constraint.a), split(constraint.b), split(constraint.c))
        guard let signal = a.signal ?? b.signal ?? c.signal, a.factor.isZero || b.factor.isZero else { return nil }
        // (a + a' s)(b + b' s) = c + c' s with a' or b' zero.
        let slope = a.factor * b.known + b.factor * a.known - c.factor
        guard let inverse = slope.inverted() else { return nil }
        return (signal, (c.known - a.known * b.known) * inverse)
    }
}
