import ConstraintSystem
import FiniteFields
import Testing

/// Files that circom and snarkjs made.
@Suite struct RealFileTests {
    @Test(arguments: VectorFile.circomNames)
    func filesOfCircomAreWrittenBackToTheByte(name: String) throws {
        let system = try VectorFile.bytes("\(name).r1cs")
        #expect(try R1CSFile.bytes(of: R1CSFile.read(bytes: system)) == system)
        let witness = try VectorFile.bytes("\(name).wtns")
        #expect(try WitnessFile.bytes(of: WitnessFile(bytes: witness).witness()) == witness)
        let symbols = try VectorFile.bytes("\(name).sym")
        #expect(try SymbolFile.bytes(of: SymbolFile.read(bytes: symbols)) == symbols)
    }

    @Test(arguments: VectorFile.circomNames)
    func witnessesOfCircomSatisfyTheirCircuits(name: String) throws {
        let system = try R1CSFile.read(path: VectorFile.path("\(name).r1cs"))
        try system.check(WitnessFile(path: VectorFile.path("\(name).wtns")).witness())
    }

    @Test func theNumbersOfAFileAreRead() throws {
        let system = try R1CSFile.read(bytes: VectorFile.bytes("multidim-O2.r1cs"))
        #expect(system.constraintCount == 16)
        #expect(system.wires == WireCounts(total: 29, outputs: 8, publicInputs: 6, privateInputs: 6))
        let symbols = try SymbolFile.read(path: VectorFile.path("multidim-O2.sym"))
        #expect(symbols.namesByWire()[1] == "main.z[0][0]")
    }

    @Test func sectionsInAnotherOrderMeanTheSame() throws {
        var file = RawFile(try VectorFile.bytes("multidim-O2.r1cs"))
        let system = try R1CSFile.read(bytes: file.bytes)
        file.sections.reverse()
        #expect(try R1CSFile.read(bytes: file.bytes) == system)
    }

    @Test(arguments: ["multidim-O0", "multidim-O2"])
    func aChangedWitnessFailsAtTheConstraintThatSeesIt(name: String) throws {
        let system = try R1CSFile.read(bytes: VectorFile.bytes("\(name).r1cs"))
        let good = try WitnessFile(bytes: VectorFile.bytes("\(name).wtns")).witness()
        for wire in 1..<system.wires.total {
            var witness = good
            witness.values[wire] += .one
            // The expected constraint, found in the slow way: by naming every constraint that fails.
            let failing = (0..<system.constraintCount).first { index in
                let constraint = system[constraint: index]
                func value(_ combination: LinearCombination) -> Fr {
                    combination.terms.reduce(.zero) { $0 + $1.coefficient * witness.values[Int($1.wire)] }
                }
                return value(constraint.a) * value(constraint.b) != value(constraint.c)
            }
            let index = try #require(failing, "wire \(wire) is not constrained")
            #expect(throws: ConstraintSystemError.constraintUnsatisfied(index: index)) { try system.check(witness) }
        }
    }
}
