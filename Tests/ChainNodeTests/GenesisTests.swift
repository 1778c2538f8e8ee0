import ChainNode
import RightsLedger
import Signatures
import Testing

@Suite struct GenesisTests {
    static let keyA = String(repeating: "ab", count: 32)
    static let keyB = String(repeating: "cd", count: 32)

    static let good = """
        chain-id: my-chain
        time: 2023-11-14T22:13:20Z
        state-format: 1
        epoch:
          kind: seconds
          seconds: 3600
        accounts:
          - public-key: "\(keyA)"
            roles: [regulator, issuer]
        consensus:
          engine: solo
          operator-key: "\(keyB)"
        """

    @Test func aGoodFileIsReadWhole() throws {
        let genesis = try Genesis(parsing: Self.good, source: "genesis.yaml")
        #expect(genesis.chainID == "my-chain")
        #expect(genesis.time == 1_700_000_000)
        #expect(genesis.epochRule == .seconds(3_600))
        #expect(genesis.accounts.map(\.publicKey.hex) == [Self.keyA])
        #expect(genesis.accounts.map(\.roles) == [[.regulator, .issuer]])
        #expect(genesis.operatorKey.hex == Self.keyB)
    }

    @Test func writtenTextReadsBackAsTheSameGenesis() throws {
        let chain = try TestChain()
        #expect(try Genesis(parsing: chain.genesis.text(), source: "x") == chain.genesis)
        let other = try Genesis(parsing: Self.good, source: "x")
        #expect(try Genesis(parsing: other.text(), source: "x") == other)
    }

    @Test func hashIgnoresLayoutAndNoticesEachValue() throws {
        let genesis = try Genesis(parsing: Self.good, source: "x")
        #expect(try Genesis(parsing: "# a comment\n" + Self.good, source: "x").hash == genesis.hash)
        var changed = [genesis, genesis, genesis, genesis, genesis]
        changed[0].chainID = "my-chain2"
        changed[1].time += 1
        changed[2].epochRule = .month(utcOffsetMinutes: 0)
        changed[3].accounts[0].roles = .regulator
        changed[4].operatorKey = genesis.accounts[0].publicKey
        #expect(Set(changed.map(\.hash) + [genesis.hash]).count == 6)
    }

    @Test func encodingComesBackAndOtherBytesAreRefused() throws {
        let genesis = try Genesis(parsing: Self.good, source: "x")
        let bytes = genesis.encoded()
        #expect(Genesis(decoding: bytes) == genesis)
        #expect(Genesis(decoding: bytes + [0]) == nil)
        #expect(Genesis(decoding: Array(bytes.dropLast())) == nil)
        #expect(Genesis(decoding: []) == nil)
    }

    /// One change of the good file, and what the message must say.
    static let rows: [(change: (old: String, new: String), message: String)] = [
        (("chain-id: my-chain", "chain-id: my chain"), "genesis.yaml:1: chain-id: a chain id has 1 to 50 of"),
        (("chain-id", "chain_id"), "the key \"chain-id\" is missing; add for example \"chain-id: my-chain\""),
        (
            ("state-format: 1", "state-format: 2"),
            "genesis.yaml:3: state-format: this program writes format 1 only; set it to 1"
        ),
        (
            ("time: 2023", "time: 1023"),
            "genesis.yaml:2: time: a time in UTC is expected; write it as 2026-01-31T12:00:00Z"
        ),
        (("seconds: 3600", "seconds: 0"), "genesis.yaml:6: epoch.seconds: a whole number from 1 to 31622400"),
        (("kind: seconds", "kind: weekly"), "epoch.kind: an epoch is \"month\" or \"seconds\""),
        (("kind: seconds\n  seconds", "kind: month\n  seconds"), "epoch.seconds: the key is unknown"),
        (("[regulator, issuer]", "[issuer]"), "no account is a regulator; give one account the role \"regulator\""),
        (("[regulator, issuer]", "[regulatr]"), "the role is unknown; did you mean \"regulator\"?"),
        (("[regulator, issuer]", "[]"), "accounts[0]: the account has no role"),
        (("[regulator, issuer]", "regulator"), "accounts[0].roles: a list is expected"),
        (("engine: solo", "engine: pbft"), "consensus.engine: the engine is unknown; write \"engine: solo\""),
        (("operator-key", "operator_key"), "the key \"operator-key\" is missing"),
        (
            ("public-key: \"\(keyA)\"", "public-key: \"abc\""),
            "an Ed25519 public key of 64 hexadecimal digits is expected"
        ),
        (("consensus:", "acounts: []\nconsensus:"), "acounts: the key is unknown; did you mean \"accounts\"?"),
        (("time:", "chain-id: b\ntime:"), "the key stands twice; keep one of them"),
        (("chain-id: my-chain", "chain-id: &a my-chain"), "genesis.yaml:1: a word begins with '&'"),
        (("chain-id: my-chain", "chain-id: *a"), "a word begins with '*'"),
        (("chain-id: my-chain", "chain-id: !!str my-chain"), "a word begins with '!'"),
        (("epoch:", "epoch: ["), "not YAML"),
    ]

    @Test(arguments: rows.indices)
    func eachMistakeIsNamedWithPlaceAndFix(row: Int) throws {
        let (change, message) = Self.rows[row]
        let text = Self.good.replacing(change.old, with: change.new, maxReplacements: 1)
        #expect(text != Self.good)
        let problem = #expect(throws: DocumentProblem.self) { try Genesis(parsing: text, source: "genesis.yaml") }
        #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "")")
    }

    @Test func anAccountThatStandsTwiceIsRefused() throws {
        let twice = Self.good.replacing(
            "accounts:", with: "accounts:\n  - public-key: \"\(Self.keyA)\"\n    roles: [oracle]")
        #expect(throws: DocumentProblem.self) { try Genesis(parsing: twice, source: "x") }
    }

    @Test func anEmptyFileAndSeveralDocumentsAreRefused() {
        #expect(throws: DocumentProblem.self) { try Genesis(parsing: "", source: "x") }
        #expect(throws: DocumentProblem.self) { try Genesis(parsing: "# nothing\n", source: "x") }
        #expect(throws: DocumentProblem.self) { try Genesis(parsing: Self.good + "\n---\na: b\n", source: "x") }
        #expect(throws: DocumentProblem.self) { try Genesis(parsing: "- a\n- b\n", source: "x") }
    }
}
