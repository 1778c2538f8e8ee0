internal import FiniteFields

/// Simplifies the constraints of a circuit without changing the solutions over its inputs and outputs.
///
/// Level 1 follows the official compiler exactly (`constraint_list/src/constraint_simplification.rs`): equal signals become
/// one, signals equal to a constant go. Level 2 removes every linear constraint from which a signal can be computed, in the
/// order of the circuit, and goes on with products that become linear. All choices depend on the circuit alone.
package struct Simplifier {
    private let circuit: Circuit
    private let level: SimplificationLevel
    private var elimination: LinearElimination
    /// Linear constraints that are neither equalities of signals nor with constants.
    private var linear = ConstraintRows()
    /// Signals that equal a constant, with the number of the constant.
    private var constants: [(label: UInt32, value: UInt32)] = []
    /// The constraints with products, and those that stay linear.
    private var products = ConstraintRows()
    private var remaining = ConstraintRows()
    private var combination = CombinationBuilder()
    private var parts = [CombinationBuilder(), CombinationBuilder(), CombinationBuilder()]

    /// Simplifies a circuit.
    package static func simplify(_ circuit: Circuit, level: SimplificationLevel) -> SimplifiedCircuit {
        guard level != .none else { return SimplifiedCircuit(unsimplified: circuit) }
        var simplifier = Simplifier(circuit, level)
        return simplifier.run()
    }

    private init(_ circuit: Circuit, _ level: SimplificationLevel) {
        self.circuit = circuit
        self.level = level
        elimination = LinearElimination(
            labelCount: circuit.labelCount, fixedLabelMax: circuit.outputCount + circuit.publicInputCount,
            gateLabels: Set(circuit.gateLabels), coefficients: circuit.coefficients)
    }

    private mutating func run() -> SimplifiedCircuit {
        sortOut()
        elimination.compressRepresentatives()
        keepEqualitiesOfFixedSignals()
        replaceConstants()
        if level == .linear {
            countOccurrences()
            for row in 0..<linear.count { reduce(linear, row) }
        } else {
            for row in 0..<linear.count { keep(linear, row) }
        }
        linear = ConstraintRows()
        substituteProducts()
        if level == .linear { settle() }
        let nonLinearCount = products.count
        append(remaining, to: &products)
        return SimplifiedCircuit(
            circuit: circuit, level: level, rows: products, coefficients: elimination.coefficients,
            nonLinearCount: nonLinearCount)
    }

    // MARK: Linear constraints

    /// Sorts the linear constraints of all components out.
    private mutating func sortOut() {
        circuit.forEachComponent { instance, base in
            let rows = circuit.instances[instance].rows
            for row in 0..<rows.count where rows.isLinear(row) { sortOut(rows, row, base: base) }
        }
    }

    private mutating func sortOut(_ rows: ConstraintRows, _ row: Int, base: Int) {
        let range = rows.range(row, 2)
        let first = rows.terms[range.lowerBound]
        if range.count == 2, first.wire != 0 {
            let second = rows.terms[range.lowerBound + 1]
            let sum = elimination.coefficients[first.coefficient] + elimination.coefficients[second.coefficient]
            if sum.isZero {
                elimination.join(UInt32(base) + first.wire, UInt32(base) + second.wire)
                return
            }
        }
        if range.count == 1, first.wire != 0 {
            constants.append((UInt32(base) + first.wire, CoefficientTable.zero))
            return
        }
        if range.count == 2, first.wire == 0 {
            let second = rows.terms[range.lowerBound + 1]
            let constant = elimination.coefficients[first.coefficient]
            let inverse = elimination.coefficients[second.coefficient].inverted() ?? .zero
            let value = elimination.coefficients.number(of: -constant * inverse)
            constants.append((UInt32(base) + second.wire, value))
            return
        }
        linear.closeCombination()
        linear.closeCombination()
        for position in range {
            var term = rows.terms[position]
            if term.wire != 0 { term.wire += UInt32(base) }
            linear.terms.append(term)
        }
        linear.closeCombination()
    }

    /// A signal that must stay and equals another one that must keeps its constraint.
    private mutating func keepEqualitiesOfFixedSignals() {
        let fixed = UInt32(circuit.outputCount + circuit.publicInputCount)
        let others = elimination.gateLabels.filter { $0 > fixed }.sorted()
        for label in Array(0...fixed) + others where elimination.representatives[Int(label)] != label {
            combination.removeAll()
            combination.add(elimination.representatives[Int(label)], .one)
            combination.add(label, -Fr.one)
            write(linear: combination)
        }
    }

    private mutating func replaceConstants() {
        for (label, value) in constants {
            elimination.resetSum()
            elimination.add(label, .one)
            elimination.add(0, -elimination.coefficients[value])
            elimination.takeSum(into: &combination)
            // A second, different constant for one signal leaves a false constraint, which must stay.
            guard !combination.wires.isEmpty, elimination.eliminate(combination) == nil else { continue }
            write(linear: combination)
        }
        constants = []
    }

    /// Eliminates a signal by a linear constraint, or keeps it where none can go.
    private mutating func reduce(_ rows: ConstraintRows, _ row: Int) {
        substitute(rows, rows.range(row, 2), base: 0)
        reduceCombination()
    }

    private mutating func reduceCombination() {
        guard !combination.wires.isEmpty, elimination.eliminate(combination) == nil else { return }
        write(linear: combination)
    }

    private mutating func keep(_ rows: ConstraintRows, _ row: Int) {
        substitute(rows, rows.range(row, 2), base: 0)
        if !combination.wires.isEmpty { write(linear: combination) }
    }

    private mutating func write(linear combination: CombinationBuilder) {
        var combination = combination
        remaining.closeCombination()
        remaining.closeCombination()
        combination.write(into: &remaining, negated: false, coefficients: &elimination.coefficients)
    }

    /// Puts the terms of a combination, replaced as far as possible, into ``combination``.
    private mutating func substitute(_ rows: ConstraintRows, _ range: Range<Int>, base: Int) {
        elimination.resetSum()
        for position in range {
            let term = rows.terms[position]
            let label = term.wire == 0 ? 0 : UInt32(base) + term.wire
            elimination.add(label, elimination.coefficients[term.coefficient])
        }
        elimination.takeSum(into: &combination)
    }

    // MARK: Products

    private mutating func countOccurrences() {
        let counting = elimination.representatives
        var occurrences = elimination.occurrences
        circuit.forEachComponent { instance, base in
            let rows = circuit.instances[instance].rows
            for row in 0..<rows.count where !rows.isLinear(row) {
                for position in rows.range(row) where rows.terms[position].wire != 0 {
                    occurrences[Int(counting[base + Int(rows.terms[position].wire)])] &+= 1
                }
            }
        }
        for term in linear.terms where term.wire != 0 { occurrences[Int(counting[Int(term.wire)])] &+= 1 }
        elimination.occurrences = occurrences
    }

    private mutating func substituteProducts() {
        circuit.forEachComponent { instance, base in
            let rows = circuit.instances[instance].rows
            for row in 0..<rows.count where !rows.isLinear(row) { substituteProduct(rows, row, base: base) }
        }
    }

    /// Writes a constraint with a product with replaced signals; one that becomes linear is eliminated at once.
    private mutating func substituteProduct(_ rows: ConstraintRows, _ row: Int, base: Int) {
        for part in 0..<3 {
            substitute(rows, rows.range(row, part), base: base)
            swap(&combination, &parts[part])
        }
        if !becomesLinear() {
            for part in 0..<3 {
                parts[part].write(into: &products, negated: false, coefficients: &elimination.coefficients)
            }
        } else if level == .linear {
            reduceCombination()
        } else if !combination.wires.isEmpty {
            write(linear: combination)
        }
    }

    /// Whether a factor of the product is constant; then ``combination`` is the linear constraint.
    private mutating func becomesLinear() -> Bool {
        func constant(_ part: CombinationBuilder) -> Fr? {
            if part.wires.isEmpty { return .zero }
            return part.wires.count == 1 && part.wires[0] == 0 ? part.factors[0] : nil
        }
        let factor: Fr
        let other: Int
        if let value = constant(parts[0]) {
            (factor, other) = (value, 1)
        } else if let value = constant(parts[1]) {
            (factor, other) = (value, 0)
        } else {
            return false
        }
        elimination.resetSum()
        for index in parts[2].wires.indices { elimination.add(parts[2].wires[index], parts[2].factors[index]) }
        if !factor.isZero {
            for index in parts[other].wires.indices {
                elimination.add(parts[other].wires[index], -factor * parts[other].factors[index])
            }
        }
        elimination.takeSum(into: &combination)
        return true
    }

    // MARK: The fixed point

    /// Rewrites constraints until none has a replaced signal; products that become linear replace further ones.
    private mutating func settle() {
        var index = OccurrenceIndex(products, labelCount: circuit.labelCount) { elimination.isReplaced($0) }
        guard !index.pending.isEmpty else { return }
        index.complete(products)
        var isDropped = Array(repeating: false, count: products.count)
        /// Where the current form of each constraint stands in ``products``.
        var current = Array(0..<products.count)
        while let constraint = index.pending.popLast() {
            index.isPending[constraint] = false
            guard !isDropped[constraint] else { continue }
            let row = current[constraint]
            let rows = products
            for part in 0..<3 {
                swap(&combination, &parts[part])
                substitute(rows, rows.range(row, part), base: 0)
                swap(&combination, &parts[part])
            }
            if becomesLinear() {
                isDropped[constraint] = true
                guard !combination.wires.isEmpty else { continue }
                if let label = elimination.eliminate(combination) {
                    index.markPending(label)
                } else {
                    write(linear: combination)
                }
                continue
            }
            current[constraint] = products.count
            for part in 0..<3 {
                for wire in parts[part].wires { index.note(wire, constraint) }
                parts[part].write(into: &products, negated: false, coefficients: &elimination.coefficients)
            }
        }
        compact(current, isDropped)
    }

    private mutating func compact(_ current: [Int], _ isDropped: [Bool]) {
        var result = ConstraintRows()
        for constraint in current.indices where !isDropped[constraint] {
            for part in 0..<3 {
                result.terms.append(contentsOf: products.terms[products.range(current[constraint], part)])
                result.closeCombination()
            }
        }
        products = result
    }

    private func append(_ rows: ConstraintRows, to target: inout ConstraintRows) {
        let shift = UInt32(target.terms.count)
        target.terms.append(contentsOf: rows.terms)
        target.ends.append(contentsOf: rows.ends.map { $0 + shift })
    }
}
