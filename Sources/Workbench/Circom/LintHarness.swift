internal import Circom
internal import FiniteFields
internal import Foundation
internal import Synchronization

/// Measures the lint on mechanical mutants: every `<==` weakened, every `===` and every check removed, one at a time.
///
/// A mutant counts as unsound only when that is shown: by a second solution with the same inputs and other outputs, or, for
/// templates that only check, by inputs that the original refuses and the mutant accepts. A mutant counts as reported when
/// the lint says something that it does not say of the original.
package struct LintHarness {
    /// A template with parameters and inputs that satisfy it.
    package struct Case: Sendable {
        package var name: String
        /// The include and the call, such as `bits.circom` and `Bits(8)`.
        package var include: String
        package var call: String
        package var inputs: String

        package init(_ include: String, _ call: String, inputs: String) {
            name = String(call.prefix { $0 != "(" })
            self.include = include
            self.call = call
            self.inputs = inputs
        }

        var source: String { "pragma circom 2.1.0;\ninclude \"\(include)\";\ncomponent main = \(call);\n" }
    }

    package struct Result: Sendable, Encodable {
        package var template: String
        package var falseAlarms: Int
        /// What the lint says of the original.
        package var findings: [String] = []
        package var mutants = 0
        /// Mutants that were shown to be unsound, and how many of them are reported.
        package var unsound = 0
        package var reported = 0
        /// Mutants that are reported without having been shown to be unsound.
        package var reportedOnly = 0
        package var survivors: [String] = []
    }

    /// Signals that all tries together may fill in: large templates get fewer tries.
    private static let workMax = 400_000

    private let libraries: [String]
    private let tries: Int

    package init(libraries: [String], tries: Int = 400) {
        self.libraries = libraries
        self.tries = tries
    }

    /// Runs cases on all processors; a case that does not compile has no result.
    ///
    /// - Parameter progress: Gets how many cases are done, one call at a time.
    package func run(_ cases: [Case], progress: (@Sendable (Int) -> Void)? = nil) -> [Result?] {
        let state = Mutex((results: [Result?](repeating: nil, count: cases.count), done: 0))
        DispatchQueue.concurrentPerform(iterations: cases.count) { index in
            let result = run(cases[index])
            state.withLock { state in
                state.results[index] = result
                state.done += 1
                progress?(state.done)
            }
        }
        return state.withLock { $0.results }
    }

    package func run(_ test: Case) -> Result? {
        let sources = OverlaySources(source: test.source)
        guard let original = try? CircomCompiler.compile("main.circom", sources: sources, libraries: libraries) else {
            return nil
        }
        let baseline = Self.keys(original)
        let lint = CircuitLint.run(original, seeksEvidence: false)
        var result = Result(template: test.call, falseAlarms: Set(lint.findings.map(\.message)).count)
        result.findings = Set(lint.findings.map { "\($0.template): \($0.message)" }).sorted()
        let mutations = CircomCompiler.mutations(
            of: test.name, in: "main.circom", sources: sources, libraries: libraries)
        for (mutation, place) in mutations {
            guard
                let mutant = try? CircomCompiler.compile(
                    "main.circom", sources: sources, libraries: libraries, mutation: mutation)
            else { continue }
            result.mutants += 1
            let isReported = !Self.keys(mutant).subtracting(baseline).isEmpty
            let isUnsound = isUnsound(mutant, original: original, test)
            if isUnsound {
                result.unsound += 1
                if isReported {
                    result.reported += 1
                } else {
                    result.survivors.append("\(mutation.title) at \(mutant.sources.location(of: place))")
                }
            } else if isReported {
                result.reportedOnly += 1
            }
        }
        return result
    }

    /// What the lint says, also under the assumption that no divisor is zero: where a template divides by what may be zero,
    /// its outputs are open in the original too, and only the assumption shows what else a mutant loses.
    private static func keys(_ circuit: Circuit) -> Set<String> {
        var result: Set<String> = []
        for assumesFactors in [false, true] {
            let lint = CircuitLint.run(circuit, assumesFactors: assumesFactors, seeksEvidence: false)
            result.formUnion(lint.findings.map { "\(assumesFactors) \($0.kind) \($0.template) \($0.message)" })
        }
        return result
    }

    private func isUnsound(_ mutant: Circuit, original: Circuit, _ test: Case) -> Bool {
        guard let document = try? InputDocument(json: Array(test.inputs.utf8)),
            let honest = Self.witness(mutant, document)
        else { return false }
        if var search = SoundnessSearch(mutant, seed: 1),
            search.secondSolution(honest: honest, tries: min(tries, 20 + Self.workMax / honest.count)) != nil
        {
            return true
        }
        return acceptsMore(mutant, original: original, document)
    }

    /// Whether the mutant accepts changed inputs that the original refuses.
    private func acceptsMore(_ mutant: Circuit, original: Circuit, _ document: InputDocument) -> Bool {
        let programs = [original, mutant].compactMap {
            try? WitnessProgram(Simplifier.simplify($0, level: .none))
        }
        guard programs.count == 2, let values = try? document.values(for: programs[0]),
            let search = SoundnessSearch(mutant, seed: 2)
        else {
            return false
        }
        for index in values.indices {
            for change in [Fr.one - values[index], values[index] + .one, -Fr.one, Fr(1 << 40)] {
                var inputs = values
                inputs[index] = change
                var first = WitnessRun(programs[0])
                guard (try? first.wires(inputs: inputs)) == nil else { continue }
                var second = WitnessRun(programs[1])
                guard let wires = try? second.wires(inputs: inputs), search.isSolution(wires) else { continue }
                return true
            }
        }
        return false
    }

    private static func witness(_ circuit: Circuit, _ document: InputDocument) -> [Fr]? {
        guard let program = try? WitnessProgram(Simplifier.simplify(circuit, level: .none)),
            let inputs = try? document.values(for: program)
        else { return nil }
        var run = WitnessRun(program)
        return try? run.wires(inputs: inputs)
    }
}

/// One source in memory, everything else from disk.
struct OverlaySources: SourceProvider {
    let source: String
    private let files = FileSources()

    init(source: String) { self.source = source }

    func canonicalPath(_ path: String) -> String? { path == "main.circom" ? path : files.canonicalPath(path) }

    func contents(_ canonicalPath: String, bytesMax: Int) -> [UInt8]? {
        canonicalPath == "main.circom" ? Array(source.utf8) : files.contents(canonicalPath, bytesMax: bytesMax)
    }
}
