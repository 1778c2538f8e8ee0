import ConstraintSystem
import Foundation
import Testing
import Workbench

/// What the commands make of powers and keys whose secrets everybody knows.
@Suite struct KnownSecretCommandTests {
    private let folder: ScratchFolder

    /// Writes a generated circuit.
    init() throws {
        folder = try ScratchFolder()
        try R1CSFile.write(ProvingCircuit(.bits, sizeLog2: 7).system, path: folder.path("circuit.r1cs"))
    }

    private func run(_ arguments: String...) async throws -> Program.Result {
        try await Program.run(["zk"] + arguments, in: folder.url)
    }

    private func step(_ arguments: String...) async throws {
        let result = try await Program.run(["zk", "ceremony"] + arguments, in: folder.url)
        #expect(result.status == 0, "\(arguments): \(result.errors)")
    }

    /// Makes powers with one person's contribution, and keys that have only a beacon and a person's contribution.
    private func makeKeys() async throws {
        try await step("powers-of-tau", "new", "8", "0.ptau")
        try await step("powers-of-tau", "contribute", "0.ptau", "1.ptau", "--name", "alice")
        try await step("powers-of-tau", "prepare", "1.ptau", "powers.ptau")
        try await step("phase2", "new", "circuit.r1cs", "powers.ptau", "0.zkey")
        try await step("phase2", "beacon", "0.zkey", "beacon.zkey", "0102", "10")
        try await step("phase2", "contribute", "beacon.zkey", "sound.zkey", "--name", "bob")
    }

    @Test func powersWithoutAContributionMakeNoKey() async throws {
        try await step("powers-of-tau", "new", "8", "0.ptau")
        try await step("powers-of-tau", "prepare", "0.ptau", "powers.ptau")
        let refused = try await run("ceremony", "phase2", "new", "circuit.r1cs", "powers.ptau", "0.zkey")
        #expect(refused.status == 1)
        #expect(
            refused.errors
                == "Error: powers.ptau: nobody contributed to the powers but public beacons: anybody may know their secrets\n"
        )
        #expect(!FileManager.default.fileExists(atPath: folder.path("0.zkey")))
    }

    @Test func aKeyWithABeaconOnlyIsRefusedWhereverItIsUsed() async throws {
        try await makeKeys()
        let verified = try await run("ceremony", "phase2", "verify", "circuit.r1cs", "powers.ptau", "beacon.zkey")
        #expect(verified.status == 1)
        #expect(verified.errors.contains("every contribution is a public beacon"))
        let exported = try await run("export", "solidity", "beacon.zkey", "Verifier.sol")
        #expect(exported.status == 1)
        #expect(exported.errors.contains("every contribution is a public beacon; for trials give"))
        let sound = try await run("ceremony", "phase2", "verify", "circuit.r1cs", "powers.ptau", "sound.zkey")
        #expect(sound.status == 0, "\(sound.errors)")
        #expect(try await run("export", "solidity", "sound.zkey", "Verifier.sol").status == 0)
        let key = try await run("export", "verification-key", "sound.zkey", "key.json")
        #expect(key.status == 0 && key.errors.isEmpty)
    }

    /// A verification key names no contributions, so its points are all that there is to judge.
    @Test func aVerificationKeyIsJudgedByItsPoints() async throws {
        try await makeKeys()
        let exported = try await run("export", "verification-key", "0.zkey", "untouched.json")
        #expect(exported.status == 0)
        #expect(exported.errors == "Warning: 0.zkey: anyone can forge proofs for this key: nobody contributed to it\n")
        let refused = try await run("export", "solidity", "untouched.json", "Verifier.sol")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("delta equals gamma, as in a key to which nobody contributed"))
        let trial = try await run("export", "solidity", "untouched.json", "Verifier.sol", "--allow-development-keys")
        #expect(trial.status == 0)
    }

    @Test func aGenesisRefusesAKeyWithABeaconOnlyEvenForTrials() async throws {
        try await makeKeys()
        let account = String(repeating: "ab", count: 32) + ":regulator"
        let arguments = ["node", "init", "chain", "--account", account, "--circuit"]
        for flags in [[], ["--allow-development-keys"]] {
            let refused = try await Program.run(arguments + ["bits=beacon.zkey"] + flags, in: folder.url)
            #expect(refused.status == 2)
            #expect(refused.errors.contains("beacon.zkey: anyone can forge proofs for this key"))
            #expect(!FileManager.default.fileExists(atPath: folder.path("chain/genesis.yaml")))
        }
        let taken = try await Program.run(arguments + ["bits=sound.zkey"], in: folder.url)
        #expect(taken.status == 0, "\(taken.errors)")
    }
}
