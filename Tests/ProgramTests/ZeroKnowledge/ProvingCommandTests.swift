import ConstraintSystem
import FiniteFields
import Foundation
import Testing
import Workbench

/// The commands for circuits, keys and proofs, as scripts call them.
@Suite struct ProvingCommandTests {
    private let folder: ScratchFolder

    /// Writes a generated circuit with its witness.
    init() throws {
        folder = try ScratchFolder()
        let circuit = try ProvingCircuit(.bits, sizeLog2: 7)
        try R1CSFile.write(circuit.system, path: folder.path("circuit.r1cs"))
        try WitnessFile.write(circuit.witness, path: folder.path("witness.wtns"))
    }

    private func run(_ arguments: String...) async throws -> Program.Result {
        try await Program.run(["zk"] + arguments, in: folder.url)
    }

    /// Makes the key, the verification key, and a proof with its public signals.
    private func prove() async throws {
        for arguments in [
            ["setup", "circuit.r1cs", "circuit.zkey", "--development", "tests"],
            ["export", "verification-key", "circuit.zkey", "key.json"],
            ["prove", "circuit.zkey", "witness.wtns", "proof.json", "public.json", "--threads", "2"],
        ] {
            let result = try await Program.run(["zk"] + arguments, in: folder.url)
            #expect(result.status == 0, "\(arguments): \(result.errors)")
        }
    }

    @Test func aCircuitIsSetUpProvedAndVerified() async throws {
        try await prove()
        let verified = try await run("verify", "key.json", "public.json", "proof.json", "--json")
        #expect(verified.status == 0)
        #expect(try verified.object()["valid"] as? Bool == true)
    }

    @Test func aChangedSignalIsInvalidAndAnUnusableOneIsNot() async throws {
        try await prove()
        let signals = try String(contentsOfFile: folder.path("public.json"), encoding: .utf8)
        try signals.replacing("\"3\"", with: "\"4\"").write(
            toFile: folder.path("other.json"), atomically: true, encoding: .utf8)
        let invalid = try await run("verify", "key.json", "other.json", "proof.json")
        #expect(invalid.status == 1)
        #expect(invalid.output == "the proof is not valid\n")
        // Three plus the modulus.
        let alias = "21888242871839275222246405745257275088548364400416034343698204186575808495620"
        try signals.replacing("\"3\"", with: "\"\(alias)\"").write(
            toFile: folder.path("alias.json"), atomically: true, encoding: .utf8)
        let unusable = try await run("verify", "key.json", "alias.json", "proof.json")
        #expect(unusable.status == 2)
        #expect(unusable.errors == "Error: alias.json: [1]: not a decimal number below the modulus\n")
        let missing = try await run("verify", "key.json", "public.json", "none.json")
        #expect(missing.status == 2)
    }

    @Test func manyProofsAreVerifiedTogetherAndTheBadOnesNamed() async throws {
        try await prove()
        let again = try await run("prove", "circuit.zkey", "witness.wtns", "second.json", "second-public.json")
        #expect(again.status == 0)
        let signals = try String(contentsOfFile: folder.path("public.json"), encoding: .utf8)
        try signals.replacing("\"3\"", with: "\"4\"").write(
            toFile: folder.path("other.json"), atomically: true, encoding: .utf8)
        let good = ["public.json", "proof.json", "second-public.json", "second.json"]
        let valid = try await Program.run(["zk", "verify", "key.json"] + good, in: folder.url)
        #expect(valid.status == 0)
        #expect(valid.output == "2 of 2 proofs are valid\n")
        let mixed = try await Program.run(
            ["zk", "verify", "key.json"] + good + ["other.json", "second.json", "--json"], in: folder.url)
        #expect(mixed.status == 1)
        let invalid = #"[{"publicSignals":"other.json","proof":"second.json"}]"#
        #expect(mixed.output == #"{"valid":false,"proofs":3,"invalid":\#(invalid)}"# + "\n")
        let unpaired = try await Program.run(["zk", "verify", "key.json"] + good + ["public.json"], in: folder.url)
        #expect(unpaired.status == 2)
        #expect(unpaired.errors.contains("the public signals public.json have no proof; give both, in pairs"))
        try "[]".write(toFile: folder.path("none.json"), atomically: true, encoding: .utf8)
        let short = try await run("verify", "key.json", "public.json", "proof.json", "none.json", "second.json")
        #expect(short.status == 2)
        #expect(short.errors.hasPrefix("Error: none.json: "))
    }

    @Test func aCompressedProofIsVerified() async throws {
        try await prove()
        #expect(try await run("export", "proof", "proof.json", "proof.bin").status == 0)
        #expect(try await run("verify", "key.json", "public.json", "proof.bin").status == 0)
        var bytes = try Data(contentsOf: folder.url.appending(path: "proof.bin"))
        bytes[40] ^= 1
        try bytes.write(to: folder.url.appending(path: "proof.bin"))
        #expect(try await run("verify", "key.json", "public.json", "proof.bin").status != 0)
    }

    /// Sections A, B1, B2, C and H; point 3 of each is moved off its curve.
    @Test(arguments: [5, 6, 7, 8, 9] as [UInt32]) func aDamagedKeyIsNamedAndGetsNoContribution(section: UInt32)
        async throws
    {
        try await prove()
        var bytes = [UInt8](try Data(contentsOf: folder.url.appending(path: "circuit.zkey")))
        var offset = 12
        while bytes[offset] != UInt8(section) {
            offset += 12 + bytes[(offset + 4)..<(offset + 12)].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        bytes[offset + 12 + 3 * (section == 7 ? 128 : 64)] ^= 1
        try Data(bytes).write(to: folder.url.appending(path: "damaged.zkey"))
        let finding = "Error: damaged.zkey: point 3 of section \(section) is not a point of its group\n"
        let proved = try await run("prove", "damaged.zkey", "witness.wtns", "p.json", "s.json")
        #expect(proved.status == 2)
        #expect(proved.errors == finding)
        let contributed = try await run(
            "ceremony", "phase2", "contribute", "damaged.zkey", "next.zkey", "--name", "A")
        #expect(contributed.status == 2)
        #expect(contributed.errors == finding)
        #expect(!FileManager.default.fileExists(atPath: folder.path("next.zkey")))
    }

    @Test func aProductionGenesisRefusesADevelopmentKey() async throws {
        #expect(try await run("setup", "circuit.r1cs", "circuit.zkey", "--development", "tests").status == 0)
        let account = String(repeating: "ab", count: 32) + ":regulator"
        let arguments = ["node", "init", "chain", "--account", account, "--circuit", "bits=circuit.zkey", "--json"]
        let refused = try await Program.run(arguments, in: folder.url)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("\"bits\" has a development key, for which anyone can forge proofs"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("chain/genesis.yaml")))
        let trial = try await Program.run(arguments + ["--allow-development-keys"], in: folder.url)
        #expect(trial.status == 0, "\(trial.errors)")
        let genesis = try String(contentsOfFile: folder.path("chain/genesis.yaml"), encoding: .utf8)
        #expect(genesis.contains("name: \"development only: tests\""))
        let node = try await RunningNode(home: "chain", in: folder)
        #expect(try await node.stop() == 0)
        let damaged = try await Program.run(
            ["node", "init", "other", "--account", account, "--circuit", "bits=witness.wtns"], in: folder.url)
        #expect(damaged.status == 2)
        #expect(damaged.errors == "Error: witness.wtns: this is no .zkey file\n")
    }

    @Test func aWitnessThatDoesNotSatisfyTheCircuitIsRefused() async throws {
        try await prove()
        var witness = try WitnessFile(path: folder.path("witness.wtns")).witness()
        witness.values[1] += .one
        try WitnessFile.write(witness, path: folder.path("wrong.wtns"))
        let refused = try await run("prove", "circuit.zkey", "wrong.wtns", "p.json", "s.json")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("does not satisfy the circuit"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("p.json")))
        witness.values.removeLast()
        try WitnessFile.write(witness, path: folder.path("short.wtns"))
        let unusable = try await run("prove", "circuit.zkey", "short.wtns", "p.json", "s.json")
        #expect(unusable.status == 2)
    }

    @Test func theProverReportsPhasesAndMemory() async throws {
        try await prove()
        let result = try await run("prove", "circuit.zkey", "witness.wtns", "p.json", "s.json", "--json")
        let report = try result.object()
        let phases = try #require(report["phases"] as? [String: Double])
        #expect(
            Set(phases.keys) == [
                "matrices", "transforms", "sumH", "sumA", "sumB1", "sumB2", "sumC", "verification",
            ])
        let seconds = try #require(report["seconds"] as? Double)
        #expect(abs(phases.values.reduce(0, +) - seconds) < 1e-6)
        #expect(["ifma", "portable"].contains(report["path"] as? String))
        #if os(Linux)
        #expect(try #require(report["peakBytes"] as? Int) > 1 << 20)
        #endif
    }

    @Test func circuitsAreDescribed() async throws {
        let info = try await run("r1cs", "info", "circuit.r1cs", "--json")
        let numbers = try info.object()
        #expect(numbers["constraints"] as? Int == 120)
        #expect(numbers["domainSizeLog2"] as? Int == 7)
        #expect(numbers["publicInputs"] as? Int == 1)
        #expect(numbers["publicOutputs"] as? Int == 1)
        let lines = try await run("r1cs", "print", "circuit.r1cs").output.split(separator: "\n")
        #expect(lines.count == 120)
        // The last constraint defines the output.
        #expect(lines.last?.hasSuffix("* [ 1 ] - [ w1 ] = 0") == true)
        let objects = try await run("r1cs", "print", "circuit.r1cs", "--json").output.split(separator: "\n")
        #expect(objects.count == 120)
        #expect(objects.last?.hasSuffix(#""c":[{"wire":1,"coefficient":"1"}]}"#) == true)
        let damaged = try await run("r1cs", "info", "witness.wtns")
        #expect(damaged.status == 2)
        #expect(damaged.errors == "Error: witness.wtns: this is no .r1cs file\n")
    }

    @Test func keysAndProofsAreExported() async throws {
        try await prove()
        let refused = try await run("export", "solidity", "circuit.zkey", "Verifier.sol")
        #expect(refused.status == 1)
        #expect(
            refused.errors
                == "Error: circuit.zkey: anyone can forge proofs for this key: it was made from a named seed, for "
                + "development only; for trials give --allow-development-keys\n")
        #expect(!FileManager.default.fileExists(atPath: folder.path("Verifier.sol")))
        let contract = try await run(
            "export", "solidity", "circuit.zkey", "Verifier.sol", "--allow-development-keys")
        #expect(contract.status == 0)
        let source = try String(contentsOfFile: folder.path("Verifier.sol"), encoding: .utf8)
        #expect(source.contains("uint256[2] calldata signals"))
        let exported = try await run("export", "verification-key", "circuit.zkey", "verification_key.json", "--json")
        #expect(exported.status == 0)
        #expect(exported.errors.hasPrefix("Warning: circuit.zkey: anyone can forge proofs for this key: "))
        #expect(try exported.object()["publicSignals"] as? Int == 2)
        let named = try await run(
            "export", "solidity", "verification_key.json", "Named.sol", "--contract", "Membership")
        #expect(named.status == 0)
        let renamed = source.replacing("contract Groth16Verifier", with: "contract Membership")
        #expect(try String(contentsOfFile: folder.path("Named.sol"), encoding: .utf8) == renamed)
        let misnamed = try await run("export", "solidity", "circuit.zkey", "Other.sol", "--contract", "if")
        #expect(misnamed.status == 2)
        let call = try await run("export", "solidity-call", "public.json", "proof.json")
        #expect(
            call.output.wholeMatch(of: /\[.*\],\[\[.*\],\[.*\]\],\[.*\],\["0x[0-9a-f]{64}","0x[0-9a-f]{64}"\]\n/) != nil
        )
        let members = try await run("export", "solidity-call", "public.json", "proof.json", "--json").object()
        #expect((members["b"] as? [[String]])?.map(\.count) == [2, 2])
        #expect((members["signals"] as? [String])?.count == 2)
        let proof = try await run("export", "proof", "proof.json", "proof.bin", "--json")
        #expect(try proof.object()["bytes"] as? Int == 128)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("proof.bin"))).count == 128)
        let seedless = try await run("setup", "circuit.r1cs", "other.zkey")
        #expect(seedless.status == 2)
        let endless = String(repeating: "x", count: 100)
        let tooLong = try await run("setup", "circuit.r1cs", "other.zkey", "--development", endless)
        #expect(tooLong.status == 2)
    }
}
