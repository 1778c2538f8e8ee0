import ChainNode
import Groth16
import Signatures
import Testing

/// The keys that a chain takes proofs for, and the refusal of keys that anyone can forge proofs for.
@Suite struct GenesisCircuitTests {
    private static let hashA = String(repeating: "0a", count: 64)
    private static let hashB = String(repeating: "0b", count: 64)
    private static let circuit = """

        circuits:
          - name: eligibility
            key: "\(GenesisTests.keyA)"
            contributions:
              - name: "alice"
                hash: "\(hashA)"
              - name: "bob"
                hash: "\(hashB)"
        """
    private static let good = GenesisTests.good + circuit

    @Test func circuitsAreReadWhole() throws {
        let genesis = try Genesis(parsing: Self.good, source: "x")
        let circuit = try #require(genesis.circuits.first)
        #expect(genesis.circuits.count == 1)
        #expect(circuit.name == "eligibility")
        #expect(circuit.key.hex == GenesisTests.keyA)
        #expect(circuit.contributions.map(\.name) == ["alice", "bob"])
        #expect(circuit.contributions.map { Hex.encode($0.hash) } == [Self.hashA, Self.hashB])
        #expect(!circuit.isForDevelopment)
    }

    @Test func textAndBytesComeBack() throws {
        var genesis = try Genesis(parsing: Self.good, source: "x")
        genesis.circuits[0].contributions[0].name = "a \"quoted\" & *named* \\ \u{7} ünïcode 🙂: #1 \n"
        for allowed in [false, true] {
            genesis.allowsDevelopmentKeys = allowed
            #expect(try Genesis(parsing: genesis.text(), source: "x") == genesis)
            #expect(Genesis(decoding: genesis.encoded()) == genesis)
        }
    }

    @Test func hashNoticesEachValueAndIsTheOldOneWithoutCircuits() throws {
        let genesis = try Genesis(parsing: Self.good, source: "x")
        var changed = Array(repeating: genesis, count: 6)
        changed[0].circuits = []
        changed[1].circuits[0].name = "other"
        changed[2].circuits[0].key = .zero
        changed[3].circuits[0].contributions[1].name = "carol"
        changed[4].circuits[0].contributions[1].hash[63] = 0
        changed[5].allowsDevelopmentKeys = true
        #expect(Set(changed.map(\.hash) + [genesis.hash]).count == 7)
        #expect(try changed[0].hash == Genesis(parsing: GenesisTests.good, source: "x").hash)
    }

    @Test(arguments: [
        Self.good.replacing("\"bob\"", with: "\"\(DevelopmentSeed.mark)tests\""),
        Self.good.replacing("\"alice\"", with: "\"\(DevelopmentSeed.mark)\""),
        GenesisTests.good + "\ncircuits: [{name: e, key: \(GenesisTests.keyA), contributions: []}]",
    ])
    func developmentKeysAreRefusedUnlessTheChainIsATrial(text: String) throws {
        let problem = #expect(throws: DocumentProblem.self) { try Genesis(parsing: text, source: "x") }
        #expect(problem?.description.contains("has a development key, for which anyone can forge proofs") == true)
        #expect(problem?.description.contains("symbolon zk ceremony") == true)
        let trial = try Genesis(parsing: text + "\nallow-development-keys: true", source: "x")
        #expect(trial.circuits.map(\.isForDevelopment) == [true])
        #expect(throws: DocumentProblem.self) {
            try Genesis(parsing: text + "\nallow-development-keys: false", source: "x")
        }
    }

    /// One change of the good file, and what the message must say.
    static let rows: [(change: (old: String, new: String), message: String)] = [
        (("name: eligibility", "name: a b"), "circuits[0].name: a circuit's name has 1 to 50 of"),
        (("key: \"ab", "key: \"xb"), "the digest of a verification key in 64 hexadecimal digits"),
        (("hash: \"0a", "hash: \""), "contributions[0].hash: the hash of a contribution in 128 hexadecimal digits"),
        (("contributions:", "contribution:"), "the key \"contributions\" is missing"),
        (("    key:", "    vkey: 1\n    key:"), "circuits[0].vkey: the key is unknown"),
        (("circuits:", "circuits: 3\nx:"), "a list is expected"),
        (("circuits:", "allow-development-keys: yes\ncircuits:"), "true or false is expected"),
        (
            (
                "circuits:",
                "circuits:\n  - {name: eligibility, key: \(GenesisTests.keyB), contributions: [{name: a, hash: \(hashA)}]}"
            ),
            "circuits[1].name: the circuit stands twice"
        ),
    ]

    @Test(arguments: rows.indices)
    func eachMistakeIsNamedWithPlaceAndFix(row: Int) throws {
        let (change, message) = Self.rows[row]
        let text = GenesisTests.good + Self.circuit.replacing(change.old, with: change.new, maxReplacements: 1)
        #expect(text != Self.good)
        let problem = #expect(throws: DocumentProblem.self) { try Genesis(parsing: text, source: "genesis.yaml") }
        #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "")")
    }
}
