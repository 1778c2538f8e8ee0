import Circom
import ConstraintSystem
import FiniteFields
import Foundation
import Testing

@Suite struct OfficialOutputTests {
    @Test("without simplification, files equal the official ones", arguments: CircuitFixture.programs)
    func unsimplifiedFilesAreEqual(_ name: String) throws {
        let circuit = try CircuitFixture.simplified(name, .none)
        #expect(try circuit.constraintBytes() == CircuitFixture.bytes(name, .none, "r1cs"))
        #expect(circuit.symbolBytes() == (try CircuitFixture.bytes(name, .none, "sym")))
        let program = try WitnessProgram(circuit)
        var run = WitnessRun(program)
        let wires = try run.wires(inputs: CircuitFixture.input(name).values(for: program))
        #expect(try WitnessFile.bytes(of: Witness(values: wires)) == CircuitFixture.bytes(name, .none, "wtns"))
    }

    @Test("level 1 has the official constraints and wires", arguments: CircuitFixture.programs)
    func equalitiesAreRemovedAsOfficially(_ name: String) throws {
        let ours = try CircuitFixture.simplified(name, .equalities).system()
        let official = try R1CSFile.read(bytes: CircuitFixture.bytes(name, .equalities, "r1cs"))
        #expect(ours.wireLabels == official.wireLabels)
        #expect(ours.labelCount == official.labelCount)
        #expect(NormalConstraint.all(ours) == NormalConstraint.all(official))
    }

    @Test("level 2 has no more constraints and wires than officially", arguments: CircuitFixture.programs)
    func linearConstraintsAreRemoved(_ name: String) throws {
        let circuit = try CircuitFixture.simplified(name, .linear)
        let official = try R1CSFile.read(bytes: CircuitFixture.bytes(name, .linear, "r1cs"))
        #expect(circuit.constraintCount <= official.constraintCount)
        #expect(circuit.wireCount <= official.wires.total)
    }

    @Test("witnesses satisfy every level", arguments: CircuitFixture.programs, SimplificationLevel.allCases)
    func witnessesSatisfy(_ name: String, _ level: SimplificationLevel) throws {
        let circuit = try CircuitFixture.simplified(name, level)
        let program = try WitnessProgram(bytes: WitnessProgram(circuit).bytes())
        #expect(program == (try WitnessProgram(circuit)))
        var run = WitnessRun(program)
        let wires = try run.wires(inputs: CircuitFixture.input(name).values(for: program))
        try circuit.system().check(Witness(values: wires))
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var name: String
        /// The official compiler's first diagnostic.
        var official: String
        var testDescription: String { name }
    }

    static func refusals() throws -> [Refusal] {
        let table = try String(
            contentsOf: CircuitFixture.folder("refused").appendingPathComponent("expected.csv"), encoding: .utf8)
        return table.split(separator: "\n").map { line in
            let parts = line.split(separator: ",")
            return Refusal(name: String(parts[0]), official: String(parts[1]))
        }
    }

    @Test("refused programs", arguments: try refusals())
    func verdictsAgree(_ refusal: Refusal) throws {
        let path = try CircuitFixture.folder("refused").appendingPathComponent("\(refusal.name).circom").path
        do throws(CompilationFailure) {
            let circuit = try CircomCompiler.compile(path, sources: FileSources())
            #expect(!refusal.official.hasPrefix("error"))
            if refusal.official.hasPrefix("warning") {
                let code = refusal.official.dropFirst("warning[".count).dropLast()
                #expect(circuit.warnings.contains { $0.code.rawValue == code })
            }
        } catch {
            #expect(refusal.official.hasPrefix("error"))
            let first = try #require(error.diagnostics.first { $0.severity == .error })
            let text = error.sources.rendered(first)
            #expect(text.contains("\(refusal.name).circom:"), "names file and line")
            #expect(text.contains("^"), "has a caret under the place")
            #expect(text.contains("help: "), "says what to do")
        }
    }
}
