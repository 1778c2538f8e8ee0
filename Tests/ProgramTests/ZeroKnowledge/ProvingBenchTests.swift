import ConstraintSystem
import FiniteFields
import Testing
import Workbench

/// The measurement of the prover, at its smallest sizes.
@Suite struct ProvingBenchTests {
    @Test(arguments: ProvingCircuit.Kind.allCases, [7, 8, 10])
    func generatedCircuitsAreSatisfiedAndFillTheirDomain(kind: ProvingCircuit.Kind, sizeLog2: Int) throws {
        let circuit = try ProvingCircuit(kind, sizeLog2: sizeLog2)
        try circuit.system.check(circuit.witness)
        #expect(circuit.system.constraintCount == (1 << sizeLog2) - 8)
        #expect(circuit.system.wires.publicSignals == 2)
        #expect(try ProvingCircuit(kind, sizeLog2: sizeLog2).system == circuit.system)
        // A circuit for measuring must still fix its output.
        var witness = circuit.witness
        witness.values[1] += .one
        #expect(throws: ConstraintSystemError.self) { try circuit.system.check(witness) }
    }

    @Test func bitsAreMostlyBits() throws {
        let circuit = try ProvingCircuit(.bits, sizeLog2: 12)
        let bits = circuit.witness.values.count { $0 == .zero || $0 == .one }
        #expect(100 * bits > 95 * circuit.witness.values.count)
    }

    @Test func theReportHasAnEntryForEachCircuit() throws {
        let options = ProvingBench.Options(sizesLog2: [7, 8], threads: 2, batch: 20, repetitions: 1)
        var notes: [String] = []
        let report = try ProvingBench(options: options).run { notes.append($0) }
        #expect(report.prove.map(\.size) == [128, 256, 128, 256])
        #expect(report.prove.map(\.circuit) == ["poseidon", "poseidon", "bits", "bits"])
        #expect(report.prove.allSatisfy { $0.seconds > 0 && $0.phases.count == 8 })
        #expect(report.verify.map(\.size) == [1, 20])
        #expect(notes.count == 4)
        #expect(report.text.contains("prove bits, domain 128, 2 threads"))
    }

    @Test func reportsAreJoinedInOneObject() throws {
        struct Part: Encodable {
            let pairing: [Int]
        }
        let report = ZeroKnowledgeBenchReport(parts: [Part(pairing: [1]), ProvingBenchReport()])
        #expect(try JSONReport.text(report) == #"{"pairing":[1],"prove":[],"verify":[]}"#)
    }
}
