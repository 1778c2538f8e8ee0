internal import FiniteFields

/// What was found about a signal that the rules do not show to be determined, at sampled witnesses of a small template.
package enum LintEvidence: Sendable, Hashable {
    /// Two solutions with the same inputs differ in the signal.
    case secondSolution(String, String)
    /// The Jacobian at a sampled witness does not hold the signal in place: it moves along the solutions, or the witness is a
    /// multiple root, where the rank says nothing.
    case free
    /// The Jacobian holds the signal in place: at most single other values, such as another way to write a number in bits.
    case isolated

    /// The stronger evidence is the larger number.
    var strength: Int {
        switch self {
        case .secondSolution: 2
        case .free: 1
        case .isolated: 0
        }
    }

    package var text: String {
        switch self {
        case .secondSolution(let one, let other): "with the same inputs it can be \(one) and \(other)"
        case .free:
            "it may change while the inputs stay (rank of the Jacobian at a witness; no second solution was found)"
        case .isolated: "the Jacobian holds it in place: only single other values are possible"
        }
    }
}

/// Looks for evidence about open signals of one instance.
///
/// At a witness x of the constraints A(x) B(x) = C(x), a direction d with d = 0 at the inputs along which every constraint
/// stays satisfied to first order is one with (A'd) B + A (B'd) = C'd: the kernel of the Jacobian. A signal that is zero in the
/// whole kernel cannot move.
struct EvidenceSearch {
    private let circuit: Circuit
    private let flat: FlatInstance
    private static let signalsMax = 300
    private static let samplesMax = 12
    private static let triesMax = 60

    /// Prepares the search; nil for an instance that is too large.
    init?(_ circuit: Circuit, _ instance: Int, _ flat: FlatInstance) {
        guard flat.signalCount <= Self.signalsMax, flat.constraints.count <= 2 * Self.signalsMax else { return nil }
        var part = circuit
        part.instances.removeLast(circuit.instances.count - instance - 1)
        self.circuit = part
        self.flat = flat
    }

    /// The evidence about each of the open signals; empty where no witness was found.
    func run(open: [Int]) -> [Int: LintEvidence] {
        guard let program = try? WitnessProgram(Simplifier.simplify(circuit, level: .none)),
            var search = SoundnessSearch(circuit, seed: 1)
        else { return [:] }
        var random = SplitMixGenerator(state: 7)
        var result: [Int: LintEvidence] = [:]
        var hasWitness = false
        for sample in 0..<Self.samplesMax {
            let inputs = (0..<flat.template.inputCount).map { _ in Self.input(sample, &random) }
            var limits = WitnessRun.WitnessLimits()
            limits.operationsMax = 1 << 22
            var run = WitnessRun(program, limits: limits)
            guard let honest = try? run.wires(inputs: inputs), honest.count == flat.signalCount,
                search.isSolution(honest)
            else { continue }
            let movable = movableSignals(at: honest)
            for signal in open {
                if movable.contains(signal) {
                    if result[signal] == nil || result[signal] == .isolated { result[signal] = .free }
                } else if result[signal] == nil {
                    result[signal] = .isolated
                }
            }
            if let other = search.secondSolution(honest: honest, tries: Self.triesMax, watching: open) {
                for signal in open where other[signal] != honest[signal] {
                    result[signal] = .secondSolution(honest[signal].decimal, other[signal].decimal)
                }
            }
            if hasWitness { break }
            hasWitness = true
        }
        return result
    }

    /// Bits, small numbers and elements of any size, in turn.
    private static func input(_ sample: Int, _ random: inout SplitMixGenerator) -> Fr {
        switch sample % 3 {
        case 0: Fr(UInt64(random.below(2)))
        case 1: Fr(UInt64(random.below(200)))
        default: Fr(random.next()) * Fr(random.next()) * Fr(random.next()) * Fr(random.next())
        }
    }

    /// The signals that the kernel of the Jacobian moves.
    private func movableSignals(at values: [Fr]) -> Set<Int> {
        let inputs = flat.template.outputCount + 1..<flat.template.outputCount + flat.template.inputCount + 1
        let unknowns = (1..<flat.signalCount).filter { !inputs.contains($0) }
        var columns = Array(repeating: -1, count: flat.signalCount)
        for (column, signal) in unknowns.enumerated() { columns[signal] = column }
        var matrix = DenseMatrix(columnCount: unknowns.count)
        for constraint in flat.constraints {
            let a = Self.value(constraint.a, values)
            let b = Self.value(constraint.b, values)
            var row: [(column: Int, factor: Fr)] = []
            for (terms, scale) in [(constraint.a, b), (constraint.b, a), (constraint.c, -Fr.one)] {
                for term in terms where columns[term.signal] >= 0 {
                    row.append((columns[term.signal], term.factor * scale))
                }
            }
            matrix.append(row)
        }
        matrix.reduce()
        return Set(unknowns).subtracting(matrix.fixedColumns.map { unknowns[$0] })
    }

    private static func value(_ terms: [(signal: Int, factor: Fr)], _ values: [Fr]) -> Fr {
        terms.reduce(.zero) { $0 + $1.factor * values[$1.signal] }
    }
}
