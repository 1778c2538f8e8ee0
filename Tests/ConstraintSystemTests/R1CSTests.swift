import ConstraintSystem
import FiniteFields
import Testing

/// Building systems and checking witnesses.
@Suite struct R1CSTests {
    private static let wires = WireCounts(total: 4, outputs: 1, publicInputs: 0, privateInputs: 2)

    private func term(_ wire: UInt32, _ coefficient: Fr = .one) -> LinearCombination {
        LinearCombination(terms: [LinearCombination.Term(wire: wire, coefficient: coefficient)])
    }

    /// Wire 1 is the product of wires 2 and 3.
    private func product() throws -> R1CS {
        var system = try R1CS(wires: Self.wires)
        try system.append(Constraint(a: term(2), b: term(3), c: term(1)))
        return system
    }

    @Test func aProductIsSatisfiedByItsFactors() throws {
        let system = try product()
        try system.check(Witness(values: [.one, Fr(35), Fr(5), Fr(7)]))
        #expect(throws: ConstraintSystemError.constraintUnsatisfied(index: 0)) {
            try system.check(Witness(values: [.one, Fr(36), Fr(5), Fr(7)]))
        }
    }

    @Test func witnessesOfTheWrongShapeAreRefused() throws {
        let system = try product()
        #expect(throws: ConstraintSystemError.witnessCountDiffers(expected: 4, found: 3)) {
            try system.check(Witness(values: [.one, Fr(35), Fr(5)]))
        }
        #expect(throws: ConstraintSystemError.constantWireIsNotOne) {
            try system.check(Witness(values: [.zero, .zero, .zero, .zero]))
        }
    }

    @Test func aConstraintOverAWireThatDoesNotExistIsRefused() throws {
        var system = try product()
        let before = system
        #expect(throws: ConstraintSystemError.wireOutOfRange(wire: 4, wireCount: 4)) {
            try system.append(Constraint(a: term(1), b: term(4), c: term(2)))
        }
        #expect(system == before)
        var matrix = SparseMatrix()
        matrix.append(term(4))
        #expect(throws: ConstraintSystemError.wireOutOfRange(wire: 4, wireCount: 4)) {
            try system.take(a: matrix, b: matrix, c: matrix)
        }
        #expect(throws: ConstraintSystemError.countsContradict("matrices of 1, 1 and 0 rows")) {
            try system.take(a: matrix, b: matrix, c: SparseMatrix())
        }
        #expect(system == before)
    }

    @Test func countsThatContradictEachOtherAreRefused() {
        for wires in [
            WireCounts(total: 0, outputs: 0, publicInputs: 0, privateInputs: 0),
            WireCounts(total: 3, outputs: 2, publicInputs: 1, privateInputs: 0),
            WireCounts(total: 3, outputs: -1, publicInputs: 1, privateInputs: 0),
            WireCounts(total: 3, outputs: .max, publicInputs: .max, privateInputs: 0),
        ] {
            #expect(throws: ConstraintSystemError.self) { try R1CS(wires: wires) }
        }
        #expect(throws: ConstraintSystemError.countsContradict("2 labels for 4 wires")) {
            try R1CS(wires: Self.wires, wireLabels: [0, 1])
        }
    }

    @Test func matricesBuiltByRowsEqualConstraintsAddedOneByOne() throws {
        let system = try product()
        var rebuilt = try R1CS(wires: Self.wires)
        var matrices = [SparseMatrix(), SparseMatrix(), SparseMatrix()]
        for (position, combination) in [term(2), term(3), term(1)].enumerated() {
            matrices[position].append(combination)
        }
        try rebuilt.take(a: matrices[0], b: matrices[1], c: matrices[2])
        #expect(rebuilt == system)
        #expect(rebuilt[constraint: 0] == Constraint(a: term(2), b: term(3), c: term(1)))
    }

    @Test func publicSignalsAreTheWiresBehindTheConstant() throws {
        let witness = Witness(values: [.one, Fr(35), Fr(5)])
        #expect(try witness.publicSignals(count: 1) == [Fr(35)])
        #expect(throws: ConstraintSystemError.witnessCountDiffers(expected: 4, found: 3)) {
            try witness.publicSignals(count: 3)
        }
    }

    @Test func writtenFilesReadBackEqual() throws {
        let folder = try TemporaryFolder()
        let system = try product()
        let path = "\(folder.path)/product.r1cs"
        try R1CSFile.write(system, path: path)
        #expect(try R1CSFile.read(path: path) == system)
        let witness = Witness(values: [.one, Fr(35), Fr(5), Fr(7)])
        let witnessPath = "\(folder.path)/product.wtns"
        try WitnessFile.write(witness, path: witnessPath)
        let file = try WitnessFile(path: witnessPath)
        #expect(try file.witness() == witness)
        let inMemory = WitnessFile(witness)
        #expect(inMemory.count == 4)
        // The values in a mapping of their own are the same, also after another such mapping has gone.
        for _ in 0..<2 { #expect(try file.passing() == inMemory.values) }
        #expect(try inMemory.passing() == inMemory.values)
        #expect(try inMemory.witness() == witness)
        #expect(folder.names == ["product.r1cs", "product.wtns"])
    }
}
