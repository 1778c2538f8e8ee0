internal import FiniteFields

/// One constraint of a flattened instance, with the template it stands in and its place there.
struct FlatConstraint: Sendable {
    var a: [(signal: Int, factor: Fr)]
    var b: [(signal: Int, factor: Fr)]
    var c: [(signal: Int, factor: Fr)]
    var place: SourceRange
    /// The constraint is the instance's own and not a component's.
    var isOwn: Bool

    var isLinear: Bool { a.isEmpty || b.isEmpty }

    /// The signals of the constraint without the constant one, each once.
    var signals: Set<Int> {
        var result: Set<Int> = []
        for part in [a, b, c] { for term in part where term.signal != 0 { result.insert(term.signal) } }
        return result
    }
}

/// An instance with all its components as one list of constraints over its signals.
struct FlatInstance: Sendable {
    let circuit: Circuit
    let instance: Int
    var constraints: [FlatConstraint] = []
    /// The components below the instance: their instance numbers, and the signals before their first one.
    var components: [(instance: Int, base: Int)] = []

    /// Flattens an instance; nil where it has more constraints than a bound.
    init?(_ circuit: Circuit, _ instance: Int, constraintsMax: Int) {
        guard circuit.instances[instance].constraintCount <= constraintsMax else { return nil }
        self.circuit = circuit
        self.instance = instance
        var pending = [(instance: instance, base: 0)]
        while let (current, base) = pending.popLast() {
            if current != instance || base != 0 { components.append((current, base)) }
            append(circuit.instances[current], base: base, isOwn: current == instance && base == 0)
            for child in circuit.instances[current].children.reversed() {
                pending.append((child.instance, base + child.offset))
            }
        }
    }

    private mutating func append(_ template: TemplateInstance, base: Int, isOwn: Bool) {
        let rows = template.rows
        for row in 0..<rows.count {
            func part(_ part: Int) -> [(signal: Int, factor: Fr)] {
                rows.range(row, part).map { position in
                    let term = rows.terms[position]
                    return (term.wire == 0 ? 0 : base + Int(term.wire), circuit.coefficients[term.coefficient])
                }
            }
            constraints.append(
                FlatConstraint(
                    a: part(0), b: part(1), c: part(2), place: template.constraintPlaces[row], isOwn: isOwn))
        }
    }

    var template: TemplateInstance { circuit.instances[instance] }
    var signalCount: Int { template.signalCount + 1 }
}
