import ConstraintSystem
import EllipticCurves
import FiniteFields
import Groth16
import Testing

/// Keys whose secrets follow from a name.
@Suite struct DevelopmentSetupTests {
    private let circuit: SmallCircuit

    init() throws { circuit = try SmallCircuit.shared.get() }

    @Test(arguments: [1, 2])
    func theSameNameGivesTheSameBytes(threads: Int) throws {
        let again = try DevelopmentSetup.bytes(
            circuit.system, seed: DevelopmentSeed(name: "tests"), threads: threads)
        #expect(again == circuit.keyBytes)
        let other = try DevelopmentSetup.bytes(circuit.system, seed: DevelopmentSeed(name: "test"), threads: threads)
        #expect(other != circuit.keyBytes)
    }

    @Test func theKeyHasSnarkjssFormAndPassesTheChecks() throws {
        let file = try SectionFile(bytes: circuit.keyBytes, kind: ProvingKeySection.kind)
        #expect(file.order == ProvingKeySection.orderOfNewKey.map(\.rawValue))
        try circuit.key.checkPoints(threads: 2)
        // Counts, domain and coefficients do not depend on secrets: they are those of snarkjs's key.
        let snarkjs = try ProvingKey(bytes: VectorFile.bytes("snarkjs-multidim.zkey"))
        #expect(circuit.key.header.wireCount == snarkjs.header.wireCount)
        #expect(circuit.key.header.publicCount == snarkjs.header.publicCount)
        #expect(circuit.key.header.domainSize == snarkjs.header.domainSize)
        #expect(circuit.key.coefficients == snarkjs.coefficients)
        #expect(circuit.key.header.gamma2 == .generator)
    }

    @Test func theKeyIsMarked() throws {
        #expect(try ContributionMark.isForDevelopment(circuit.key))
        let text = String(decoding: circuit.key.contributions, as: UTF8.self)
        #expect(text.hasSuffix("development only: tests"))
    }

    @Test func theListOfContributionsIsReadWithinItsBounds() throws {
        for length in 0..<circuit.key.contributions.count {
            var file = RawFile(circuit.keyBytes)
            file.change(section: 10) { $0 = Array($0.prefix(length)) }
            let key = try ProvingKey(bytes: file.bytes)
            #expect(throws: Groth16Error.file(.truncated)) { try ContributionMark.isForDevelopment(key) }
        }
        var file = RawFile(circuit.keyBytes)
        file.replace(section: 10, at: 64, with: little(UInt32.max))
        let key = try ProvingKey(bytes: file.bytes)
        #expect(throws: Groth16Error.file(.truncated)) { try ContributionMark.isForDevelopment(key) }
    }

    @Test func namesHaveABoundedLength() throws {
        #expect(throws: Groth16Error.seedNameInvalid) { try DevelopmentSeed(name: "") }
        let longest = String(repeating: "x", count: DevelopmentSeed.byteCountMax)
        #expect(try DevelopmentSeed(name: longest).name == longest)
        #expect(throws: Groth16Error.seedNameInvalid) { try DevelopmentSeed(name: longest + "x") }
        let bytes = try DevelopmentSetup.bytes(circuit.system, seed: DevelopmentSeed(name: longest), threads: 1)
        #expect(try ContributionMark.isForDevelopment(ProvingKey(bytes: bytes)))
    }

    /// Every shape of circuit that can upset a set-up: no constraint, one wire, wires that nothing uses, empty rows.
    @Test(arguments: [0, 1, 2, 3, 4, 7, 8, 9])
    func circuitsOfEverySmallSizeProve(constraints: Int) throws {
        // Wire i + 2 is wire i + 1 squared, plus one; wire 1 is public; a last wire is used by nothing.
        var system = try R1CS(
            wires: WireCounts(total: constraints + 3, outputs: 0, publicInputs: 1, privateInputs: 1))
        var values = [Fr.one, Fr(3)]
        for index in 0..<constraints {
            let wire = UInt32(index + 1)
            try system.append(
                Constraint(
                    a: .init(terms: [.init(wire: wire, coefficient: .one)]),
                    b: .init(terms: [.init(wire: wire, coefficient: .one)]),
                    c: .init(
                        terms: [.init(wire: wire + 1, coefficient: .one), .init(wire: 0, coefficient: -.one)])))
            values.append(values[index + 1].squared + .one)
        }
        values.append(Fr(99))
        let witness = Witness(values: values)
        try system.check(witness)
        let key = try ProvingKey(
            bytes: DevelopmentSetup.bytes(system, seed: DevelopmentSeed(name: "sizes"), threads: 1))
        let result = try Prover(key: key).prove(WitnessFile(witness), threads: 1)
        #expect(result.publicSignals == [Fr(3)])
        if constraints > 0 {
            var wrong = witness
            wrong.values[1] += .one
            #expect(throws: Groth16Error.proofDoesNotVerify) {
                try Prover(key: key).prove(WitnessFile(wrong), threads: 1)
            }
        }
    }
}
