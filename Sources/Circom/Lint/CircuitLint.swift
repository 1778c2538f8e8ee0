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
        examineComponents(of: template, uses)
        for block in template.wires { examine(block, of: template, flat, proof, uses) }
        if seeksEvidence { addEvidence(to: first..<findings.count, instance, flat, proof) }
    }

    /// Components with a single output, such as a comparison, are there for that output; only checks have none.
    private mutating func examineComponents(of template: TemplateInstance, _ uses: [Int]) {
        for child in template.children { examineInputs(of: child, in: template, uses) }
        for child in template.children where circuit.instances[child.instance].outputCount == 1 {
            guard uses[child.offset + 1] == 0 else { continue }
            let output = circuit.instances[child.instance].wires.first { $0.kind == .output }
            findings.append(
                LintFinding(
                    kind: .unused, template: template.title, signal: child.name,
                    message: "nothing uses the output of the component \(child.name)", place: output?.place ?? .nowhere)
            )
        }
    }

    /// An input of a component that no constraint of the template has, such as one assigned with `<--`, ties the component to
    /// nothing.
    private mutating func examineInputs(of child: Child, in template: TemplateInstance, _ uses: [Int]) {
        for block in circuit.instances[child.instance].wires where block.kind == .input {
            let base = child.offset + block.base
            let unused = (base..<base + block.count).filter { uses[$0] == 0 }
            guard !unused.isEmpty else { continue }
            let name = child.name + "." + circuit.names[block.name]
            let which = block.count == 1 ? "the input" : "\(unused.count) of \(block.count) signals of the input"
            findings.append(
                LintFinding(
                    kind: .unconstrained, template: template.title, signal: name,
                    message: "no constraint of the template has \(which) \(name) of its component", place: block.place))
        }
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
        if let bits = promisedBits(block) {
            let wide = range.filter { uses[$0] > 0 && (proof.bound(of: $0)?.bitWidth ?? 256) > bits }
            report(.outOfRange, wide, block, template)
        }
        guard block.kind == .intermediate, !LintAnnotation.saysAnySolution(block.place, circuit.sources) else { return }
        let unused = range.filter { uses[$0] == 1 && proof.isDetermined[$0] }
        report(.unused, unused, block, template)
    }

    /// The bits that a tag promises: one for `binary`, the value of `maxbits`.
    private func promisedBits(_ block: WireBlock) -> Int? {
        for (tag, value) in block.tags {
            switch circuit.names[tag] {
            case "binary": return 1
            case "maxbits": if let bits = value?.smallInteger { return bits }
            default: continue
            }
        }
        return nil
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
        guard let first = signals.first else { return }
        let name = circuit.names[block.name]
        let which =
            block.count == 1
            ? name : "\(signals.count) of \(block.count) signals of \(name), the first at \(first - block.base)"
        let message: String
        switch kind {
        case .undetermined: message = "the inputs do not determine \(which)"
        case .unconstrained: message = "no constraint of the template has \(which)"
        case .outOfRange: message = "the constraints do not enforce the range that the tag of \(which) promises"
        case .unused: message = "nothing uses \(which) besides the constraint that defines it"
        case .customGate: message = "no constraint binds \(which)"
        }
        findings.append(
            LintFinding(kind: kind, template: template.title, signal: name, message: message, place: block.place))
    }
}
