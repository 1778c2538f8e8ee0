import Circom
import ConstraintSystem
import FiniteFields
import TestSupport
import Testing
import Workbench

@Suite struct WitnessProgramTests {
    private let shapes = """
        pragma circom 2.2.0;
        bus Point() { signal x; signal y; }
        template Main() {
            signal input a; signal input b[2][2]; input Point() p;
            signal output out;
            assert(a != 3);
            a * a === b[0][0] + 6;
            out <== b[0][1] + b[1][0] * b[1][1] + p.x - p.y;
        }
        component main = Main();
        """

    private func result(_ json: String) throws -> String {
        try CircuitFixture.witness(try CircuitFixture.compile(shapes), json)[1].decimal
    }

    @Test func inputsMayBeNestedFlatDecimalHexadecimalOrNegative() throws {
        #expect(try result(#"{"a": 4, "b": [["10", 2], ["0x3", 4]], "p": {"x": 20, "y": -1}}"#) == "35")
        #expect(try result(#"{"a": "-4", "b": [10, 2, 3, 4], "p": {"y": 0, "x": "0"}}"#) == "14")
    }

    @Test(arguments: [
        (#"{"b": [[1, 2], [3, 4]], "p": {"x": 1, "y": 1}}"#, WitnessError.inputMissing("a")),
        (#"{"a": 4, "b": [[10, 2], [3, 4]], "p": {"x": 1, "y": 1}, "c": 1}"#, .inputUnknown("c")),
        (
            #"{"a": 4, "b": [[10, 2], [3]], "p": {"x": 1, "y": 1}}"#,
            .inputShape(name: "b[1]", expected: "an array of 2 numbers")
        ),
        (
            #"{"a": 4, "b": [10, 2, 3], "p": {"x": 1, "y": 1}}"#,
            .inputShape(name: "b", expected: "an array of 2 x 2 numbers")
        ),
        (
            #"{"a": 4, "b": [[10, 2], [3, [4]]], "p": {"x": 1, "y": 1}}"#,
            .inputShape(name: "b[1][1]", expected: "one number")
        ),
        (#"{"a": 4, "a": 4}"#, .inputTwice(name: "a", offset: 9)),
        (#"{"p": {"x": 1, "x": 1}}"#, .inputTwice(name: "x", offset: 15)),
        (#"{"a": 007}"#, .inputNumberNotJSON(offset: 6)),
        (#"{"a": 0x1f}"#, .inputNumberNotJSON(offset: 6)),
        (#"{"a": [-0x1]}"#, .inputNumberNotJSON(offset: 7)),
        (#"{"a": -}"#, .inputNumberNotJSON(offset: 6)),
        (#"{"a": 1e}"#, .inputNumberNotJSON(offset: 6)),
        (#"{"a": 1e3, "b": 0, "p": 0}"#, .inputNotANumber(name: "a")),
        (#"{"a": [4], "b": [[10, 2], [3, 4]], "p": {"x": 1, "y": 1}}"#, .inputShape(name: "a", expected: "one number")),
        (#"{"a": 4, "b": [[10, 2], [3, 4]], "p": {"x": 1}}"#, .inputMissing("p.y")),
        (#"{"a": 1.5, "b": [[10, 2], [3, 4]], "p": {"x": 1, "y": 1}}"#, .inputNotANumber(name: "a")),
        (#"{"a": "four", "b": [[10, 2], [3, 4]], "p": {"x": 1, "y": 1}}"#, .inputNotANumber(name: "a")),
        (#"{"a": 4,"#, .inputNotJSON(offset: 8)),
    ])
    func unusableInputsAreNamed(_ json: String, _ expected: WitnessError) throws {
        #expect(throws: expected) { try result(json) }
    }

    @Test func failedChecksNameTemplateLineAndValues() throws {
        #expect(
            throws: WitnessError.checkFailed(
                template: "Main()", place: "main.circom:6", detail: "an assertion is false")
        ) { try result(#"{"a": 3, "b": [[3, 2], [3, 4]], "p": {"x": 1, "y": 1}}"#) }
        #expect(
            throws: WitnessError.checkFailed(
                template: "Main()", place: "main.circom:7", detail: "25 === 16 does not hold")
        ) { try result(#"{"a": 5, "b": [[10, 2], [3, 4]], "p": {"x": 1, "y": 1}}"#) }
    }

    @Test func logLinesAreThoseOfTheOfficialProgram() throws {
        let program = try WitnessProgram(try CircuitFixture.simplified("logassert", .none))
        var run = WitnessRun(program)
        _ = try run.wires(inputs: CircuitFixture.input("logassert").values(for: program))
        #expect(
            run.logLines.first
                == "n = 3 x = 21888242871839275222246405745257275088548364400416034343698204186575808495616")
        #expect(run.logLines[1...3] == ["partial 0 1", "partial 1 3", "partial 2 6"])
        #expect(run.logLines.last == "done")
    }

    @Test func truncatedProgramsAreRefused() throws {
        let bytes = try WitnessProgram(CircuitFixture.simplified("funcs", .none)).bytes()
        for count in 0..<bytes.count {
            #expect(throws: WitnessError.self) { try WitnessProgram(bytes: Array(bytes[..<count])) }
        }
    }

    @Test func damagedProgramsEndWithAnErrorOrAWitness() throws {
        let corpus = try ["funcs", "hints", "buses", "tuples"].map {
            try WitnessProgram(CircuitFixture.simplified($0, .none)).bytes()
        }
        let seed: UInt64 = 11
        var mutator = ByteMutator(seed: seed, corpus: corpus)
        var limits = WitnessRun.WitnessLimits()
        limits.operationsMax = 100_000
        limits.cellsMax = 1 << 16
        var accepted = 0
        for _ in 0..<20_000 {
            guard let program = try? WitnessProgram(bytes: mutator.next()), program.labelCount < 1 << 16 else {
                continue
            }
            accepted += 1
            var run = WitnessRun(program, limits: limits)
            let count = program.inputs.reduce(0) { $0 + $1.shape.count }
            _ = try? run.wires(inputs: (0..<count).map { _ in Fr(7) })
        }
        #expect(accepted > 0, "seed \(seed)")
    }

    @Test func damagedSourcesCompileOrAreRefused() throws {
        let corpus = try CircuitFixture.programs.map { name in
            try #require(FileSources().contents(CircuitFixture.source(name), bytesMax: 1 << 20))
        }
        let seed: UInt64 = 3
        var soak = MutationSoak(corpus: corpus, seed: seed)
        let outcome = soak.run(count: 20_000)
        #expect(outcome.compiled + outcome.refused == outcome.sources, "seed \(seed)")
        #expect(outcome.compiled > 100, "seed \(seed)")
    }

    @Test func damagedFilesAreUsedToTheEndOrRefused() throws {
        let seed: UInt64 = 5
        var soak = try FileMutationSoak(FileMutationSoak.cases, libraries: [CircuitFixture.library], seed: seed)
        let outcome = soak.run(count: 20_000)
        #expect(outcome.total == 20_000, "seed \(seed)")
        #expect(outcome.documentsAccepted > 20, "seed \(seed)")
        #expect(outcome.constraintFilesAccepted > 20, "seed \(seed)")
    }
}
