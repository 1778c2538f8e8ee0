internal import FiniteFields

/// What the lint says about one signal or one wire of a template.
package struct LintFinding: Sendable, Hashable {
    package enum Kind: String, Sendable {
        /// The inputs do not determine the signal, as far as the lint can show.
        case undetermined
        /// The signal stands in no constraint at all.
        case unconstrained
        /// The signal is computed and used by nothing: a constraint on it may be missing.
        case unused
        /// The signal's tag promises a range that the constraints do not enforce, as far as the lint can show.
        case outOfRange
        /// The template is a custom gate, of which no constraint says anything.
        case customGate
    }

    package var kind: Kind
    /// The template with its arguments.
    package var template: String
    /// The declared name, with the elements that are concerned.
    package var signal: String
    package var message: String
    package var place: SourceRange
    /// What a search at sampled witnesses found about the signals, for `undetermined` ones of small templates.
    package var evidence: LintEvidence?
}

/// Finds signals that nothing, or not enough, constrains.
///
/// Every template instance is looked at for itself, with arbitrary inputs: its outputs, and its own signals, must follow
/// from the inputs. The one exception are inverses in zero tests, which are free where the tested value is zero. A wire
/// with the tag `binary`, or with a value for the tag `maxbits`, must be in that range.
package struct CircuitLint {
    private let circuit: Circuit
    private let constraintsMax: Int
    private let assumesFactors: Bool
    private let seeksEvidence: Bool
    /// The instances whose outputs were shown to follow from their inputs.
    private var functional: Set<Int> = []
    package private(set) var findings: [LintFinding] = []
    /// The digest of the constraints of each instance, by its title.
    package private(set) var fingerprints: [String: String] = [:]
    /// Instances that are too large to be looked at.
    package private(set) var skipped: [String] = []

    /// Runs the lint over all templates of a circuit.
    ///
    /// - Parameters:
    ///   - constraintsMax: The largest instance, with its components, that is flattened.
    ///   - assumesFactors: Whether the factor of every `factor * signal === value` counts as not zero.
    ///   - seeksEvidence: Whether undetermined signals of small templates are tried at sampled witnesses.
    ///   - progress: Gets the title and the number of each template instance that is begun.
    package static func run(
        _ circuit: Circuit, constraintsMax: Int = 200_000, assumesFactors: Bool = false, seeksEvidence: Bool = true,
        progress: ((_ template: String, _ number: Int) -> Void)? = nil
    ) -> CircuitLint {
        var lint = CircuitLint(
            circuit: circuit, constraintsMax: constraintsMax, assumesFactors: assumesFactors,
            seeksEvidence: seeksEvidence)
        let fingerprints = InstanceFingerprint.all(of: circuit)
        for instance in circuit.instances.indices {
            progress?(circuit.instances[instance].title, instance + 1)
            lint.fingerprints[circuit.instances[instance].title] = fingerprints[instance]
            if circuit.instances[instance].gate != nil {
                lint.reportGate(circuit.instances[instance])
            } else if LintCertificates.reasons[fingerprints[instance]] != nil {
                lint.functional.insert(instance)
            } else {
                lint.examine(instance)
            }
        }
        return lint
    }

    private init(circuit: Circuit, constraintsMax: Int, assumesFactors: Bool, seeksEvidence: Bool) {
        self.circuit = circuit
        self.constraintsMax = constraintsMax
        self.assumesFactors = assumesFactors
        self.seeksEvidence = seeksEvidence
    }

    /// The outputs of a custom gate count as undetermined in every template that uses it.
    private mutating func reportGate(_ template: TemplateInstance) {
        let outputs = template.wires.filter { $0.kind == .output }.map { circuit.names[$0.name] }
        let place = template.wires.first { $0.kind == .output }?.place ?? template.wires.first?.place ?? .nowhere
        findings.append(
            LintFinding(
                kind: .customGate, template: template.title, signal: outputs.joined(separator: ", "),
                message:
                    "no constraint binds the signals of a custom template: only a proof system that knows the gate does",
                place: place))
    }

    private mutating func examine(_ instance: Int) {
        guard let flat = FlatInstance(circuit, instance, constraintsMax: constraintsMax) else {
            skipped.append(circuit.instances[instance].title)
            return
        }
        var proof = DeterminacyProof(flat, functional: functional, assumesFactors: assumesFactors)
        proof.run()
        let template = circuit.instances[instance]
        if (1..<template.outputCount + 1).allSatisfy({ proof.isDetermined[$0] }) { functional.insert(instance) }
        var uses = Array(repeating: 0, count: template.signalCount + 1)
        for constraint in flat.constraints where constraint.isOwn {
            for signal in constraint.signals { uses[signal] += 1 }
        }
        let first = findings.count
        examineComponents(of: template, flat, proof, uses)
        for block in template.wires { examine(block, of: template, flat, proof, uses) }
        if seeksEvidence { addEvidence(to: first..<findings.count, instance, flat, proof) }
    }

    /// Components whose output is a single signal, such as a comparison, are there for that output; only checks have none.
    private mutating func examineComponents(
        of template: TemplateInstance, _ flat: FlatInstance, _ proof: DeterminacyProof, _ uses: [Int]
    ) {
        examineInputs(of: template, flat, proof, uses)
        for child in template.children where circuit.instances[child.instance].outputCount == 1 {
            let output = circuit.instances[child.instance].wires.first { $0.kind == .output }
            // An array that has a single element at this size was not declared for that element.
            guard uses[child.offset + 1] == 0, output?.dimensions.isEmpty ?? true,
                !template.droppedSignals.contains(child.offset + 1)
            else { continue }
            findings.append(
                LintFinding(
                    kind: .unused, template: template.title, signal: child.name,
                    message: "nothing uses the output of the component \(child.name)", place: output?.place ?? .nowhere)
            )
        }
    }

    /// An input of a component that no constraint of the template has, such as one assigned with `<--`, ties the component to
    /// nothing; one that the template's constraints do not determine ties it to too little.
    private mutating func examineInputs(
        of template: TemplateInstance, _ flat: FlatInstance, _ proof: DeterminacyProof, _ uses: [Int]
    ) {
        var inputs: [(name: String, range: Range<Int>, place: SourceRange)] = []
        for child in template.children {
            for block in circuit.instances[child.instance].wires where block.kind == .input {
                let base = child.offset + block.base
                inputs.append((child.name + "." + circuit.names[block.name], base..<base + block.count, block.place))
            }
        }
        for input in inputs {
            let unused = input.range.filter { uses[$0] == 0 }
            guard !unused.isEmpty else { continue }
            let count = input.range.count
            let which = count == 1 ? "the input" : "\(unused.count) of \(count) signals of the input"
            findings.append(
                LintFinding(
                    kind: .unconstrained, template: template.title, signal: input.name,
                    message: "no constraint of the template has \(which) \(input.name) of its component",
                    place: input.place))
        }
        let open = openInputs(inputs.flatMap { $0.range.filter { uses[$0] > 0 && !proof.isDetermined[$0] } }, flat)
        for input in inputs {
            let undetermined = input.range.filter(open.contains)
            report(.undetermined, undetermined, of: input.name, Array(input.range), at: input.place, template)
        }
    }

    /// The inputs of components that the template's own constraints leave open also where all other signals are given: an open
    /// signal that an input is made from is a finding of its own, and the input is none.
    private func openInputs(_ inputs: [Int], _ flat: FlatInstance) -> Set<Int> {
        var open = Set(inputs)
        var count = -1
        while !open.isEmpty, open.count != count {
            count = open.count
            for constraint in flat.constraints where constraint.isOwn {
                let isProductGiven = (constraint.a + constraint.b).allSatisfy { !open.contains($0.signal) }
                let left = constraint.c.filter { open.contains($0.signal) }
                if left.count == 1, constraint.isLinear || isProductGiven { open.remove(left[0].signal) }
            }
        }
        return open
    }

    /// Tries the open signals of a template at sampled witnesses.
    private mutating func addEvidence(
        to range: Range<Int>, _ instance: Int, _ flat: FlatInstance, _ proof: DeterminacyProof
    ) {
        guard range.contains(where: { findings[$0].kind == .undetermined }),
            let search = EvidenceSearch(circuit, instance, flat)
        else { return }
        let blocks = flat.template.wires
        let open = blocks.flatMap { $0.base..<$0.base + $0.count }.filter { !proof.isDetermined[$0] }
        let evidence = search.run(open: open)
        for index in range where findings[index].kind == .undetermined {
            guard
                let block = blocks.first(where: {
                    $0.place == findings[index].place
                        && circuit.names[$0.name] == findings[index].signal
                })
            else { continue }
            let found = (block.base..<block.base + block.count).compactMap { evidence[$0] }
            findings[index].evidence = found.max { $0.strength < $1.strength }
        }
    }

    private mutating func examine(
        _ block: WireBlock, of template: TemplateInstance, _ flat: FlatInstance, _ proof: DeterminacyProof,
        _ uses: [Int]
    ) {
        let range = block.base..<block.base + block.count
        let unconstrained = range.filter { uses[$0] == 0 }
        report(.unconstrained, unconstrained, block, template)
        guard block.kind != .input else { return }
        let open = range.filter { signal in
            guard !proof.isDetermined[signal], uses[signal] > 0 else { return false }
            return block.kind == .output || !isInverse(signal, flat, proof)
        }
        report(.undetermined, open, block, template)
        for promise in TagPromise.all(of: block, circuit) {
            let wide = promise.signals.filter { uses[$0] > 0 && (proof.bound(of: $0)?.bitWidth ?? 256) > promise.bits }
            report(.outOfRange, wide, of: promise.name, promise.signals, at: block.place, template)
        }
        guard block.kind == .intermediate, !LintAnnotation.saysAnySolution(block.place, circuit.sources) else { return }
        let unused = range.filter { uses[$0] == 1 && proof.isDetermined[$0] }
        report(.unused, unused, block, template)
    }

    /// Whether a signal stands only in constraints `known factor * signal = …`, as the inverse of a zero test does.
    private func isInverse(_ signal: Int, _ flat: FlatInstance, _ proof: DeterminacyProof) -> Bool {
        for constraint in flat.constraints where constraint.signals.contains(signal) {
            guard !constraint.c.contains(where: { $0.signal == signal }) else { return false }
            let isInA = constraint.a.contains { $0.signal == signal }
            let (own, factor) = isInA ? (constraint.a, constraint.b) : (constraint.b, constraint.a)
            guard own.count == 1, !factor.isEmpty, factor.allSatisfy({ proof.isDetermined[$0.signal] }),
                constraint.c.allSatisfy({ proof.isDetermined[$0.signal] })
            else { return false }
        }
        return true
    }

    private mutating func report(
        _ kind: LintFinding.Kind, _ signals: [Int], _ block: WireBlock, _ template: TemplateInstance
    ) {
        report(
            kind, signals, of: circuit.names[block.name], Array(block.base..<block.base + block.count),
            at: block.place, template)
    }

    /// Reports some of the signals that a name stands for.
    private mutating func report(
        _ kind: LintFinding.Kind, _ signals: [Int], of name: String, _ all: [Int], at place: SourceRange,
        _ template: TemplateInstance
    ) {
        guard let first = signals.first, let position = all.firstIndex(of: first) else { return }
        let which =
            all.count == 1
            ? name : "\(signals.count) of \(all.count) signals of \(name), the first at \(position)"
        let message: String
        switch kind {
        case .undetermined: message = "the inputs do not determine \(which)"
        case .unconstrained: message = "no constraint of the template has \(which)"
        case .outOfRange: message = "the constraints do not enforce the range that the tag of \(which) promises"
        case .unused: message = "nothing uses \(which) besides the constraint that defines it"
        case .customGate: message = "no constraint binds \(which)"
        }
        findings.append(
            LintFinding(kind: kind, template: template.title, signal: name, message: message, place: place))
    }
}
