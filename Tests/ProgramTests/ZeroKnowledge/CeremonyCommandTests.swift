import ConstraintSystem
import Foundation
import Testing
import Workbench

/// Both phases of a ceremony, as its contributors call them.
@Suite struct CeremonyCommandTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        let circuit = try ProvingCircuit(.bits, sizeLog2: 7)
        try R1CSFile.write(circuit.system, path: folder.path("circuit.r1cs"))
        try WitnessFile.write(circuit.witness, path: folder.path("witness.wtns"))
    }

    private func run(_ arguments: String...) async throws -> Program.Result {
        try await Program.run(["zk"] + arguments, in: folder.url)
    }

    /// Runs commands that succeed.
    private func succeed(_ lines: String...) async throws {
        for line in lines {
            let result = try await Program.run(["zk"] + line.split(separator: " ").map(String.init), in: folder.url)
            #expect(result.status == 0, "\(line): \(result.errors)")
        }
    }

    @Test func aKeyMadeTogetherProves() async throws {
        try await succeed(
            "ceremony powers-of-tau new 7 p0.ptau",
            "ceremony powers-of-tau contribute p0.ptau p1.ptau --name Alice",
            "ceremony powers-of-tau contribute p1.ptau p2.ptau --name Bob --entropy dice",
            "ceremony powers-of-tau beacon p2.ptau p3.ptau 0102030405060708 10 --name Final",
            "ceremony powers-of-tau verify p3.ptau",
            "ceremony powers-of-tau prepare p3.ptau powers.ptau",
            "ceremony powers-of-tau verify powers.ptau",
            "ceremony phase2 new circuit.r1cs powers.ptau k0.zkey",
            "ceremony phase2 contribute k0.zkey k1.zkey --name Carol",
            "ceremony phase2 beacon k1.zkey key.zkey 0102030405060708 10 --name Final",
            "prove key.zkey witness.wtns proof.json public.json",
            "export verification-key key.zkey key.json",
            "verify key.json public.json proof.json")
        let powers = try await run("ceremony", "powers-of-tau", "verify", "powers.ptau", "--json").object()
        #expect(names(powers) == ["Alice", "Bob", "Final"])
        let verified = try await run(
            "ceremony", "phase2", "verify", "circuit.r1cs", "powers.ptau", "key.zkey", "--json")
        #expect(verified.status == 0)
        let key = try verified.object()
        #expect(key["valid"] as? Bool == true)
        #expect(names(key) == ["Carol", "Final"])
        let beacon = try #require((key["contributions"] as? [[String: Any]])?.last)
        #expect(beacon["beacon"] as? String == "0102030405060708")
        #expect(beacon["iterationsLog2"] as? Int == 10)
    }

    private func names(_ object: [String: Any]) -> [String]? {
        (object["contributions"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    }

    /// Whoever compares hashes reads this listing, so no name may look like a line of it.
    @Test func aNameCannotForgeALineOfTheListing() async throws {
        try await succeed("ceremony powers-of-tau new 4 p0.ptau")
        let name = "Mallory\n  hash: 00\u{1b}[2J\u{202e}"
        let made = try await run("ceremony", "powers-of-tau", "contribute", "p0.ptau", "p1.ptau", "--name", name)
        #expect(made.status == 0)
        let listing = try await run("ceremony", "powers-of-tau", "verify", "p1.ptau").output
        #expect(listing.contains("name: Mallory\\u{a}  hash: 00\\u{1b}[2J\\u{202e}\n"))
        #expect(!listing.contains("\u{1b}") && !listing.contains("\u{202e}"))
        let object = try await run("ceremony", "powers-of-tau", "verify", "p1.ptau", "--json").object()
        #expect(names(object) == [name])
    }

    @Test func aDamagedFileIsNamed() async throws {
        try await succeed("ceremony powers-of-tau new 4 p0.ptau", "ceremony powers-of-tau contribute p0.ptau p1.ptau")
        let url = URL(fileURLWithPath: folder.path("p1.ptau"))
        var bytes = try Data(contentsOf: url)
        // A byte of the second point of section 2, tau on G1.
        bytes[200] ^= 1
        try bytes.write(to: url)
        let damaged = try await run("ceremony", "powers-of-tau", "verify", "p1.ptau")
        #expect(damaged.status == 2)
        #expect(damaged.errors == "Error: p1.ptau: point 1 of section 2 is not a point of its group\n")
        let missing = try await run("ceremony", "powers-of-tau", "verify", "none.ptau")
        #expect(missing.status == 2)
        let other = try await run("ceremony", "phase2", "verify", "circuit.r1cs", "p0.ptau", "witness.wtns")
        #expect(other.status == 2)
        #expect(other.errors == "Error: witness.wtns: this is no .zkey file\n")
    }
}
