import Circom
import ConstraintSystem
import FiniteFields
import Foundation
import Testing

/// The official compiler's outputs for small programs (circom 2.2.3, `--r1cs --sym`, and its witness programs).
enum CircuitFixture {
    static let programs = [
        "anon", "arrays", "buses", "comparr", "funcs", "hints", "ifelse", "linear", "logassert", "multidim", "pubs",
        "shifts", "tags", "tuples",
    ]

    static func folder(_ name: String) throws -> URL {
        try #require(Bundle.module.url(forResource: "Vectors/\(name)", withExtension: nil))
    }

    static func source(_ name: String) throws -> String {
        try folder("programs/\(name)").appendingPathComponent("\(name).circom").path
    }

    static func bytes(_ name: String, _ level: SimplificationLevel, _ suffix: String) throws -> [UInt8] {
        let file = try folder("programs/\(name)/O\(level.rawValue)").appendingPathComponent("\(name).\(suffix)")
        return [UInt8](try Data(contentsOf: file))
    }

    static func input(_ name: String) throws -> InputDocument {
        let file = try folder("programs/\(name)").appendingPathComponent("input.json")
        return try InputDocument(json: [UInt8](Data(contentsOf: file)))
    }

    static func simplified(_ name: String, _ level: SimplificationLevel) throws -> SimplifiedCircuit {
        Simplifier.simplify(try CircomCompiler.compile(source(name), sources: FileSources()), level: level)
    }

    /// The folder with the building blocks, found from this file.
    static var library: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("circuits/lib").path
    }

    /// Compiles a text that may include the building blocks.
    static func compile(_ text: String, level: SimplificationLevel = .none) throws -> SimplifiedCircuit {
        Simplifier.simplify(
            try CircomCompiler.compile(
                "main.circom", sources: TestSources(text: text), libraries: [library]), level: level)
    }

    static func witness(_ circuit: SimplifiedCircuit, _ json: String) throws -> [Fr] {
        let program = try WitnessProgram(circuit)
        var run = WitnessRun(program)
        return try run.wires(inputs: InputDocument(json: Array(json.utf8)).values(for: program))
    }

    /// The diagnostics of a program that must not compile.
    static func diagnostics(_ text: String, limits: CompilerLimits = CompilerLimits()) -> [Diagnostic] {
        do throws(CompilationFailure) {
            _ = try CircomCompiler.compile(
                "main.circom", sources: MemorySources(["main.circom": text]), limits: limits)
            return []
        } catch {
            return error.diagnostics
        }
    }
}

/// One text in memory, its includes from disk.
struct TestSources: SourceProvider {
    let text: String
    func canonicalPath(_ path: String) -> String? { path == "main.circom" ? path : FileSources().canonicalPath(path) }
    func contents(_ path: String, bytesMax: Int) -> [UInt8]? {
        path == "main.circom" ? Array(text.utf8) : FileSources().contents(path, bytesMax: bytesMax)
    }
}

/// A constraint without regard to the order of its factors, and to signs and factors.
struct NormalConstraint: Hashable, Comparable {
    var text: String

    init(_ constraint: Constraint, labels: [UInt64]) {
        func terms(_ combination: LinearCombination, _ scale: Fr) -> String {
            combination.terms.sorted { labels[Int($0.wire)] < labels[Int($1.wire)] }
                .map { "\(labels[Int($0.wire)]):\(($0.coefficient * scale).decimal)" }.joined(separator: " ")
        }
        func leading(_ combination: LinearCombination) -> Fr {
            combination.terms.min { labels[Int($0.wire)] < labels[Int($1.wire)] }?.coefficient ?? .one
        }
        func inverse(_ value: Fr) -> Fr { value.inverted() ?? .one }
        guard !constraint.a.terms.isEmpty, !constraint.b.terms.isEmpty else {
            text = terms(constraint.c, inverse(leading(constraint.c)))
            return
        }
        let (first, second) = (inverse(leading(constraint.a)), inverse(leading(constraint.b)))
        let factors = [terms(constraint.a, first), terms(constraint.b, second)].sorted()
        text = factors.joined(separator: " * ") + " = " + terms(constraint.c, first * second)
    }

    static func < (left: NormalConstraint, right: NormalConstraint) -> Bool { left.text < right.text }

    static func all(_ system: R1CS) -> [NormalConstraint] {
        (0..<system.constraintCount).map { NormalConstraint(system[constraint: $0], labels: system.wireLabels) }
            .sorted()
    }
}
