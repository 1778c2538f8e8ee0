internal import FiniteFields

/// The signals that are expressed by others, and how.
///
/// A signal is replaced by another one (``representatives``), or by a linear combination of signals that stay. A
/// combination may name signals that were replaced later; it is rewritten when it is used next, so that each is resolved
/// once however long the chain of replacements is.
struct LinearElimination {
    /// The signal that stands for each label: itself, or a smaller one that is equal to it.
    private(set) var representatives: [UInt32]
    /// Labels up to this one, the outputs and public inputs, are never replaced by combinations.
    let fixedLabelMax: UInt32
    /// The signals of custom gates, which stay as well.
    let gateLabels: Set<UInt32>
    var coefficients: CoefficientTable
    /// In how many constraints each label stands: the pivot is the signal with the fewest.
    var occurrences: [UInt32]

    /// The combination of each label: its place in ``starts``, -1 for none.
    private var combinations: [Int32]
    private var starts: [Int] = []
    private var counts: [UInt32] = []
    private var terms: [Term] = []
    /// When the combination was last free of replaced signals.
    private var resolvedAt: [Int] = []
    private(set) var eliminationCount = 0

    /// For each label its place in the sum that is being built, plus one.
    private var places: [UInt32]
    private var sumLabels: [UInt32] = []
    private var sumFactors: [Fr] = []

    init(labelCount: Int, fixedLabelMax: Int, gateLabels: Set<UInt32>, coefficients: CoefficientTable) {
        representatives = (0..<UInt32(labelCount)).map { $0 }
        self.fixedLabelMax = UInt32(fixedLabelMax)
        self.gateLabels = gateLabels
        self.coefficients = coefficients
        occurrences = Array(repeating: 0, count: labelCount)
        combinations = Array(repeating: -1, count: labelCount)
        places = Array(repeating: 0, count: labelCount)
    }

    /// Whether a signal must stay a wire: outputs, public inputs, signals of custom gates.
    @inline(__always)
    func isFixed(_ label: UInt32) -> Bool {
        label <= fixedLabelMax || (!gateLabels.isEmpty && gateLabels.contains(label))
    }

    // MARK: Equal signals

    func root(_ label: UInt32) -> UInt32 {
        var current = label
        while representatives[Int(current)] != current { current = representatives[Int(current)] }
        return current
    }

    /// Notes that two signals are equal; one that must stay, or else the smaller label, represents both.
    mutating func join(_ first: UInt32, _ second: UInt32) {
        let (one, two) = (compressedRoot(first), compressedRoot(second))
        guard one != two else { return }
        let (isOneFixed, isTwoFixed) = (isFixed(one), isFixed(two))
        let root = isOneFixed == isTwoFixed ? min(one, two) : isOneFixed ? one : two
        representatives[Int(one == root ? two : one)] = root
    }

    private mutating func compressedRoot(_ label: UInt32) -> UInt32 {
        let root = root(label)
        var current = label
        while current != root {
            let next = representatives[Int(current)]
            representatives[Int(current)] = root
            current = next
        }
        return root
    }

    /// Points every label at its representative directly.
    mutating func compressRepresentatives() {
        for label in representatives.indices { _ = compressedRoot(UInt32(label)) }
    }

    /// Whether a label is replaced, by a signal or by a combination.
    @inline(__always)
    func isReplaced(_ label: UInt32) -> Bool {
        representatives[Int(label)] != label || combinations[Int(label)] >= 0
    }

    // MARK: Sums

    mutating func resetSum() {
        for label in sumLabels { places[Int(label)] = 0 }
        sumLabels.removeAll(keepingCapacity: true)
        sumFactors.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private mutating func addPlain(_ label: UInt32, _ factor: Fr) {
        let place = places[Int(label)]
        if place == 0 {
            sumLabels.append(label)
            sumFactors.append(factor)
            places[Int(label)] = UInt32(sumLabels.count)
        } else {
            sumFactors[Int(place) - 1] = sumFactors[Int(place) - 1] + factor
        }
    }

    /// Adds a term to the sum, replaced as far as possible.
    mutating func add(_ label: UInt32, _ factor: Fr) {
        let label = representatives[Int(label)]
        let combination = combinations[Int(label)]
        guard combination >= 0 else { return addPlain(label, factor) }
        if resolvedAt[Int(combination)] != eliminationCount { resolve(Int(combination)) }
        let start = starts[Int(combination)]
        for position in start..<start + Int(counts[Int(combination)]) {
            let term = terms[position]
            addPlain(term.wire, factor * coefficients[term.coefficient])
        }
    }

    /// The sum without zero terms, as pairs of label and factor.
    mutating func takeSum(into builder: inout CombinationBuilder) {
        builder.removeAll()
        for index in sumLabels.indices {
            places[Int(sumLabels[index])] = 0
            if !sumFactors[index].isZero { builder.add(sumLabels[index], sumFactors[index]) }
        }
        sumLabels.removeAll(keepingCapacity: true)
        sumFactors.removeAll(keepingCapacity: true)
    }

    // MARK: Combinations

    /// Replaces one signal of `0 = combination` by the others.
    ///
    /// - Returns: The signal, nil where all signals must stay.
    mutating func eliminate(_ combination: CombinationBuilder) -> UInt32? {
        var pivot = -1
        for index in combination.wires.indices {
            let label = combination.wires[index]
            guard !isFixed(label) else { continue }
            if pivot < 0 {
                pivot = index
                continue
            }
            let (count, best) = (occurrences[Int(label)], occurrences[Int(combination.wires[pivot])])
            if count < best || (count == best && label > combination.wires[pivot]) { pivot = index }
        }
        guard pivot >= 0, let inverse = (-combination.factors[pivot]).inverted() else { return nil }
        let label = combination.wires[pivot]
        starts.append(terms.count)
        for index in combination.wires.indices where index != pivot {
            terms.append(
                Term(
                    wire: combination.wires[index],
                    coefficient: coefficients.number(of: combination.factors[index] * inverse)))
            occurrences[Int(combination.wires[index])] &+= occurrences[Int(label)]
        }
        counts.append(UInt32(combination.wires.count - 1))
        combinations[Int(label)] = Int32(starts.count - 1)
        eliminationCount += 1
        resolvedAt.append(eliminationCount)
        return label
    }

    /// Rewrites a combination, and those it depends on, without replaced signals.
    private mutating func resolve(_ combination: Int) {
        var stack = [combination]
        while let current = stack.last {
            guard resolvedAt[current] != eliminationCount else {
                stack.removeLast()
                continue
            }
            var isReady = true
            var isPlain = true
            let range = starts[current]..<starts[current] + Int(counts[current])
            for position in range {
                let inner = combinations[Int(terms[position].wire)]
                guard inner >= 0 else { continue }
                isPlain = false
                if resolvedAt[Int(inner)] != eliminationCount {
                    stack.append(Int(inner))
                    isReady = false
                }
            }
            guard isReady else { continue }
            if !isPlain { rewrite(current, range) }
            resolvedAt[current] = eliminationCount
            stack.removeLast()
        }
    }

    private mutating func rewrite(_ combination: Int, _ range: Range<Int>) {
        // The sum that is being built stays aside meanwhile.
        var scratch = RewriteScratch()
        swap(&scratch.labels, &sumLabels)
        swap(&scratch.factors, &sumFactors)
        for label in scratch.labels { places[Int(label)] = 0 }
        for position in range {
            let term = terms[position]
            let factor = coefficients[term.coefficient]
            let inner = combinations[Int(term.wire)]
            guard inner >= 0 else {
                addPlain(term.wire, factor)
                continue
            }
            let start = starts[Int(inner)]
            for innerPosition in start..<start + Int(counts[Int(inner)]) {
                let innerTerm = terms[innerPosition]
                addPlain(innerTerm.wire, factor * coefficients[innerTerm.coefficient])
            }
        }
        starts[combination] = terms.count
        for index in sumLabels.indices where !sumFactors[index].isZero {
            terms.append(Term(wire: sumLabels[index], coefficient: coefficients.number(of: sumFactors[index])))
        }
        counts[combination] = UInt32(terms.count - starts[combination])
        for label in sumLabels { places[Int(label)] = 0 }
        swap(&scratch.labels, &sumLabels)
        swap(&scratch.factors, &sumFactors)
        for (index, label) in sumLabels.enumerated() { places[Int(label)] = UInt32(index + 1) }
    }

    private struct RewriteScratch {
        var labels: [UInt32] = []
        var factors: [Fr] = []
    }
}
