internal import FiniteFields

/// Shows which signals of an instance the inputs determine.
///
/// Whatever it marks as determined is: for given inputs no two solutions of the constraints differ there. What it does not
/// mark may still be determined, by an argument that is not among its rules. The rules are those of constraint
/// propagation (Pailoor, Chen, Wang, Rodriguez, Van Geffen, Morton, Chu, Gu, Feng, Dillig, "Automated Detection of
/// Under-Constrained Circuits in Zero-Knowledge Proofs", 2023): a linear equation with one open signal; a sum whose open
/// signals are digits of a positional number that stays below the prime; the pair of constraints of a zero test; a division
/// with a remainder below the divisor; a system of linear equations of full rank; and a component whose inputs are determined
/// and which was shown to determine its outputs.
struct DeterminacyProof {
    let flat: FlatInstance
    private(set) var isDetermined: [Bool]
    /// The largest value of a signal over all solutions, where one is known.
    private(set) var upper: [FourWords?]
    private(set) var constraintsOfSignal: [[Int32]]
    private var pending: [Int] = []
    private var isPending: [Bool]
    /// Components whose outputs follow from their inputs, by instance.
    private let functional: Set<Int>
    /// Components that wait for an input: for each signal their numbers in the flat instance.
    private var waiting: [Int: [Int]] = [:]
    private var inputsLeft: [Int] = []

    /// Every factor of a quotient counts as not zero, also where the source does not say so.
    private let assumesFactors: Bool

    init(_ flat: FlatInstance, functional: Set<Int>, assumesFactors: Bool = false) {
        self.flat = flat
        self.functional = functional
        self.assumesFactors = assumesFactors
        isDetermined = Array(repeating: false, count: flat.signalCount)
        upper = Array(repeating: nil, count: flat.signalCount)
        isPending = Array(repeating: true, count: flat.constraints.count)
        constraintsOfSignal = Array(repeating: [], count: flat.signalCount)
        for (number, constraint) in flat.constraints.enumerated() {
            for signal in constraint.signals { constraintsOfSignal[signal].append(Int32(number)) }
        }
        pending = Array(flat.constraints.indices.reversed())
    }

    /// Applies the rules until none says anything new.
    mutating func run() {
        isDetermined[0] = true
        upper[0] = FourWords(1, 0, 0, 0)
        registerComponents()
        let template = flat.template
        for signal in template.outputCount + 1..<template.outputCount + template.inputCount + 1 { determine(signal) }
        for block in template.wires where LintAnnotation.saysAnySolution(block.place, flat.circuit.sources) {
            for signal in block.base..<block.base + block.count { determine(signal) }
        }
        settle()
    }

    /// Applies the rules to what is pending until nothing is.
    private mutating func settle() {
        repeat {
            while let number = pending.popLast() {
                isPending[number] = false
                apply(number)
            }
            for signal in linearlyDetermined() { determine(signal) }
            guard pending.isEmpty else { continue }
            for constraint in flat.constraints { applyDistant(constraint) }
        } while !pending.isEmpty
    }

    /// Applies the rules that also read other constraints, or bounds of their signals: nothing queues a constraint when those
    /// change, so at the fixed point these rules are tried on all.
    private mutating func applyDistant(_ constraint: FlatConstraint) {
        if constraint.isLinear {
            divideInParts(constraint.c)
        } else if !(constraint.a + constraint.b).allSatisfy({ isDetermined[$0.signal] }) {
            zeroTest(constraint)
            divideWithRemainder(constraint)
        }
    }

    /// The largest value of a signal, where one is known.
    func bound(of signal: Int) -> FourWords? { upper[signal] }

    // MARK: Marking

    mutating func determine(_ signal: Int) {
        guard !isDetermined[signal] else { return }
        isDetermined[signal] = true
        queue(signal)
        for component in waiting.removeValue(forKey: signal) ?? [] {
            inputsLeft[component] -= 1
            if inputsLeft[component] == 0 { determineOutputs(of: component) }
        }
    }

    private mutating func queue(_ signal: Int) {
        for number in constraintsOfSignal[signal] where !isPending[Int(number)] {
            isPending[Int(number)] = true
            pending.append(Int(number))
        }
    }

    mutating func limit(_ signal: Int, to bound: FourWords) {
        guard signal != 0 else { return }
        if let known = upper[signal], !(bound < known) { return }
        upper[signal] = bound
        queue(signal)
        if bound == .zero { determine(signal) }
    }

    private mutating func registerComponents() {
        inputsLeft = Array(repeating: 0, count: flat.components.count)
        for (number, component) in flat.components.enumerated() where functional.contains(component.instance) {
            let template = flat.circuit.instances[component.instance]
            inputsLeft[number] = template.inputCount
            for input in 0..<template.inputCount {
                waiting[component.base + template.outputCount + 1 + input, default: []].append(number)
            }
            if template.inputCount == 0 { determineOutputs(of: number) }
        }
    }

    private mutating func determineOutputs(of number: Int) {
        let component = flat.components[number]
        for output in 0..<flat.circuit.instances[component.instance].outputCount {
            determine(component.base + 1 + output)
        }
    }

    // MARK: Rules

    private mutating func apply(_ number: Int) {
        let constraint = flat.constraints[number]
        if constraint.isLinear {
            solve(constraint.c, hasOtherKnownPart: false)
            divideInParts(constraint.c)
            return
        }
        if constraint.c.isEmpty {
            limitRoots(constraint)
            limitStep(constraint)
        }
        let isProductKnown = (constraint.a + constraint.b).allSatisfy { isDetermined[$0.signal] }
        if isProductKnown {
            solve(constraint.c, hasOtherKnownPart: true)
        } else {
            divide(constraint)
            zeroTest(constraint)
            divideWithRemainder(constraint)
        }
        limitProduct(constraint)
    }

    /// `(s - r)(s - q) = 0` leaves two values.
    private mutating func limitRoots(_ constraint: FlatConstraint) {
        func root(_ part: [(signal: Int, factor: Fr)]) -> (Int, Fr)? {
            let terms = part.filter { $0.signal != 0 }
            guard terms.count == 1, let inverse = terms[0].factor.inverted() else { return nil }
            let constant = part.first { $0.signal == 0 }?.factor ?? .zero
            return (terms[0].signal, -constant * inverse)
        }
        guard let (first, one) = root(constraint.a), let (second, two) = root(constraint.b), first == second else {
            return
        }
        if one == two { determine(first) }
        let (left, right) = (one.canonicalWords, two.canonicalWords)
        limit(first, to: left < right ? right : left)
    }

    /// A product of two bounded factors bounds a single signal on the other side.
    private mutating func limitProduct(_ constraint: FlatConstraint) {
        guard constraint.a.count == 1, constraint.b.count == 1, constraint.c.count == 1,
            constraint.a[0].factor * constraint.b[0].factor == constraint.c[0].factor,
            let left = upper[constraint.a[0].signal], let right = upper[constraint.b[0].signal],
            left.bitWidth + right.bitWidth <= 253
        else { return }
        let product = (Fr(canonicalWords: left) ?? .zero) * (Fr(canonicalWords: right) ?? .zero)
        limit(constraint.c[0].signal, to: product.canonicalWords)
    }

    /// A sum that equals something determined.
    private mutating func solve(_ terms: [(signal: Int, factor: Fr)], hasOtherKnownPart: Bool) {
        let open = terms.filter { !isDetermined[$0.signal] }
        if open.count == 1 {
            determine(open[0].signal)
        } else if open.count > 1, isPositional(open) || isNumberUpToTop(open) {
            for term in open { determine(term.signal) }
        }
        if !hasOtherKnownPart { limitFromSum(terms) }
    }

    /// Whether different digits always give different sums: each weight is above all that lies below it, and the whole
    /// stays below the prime.
    func isPositional(_ terms: [(signal: Int, factor: Fr)]) -> Bool {
        for term in terms where upper[term.signal] == nil { return false }
        // Weights are relative to one of the terms: try the first and the last as the unit.
        for unit in [terms[0].factor, terms[terms.count - 1].factor] {
            guard let inverse = unit.inverted() else { continue }
            if isPositional(terms, scale: inverse) { return true }
        }
        return false
    }

    private func isPositional(_ terms: [(signal: Int, factor: Fr)], scale: Fr) -> Bool {
        var weighted: [(weight: FourWords, bound: FourWords)] = []
        for term in terms {
            let weight = term.factor * scale
            let (positive, negative) = (weight.canonicalWords, (-weight).canonicalWords)
            // A difference of two digits has either sign, so only the size of the weight matters.
            weighted.append((positive < negative ? positive : negative, upper[term.signal] ?? .zero))
        }
        weighted.sort { $0.weight < $1.weight }
        var total = FourWords.zero
        for (weight, bound) in weighted {
            guard total < weight, let part = Self.product(weight, bound) else { return false }
            // Both are below the prime, which is below 2^254: nothing is carried.
            total = total.adding(part).sum
            guard total < Fr.modulusWords else { return false }
        }
        return true
    }

    /// The product of two integers below the prime, nil where it may not be below it.
    static func product(_ left: FourWords, _ right: FourWords) -> FourWords? {
        let one = FourWords(1, 0, 0, 0)
        if right == one { return left }
        if left == one { return right }
        // Below 2^253, which is below the prime.
        guard left.bitWidth + right.bitWidth <= 253 else { return nil }
        return ((Fr(canonicalWords: left) ?? .zero) * (Fr(canonicalWords: right) ?? .zero)).canonicalWords
    }

    /// `s = sum of positive multiples of bounded signals` bounds s.
    private mutating func limitFromSum(_ terms: [(signal: Int, factor: Fr)]) {
        let unbounded = terms.filter { $0.signal != 0 && upper[$0.signal] == nil }
        if let only = unbounded.first {
            if unbounded.count == 1 { limit(only, from: terms) }
            return
        }
        // A signal that has a bound already can get a lower one: the one whose sign is opposite to all others.
        let isNegative = terms.map { term in
            let canonical = term.factor.canonicalWords
            return Fr.modulusWords < canonical.adding(canonical).sum
        }
        for sign in [false, true] {
            let places = isNegative.indices.filter { isNegative[$0] == sign }
            guard places.count == 1, let place = places.first, terms[place].signal != 0 else { continue }
            limit(terms[place], from: terms)
        }
    }

    private mutating func limit(
        _ target: (signal: Int, factor: Fr), from terms: [(signal: Int, factor: Fr)]
    ) {
        guard let inverse = (-target.factor).inverted() else { return }
        var total = FourWords.zero
        for term in terms where term.signal != target.signal {
            let weight = (term.factor * inverse).canonicalWords
            guard let part = Self.product(weight, upper[term.signal] ?? .zero) else { return }
            total = total.adding(part).sum
            guard total < Fr.modulusWords else { return }
        }
        limit(target.signal, to: total)
    }

    /// `factor * s = known` determines s where the source says that the factor is not zero.
    private mutating func divide(_ constraint: FlatConstraint) {
        guard assumesFactors || LintAnnotation.saysNotZero(constraint.place, flat.circuit.sources) else { return }
        let open = constraint.signals.filter { !isDetermined[$0] }
        guard open.count == 1, let signal = open.first, !constraint.c.contains(where: { $0.signal == signal }) else {
            return
        }
        let (isInA, isInB) = (
            constraint.a.contains { $0.signal == signal }, constraint.b.contains { $0.signal == signal }
        )
        if isInA != isInB { determine(signal) }
    }

    /// `x * y = 0` with another constraint that makes y a fixed value where x is zero: y follows from x.
    private mutating func zeroTest(_ constraint: FlatConstraint) {
        guard constraint.c.isEmpty else { return }
        for (factor, other) in [(constraint.a, constraint.b), (constraint.b, constraint.a)] {
            guard other.count == 1, other[0].signal != 0, !isDetermined[other[0].signal],
                factor.allSatisfy({ isDetermined[$0.signal] })
            else { continue }
            let result = other[0].signal
            for number in constraintsOfSignal[result] {
                let partner = flat.constraints[Int(number)]
                guard isZeroTestPartner(partner, factor: factor, result: result),
                    let constant = partner.c.first(where: { $0.signal == 0 })?.factor,
                    let inverse = partner.c.first(where: { $0.signal == result })?.factor.inverted()
                else { continue }
                limit(result, to: (-constant * inverse).canonicalWords)
                determine(result)
                return
            }
        }
    }

    /// Whether a constraint is `multiple of factor * anything = constant + multiple of result`.
    private func isZeroTestPartner(
        _ partner: FlatConstraint, factor: [(signal: Int, factor: Fr)], result: Int
    ) -> Bool {
        guard partner.c.count == 2, partner.c.contains(where: { $0.signal == 0 }),
            partner.c.contains(where: { $0.signal == result })
        else { return false }
        return isMultiple(partner.a, of: factor) || isMultiple(partner.b, of: factor)
    }

    private func isMultiple(_ left: [(signal: Int, factor: Fr)], of right: [(signal: Int, factor: Fr)]) -> Bool {
        guard left.count == right.count, !left.isEmpty else { return false }
        for (one, two) in zip(left, right) {
            guard one.signal == two.signal, one.factor * right[0].factor == two.factor * left[0].factor else {
                return false
            }
        }
        return true
    }
}
