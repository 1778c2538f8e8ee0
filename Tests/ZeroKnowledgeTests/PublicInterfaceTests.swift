import Foundation
import Testing
import ZeroKnowledge

/// The engine as another package uses it: only its public declarations, everything in memory.
@Suite struct PublicInterfaceTests {
    private static let source = """
        pragma circom 2.2.0;
        template Power() {
            signal input base;
            signal input factor;
            signal output out;
            signal square <== base * base;
            out <== square * factor;
        }
        component main {public [factor]} = Power();
        """

    private let circuit: CompiledCircuit
    private let key: ProvingKey

    init() throws {
        circuit = try CompiledCircuit(main: "power.circom", sources: ["power.circom": Self.source])
        key = try ProvingKey(developmentKeyOf: circuit, seed: "public interface", threads: 2)
    }

    private func witness(base: Int = 5, factor: Int = 3) throws -> Witness {
        try circuit.witnessProgram.witness(inputs: Array(#"{"base": "\#(base)", "factor": \#(factor)}"#.utf8))
    }

    @Test func aStatementIsProvedAndVerified() async throws {
        #expect(circuit.constraintCount == 2)
        #expect(circuit.wireCount == 5)
        #expect(circuit.publicSignalCount == 2)
        let witness = try witness()
        try circuit.check(witness)
        let proved = try await key.prove(witness)
        #expect(proved.publicSignals == ["75", "3"])
        #expect(try key.verificationKey.verify(proved.proof, publicSignals: ["75", "3"]))
        #expect(try !key.verificationKey.verify(proved.proof, publicSignals: ["76", "3"]))
        #expect(try !key.verificationKey.verify(proved.proof, publicSignals: ["3", "75"]))
    }

    @Test func twoProofsOfOneStatementDiffer() async throws {
        let witness = try witness()
        let (first, second) = (try await key.prove(witness), try await key.prove(witness))
        #expect(first.publicSignals == second.publicSignals)
        #expect(first.proof != second.proof)
    }

    @Test func everyPartSurvivesItsFile() async throws {
        let program = try WitnessProgram(bytes: circuit.witnessProgram.bytes)
        let witness = try Witness(
            bytes: program.witness(inputs: Array(#"{"base": "0x5", "factor": "3"}"#.utf8)).bytes())
        let key = try ProvingKey(bytes: key.bytes)
        #expect(key.bytes == self.key.bytes)
        let proved = try await key.prove(witness, threads: 1)
        let verification = try VerificationKey(json: Array(key.verificationKey.json.utf8))
        #expect(verification.identifier == self.key.verificationKey.identifier)
        #expect(verification.identifier.count == 32)
        #expect(verification.publicSignalCount == 2)
        #expect(try Proof(json: Array(proved.proof.json.utf8)) == proved.proof)
        let compressed = proved.proof.compressed
        #expect(compressed.count == 128)
        let proof = try Proof(compressed: compressed)
        #expect(proof == proved.proof)
        #expect(try verification.verify(proof, publicSignals: proved.publicSignals))
    }

    @Test func developmentKeysAreTheSameForTheSameSeedAndSayWhatTheyAre() throws {
        #expect(try key.isForDevelopment())
        #expect(try ProvingKey(developmentKeyOf: circuit, seed: "public interface").bytes == key.bytes)
        #expect(try ProvingKey(developmentKeyOf: circuit, seed: "another").bytes != key.bytes)
        #expect(throws: ProofError.self) { try ProvingKey(developmentKeyOf: circuit, seed: "") }
    }

    @Test func manyStatementsAreVerifiedTogetherAndBadOnesNamed() async throws {
        var statements: [ProvingKey.ProvedStatement] = []
        for base in 1...6 { statements.append(try await key.prove(witness(base: base))) }
        #expect(try key.verificationKey.invalidStatements(among: statements) == [])
        // Each proof is good, but of the other's statement.
        statements.swapAt(1, 4)
        #expect(try key.verificationKey.invalidStatements(among: statements) == [])
        let other = try ProvingKey(developmentKeyOf: circuit, seed: "another")
        statements[3] = try await other.prove(witness(base: 4))
        #expect(try key.verificationKey.invalidStatements(among: statements) == [3])
    }

    @Test func statementsOfSeveralKeysAreVerifiedTogether() async throws {
        let other = try ProvingKey(developmentKeyOf: circuit, seed: "another")
        var batch = StatementBatch()
        #expect(try await batch.invalidIndices() == [])
        for base in 1...4 {
            try batch.append(try await key.prove(witness(base: base)), under: key.verificationKey)
            try batch.append(try await other.prove(witness(base: base)), under: other.verificationKey)
        }
        #expect(batch.count == 8)
        #expect(try await batch.invalidIndices(threads: 2) == [])
        // A statement as it comes over a network, under a key that is not its own, and with another's signals.
        let received = try await key.prove(witness(base: 9))
        try batch.append(received, under: other.verificationKey)
        try batch.append(
            ProvingKey.ProvedStatement(proof: received.proof, publicSignals: ["244", "3"]), under: key.verificationKey)
        try batch.append(
            ProvingKey.ProvedStatement(proof: received.proof, publicSignals: ["243", "3"]), under: key.verificationKey)
        #expect(try await batch.invalidIndices(threads: 2) == [8, 9])
        #expect(throws: ProofError.publicSignalCountDiffers(expected: 2, found: 1)) {
            try batch.append(
                ProvingKey.ProvedStatement(proof: received.proof, publicSignals: ["243"]), under: key.verificationKey)
        }
        #expect(throws: ProofError.self) {
            try batch.append(
                ProvingKey.ProvedStatement(proof: received.proof, publicSignals: ["0243", "-3"]),
                under: key.verificationKey)
        }
        #expect(batch.count == 11)
    }

    @Test func aCancelledBatchHasNoResult() async throws {
        var batch = StatementBatch()
        let statement = try await key.prove(witness())
        for _ in 0..<200 { try batch.append(statement, under: key.verificationKey) }
        let task = Task { [batch] in try await batch.invalidIndices() }
        task.cancel()
        await #expect(throws: ProofError.cancelled) { try await task.value }
    }

    @Test func wrongInputsAreRefusedByName() throws {
        let program = circuit.witnessProgram
        #expect(throws: ProofError.inputsRefused("input factor is missing")) {
            try program.witness(inputs: Array(#"{"base": "5"}"#.utf8))
        }
        #expect(throws: ProofError.inputsRefused("the circuit has no input x")) {
            try program.witness(inputs: Array(#"{"base": "5", "factor": 1, "x": 1}"#.utf8))
        }
        #expect(throws: ProofError.self) { try program.witness(inputs: [0x7b]) }
    }

    @Test func sourceErrorsNameTheirPlace() {
        let source =
            "pragma circom 2.2.0;\ntemplate T() { signal input a; signal output b; b <== a * a * a; }\n"
            + "component main = T();"
        let error = #expect(throws: ProofError.self) {
            try CompiledCircuit(main: "cube.circom", sources: ["cube.circom": source])
        }
        guard case .sourceInvalid(let text) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(text.contains("cube.circom:2"))
    }

    @Test func aWitnessOfAnotherCircuitAndADamagedOneAreRefused() async throws {
        let other = try CompiledCircuit(
            main: "o.circom",
            sources: [
                "o.circom": "template T() { signal input a; signal output b; b <== a * a; }\ncomponent main = T();"
            ])
        let witness = try other.witnessProgram.witness(inputs: Array(#"{"a": 3}"#.utf8))
        #expect(throws: ProofError.self) { try circuit.check(witness) }
        await #expect(throws: ProofError.self) { try await key.prove(witness) }
        var bytes = try self.witness().bytes()
        // The lowest byte of the first output, after two headers and the constant one.
        bytes[bytes.count - 4 * 32] ^= 1
        let damaged = try Witness(bytes: bytes)
        #expect(throws: ProofError.self) { try circuit.check(damaged) }
        await #expect(throws: ProofError.proofDoesNotVerify) { try await key.prove(damaged) }
        #expect(throws: ProofError.self) { try Witness(bytes: Array(bytes.dropLast())) }
    }

    @Test func statementsThatAreNotCanonicalAreRefused() async throws {
        let proved = try await key.prove(witness())
        let modulus = "21888242871839275222246405745257275088548364400416034343698204186575808495617"
        for signal in [modulus, "-1", "03", "", "0x3", "3 "] {
            #expect(throws: ProofError.documentInvalid("public signal 1 is not a decimal number below the modulus")) {
                try key.verificationKey.verify(proved.proof, publicSignals: ["75", signal])
            }
        }
        #expect(throws: ProofError.publicSignalCountDiffers(expected: 2, found: 1)) {
            try key.verificationKey.verify(proved.proof, publicSignals: ["75"])
        }
    }

    @Test func aCancelledTaskMakesNoProof() async throws {
        let witness = try witness()
        let key = key
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await key.prove(witness)
        }
        task.cancel()
        await #expect(throws: ProofError.cancelled) { try await task.value }
    }
}
