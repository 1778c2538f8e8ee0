import ConstraintSystem
import FiniteFields
import Foundation
import Testing
import Workbench

/// What a command writes takes its place whole or not at all, and never the place of something else.
@Suite struct OutputPlaceTests {
    private let folder: ScratchFolder

    /// Writes a generated circuit with its witness.
    init() throws {
        folder = try ScratchFolder()
        try write(sizeLog2: 7, as: "circuit")
    }

    private func write(sizeLog2: Int, as name: String) throws {
        let circuit = try ProvingCircuit(.bits, sizeLog2: sizeLog2)
        try R1CSFile.write(circuit.system, path: folder.path("\(name).r1cs"))
        try WitnessFile.write(circuit.witness, path: folder.path("\(name).wtns"))
    }

    private func run(_ arguments: String...) async throws -> Program.Result {
        try await Program.run(["zk"] + arguments, in: folder.url)
    }

    private func setUp(_ name: String = "circuit") async throws {
        #expect(try await run("setup", "\(name).r1cs", "\(name).zkey", "--development", "tests").status == 0)
    }

    private func contents(_ name: String) throws -> Data { try Data(contentsOf: folder.url.appending(path: name)) }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
    }

    @Test func noInputIsWrittenOver() async throws {
        try await setUp()
        let before = try contents("circuit.zkey")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link.zkey"), withDestinationPath: folder.path("circuit.zkey"))
        let calls = [
            ["prove", "circuit.zkey", "circuit.wtns", "circuit.zkey", "public.json"],
            ["prove", "circuit.zkey", "circuit.wtns", "proof.json", "./circuit.wtns"],
            ["prove", "circuit.zkey", "circuit.wtns", "proof.json", "link.zkey"],
            ["prove", "circuit.zkey", "circuit.wtns", "same.json", "./same.json"],
            ["setup", "circuit.r1cs", "circuit.r1cs", "--development", "tests"],
            ["export", "verification-key", "circuit.zkey", "link.zkey"],
            ["ceremony", "phase2", "contribute", "circuit.zkey", "link.zkey", "--name", "A"],
        ]
        for call in calls {
            let result = try await Program.run(["zk"] + call, in: folder.url)
            #expect(result.status == 2, "\(call)")
            #expect(result.errors.hasSuffix(": the file is named twice; nothing was written\n"), "\(call)")
        }
        #expect(try contents("circuit.zkey") == before)
        #expect(try names == ["circuit.r1cs", "circuit.wtns", "circuit.zkey", "link.zkey"])
    }

    @Test func aLinkLeadsToItsFileWhichKeepsItsPermissions() async throws {
        try await setUp()
        try Data("old".utf8).write(to: folder.url.appending(path: "target.json"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path("target.json"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link.json"), withDestinationPath: "target.json")
        #expect(try await run("prove", "circuit.zkey", "circuit.wtns", "link.json", "public.json").status == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.json")) == "target.json")
        #expect(try contents("target.json").starts(with: Data("{\n \"pi_a\"".utf8)))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("target.json"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func aDeviceIsWrittenToAndNotReplaced() async throws {
        try await setUp()
        let proved = try await run("prove", "circuit.zkey", "circuit.wtns", "/dev/null", "/dev/null")
        #expect(proved.status == 0)
        let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        #expect(type == .typeCharacterSpecial)
        // A key is not written from its beginning to its end.
        let key = try await run("setup", "circuit.r1cs", "/dev/null", "--development", "tests")
        #expect(key.status == 2)
        #expect(key.errors == "Error: /dev/null: the file cannot be written\n")
    }

    @Test func aProofWhoseSignalsCannotBeWrittenIsNotWrittenEither() async throws {
        try await setUp()
        let result = try await run("prove", "circuit.zkey", "circuit.wtns", "proof.json", "missing/public.json")
        #expect(result.status == 2)
        #expect(result.errors == "Error: missing/public.json: the file cannot be written\n")
        #expect(try names == ["circuit.r1cs", "circuit.wtns", "circuit.zkey"])
    }

    /// Exit code 1 would say that the proof is not valid.
    @Test func aResultThatNobodyCanReadIsNotARefusal() async throws {
        try await setUp()
        #expect(try await run("prove", "circuit.zkey", "circuit.wtns", "proof.json", "public.json").status == 0)
        #expect(try await run("export", "verification-key", "circuit.zkey", "key.json").status == 0)
        let process = try Program.make(["zk", "verify", "key.json", "public.json", "proof.json"], in: folder.url)
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        process.standardError = FileHandle.nullDevice
        try process.run()
        while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
        #expect(process.terminationStatus == 2)
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func aSignalEndsAProofAndNothingIsLeft(number: Int32, status: Int32) async throws {
        try write(sizeLog2: 14, as: "large")
        try await setUp("large")
        let before = try names
        // A machine that is busy elsewhere may let a proof end before its signal.
        for _ in 0..<10 {
            let process = try Program.make(
                ["zk", "prove", "large.zkey", "large.wtns", "proof.json", "public.json"], in: folder.url)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            while process.isRunning, try names == before { try await Task.sleep(for: .milliseconds(1)) }
            kill(process.processIdentifier, number)
            while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
            if process.terminationStatus == 0 {
                for name in ["proof.json", "public.json"] {
                    try FileManager.default.removeItem(atPath: folder.path(name))
                }
                continue
            }
            #expect(process.terminationReason == .exit)
            #expect(process.terminationStatus == status)
            #expect(try names == before)
            return
        }
        Issue.record("ten proofs ended before their signal")
    }
}
