import ChainNode
import Foundation
import RightsLedger
import TestSupport
import Testing

/// Mutated and hand-made documents: typed errors, no trap, no blow-up.
@Suite struct HostileDocumentTests {
    static let seeds: [UInt64] = [1, 2, 3]
    static let roundsPerSeed = 10_000

    @Test(arguments: seeds)
    func mutatedGenesisFilesNeverTrap(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let base = Array(try TestChain().genesis.text().utf8)
        var accepted = 0
        for _ in 0..<Self.roundsPerSeed {
            let text = String(decoding: DocumentMutator.mutate(base, using: &generator), as: UTF8.self)
            do throws(DocumentProblem) {
                let genesis = try Genesis(parsing: text, source: "genesis.yaml")
                accepted += 1
                #expect(Genesis.isChainID(genesis.chainID), "seed \(seed)")
                #expect(genesis.accounts.contains { $0.roles.contains(.regulator) }, "seed \(seed)")
                #expect(Genesis(decoding: genesis.encoded()) == genesis, "seed \(seed)")
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
        // Mutations inside comments and hexadecimal digits leave a valid file.
        #expect(accepted > 0 && accepted < Self.roundsPerSeed)
    }

    @Test(arguments: seeds)
    func mutatedConfigurationFilesNeverTrap(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let directory = try TemporaryDirectory()
        let settings = NodeHome.configurationText.split(separator: "\n").map {
            $0.hasPrefix("# ") && $0.contains(": ") && !$0.contains("(") ? $0.dropFirst(2) : $0
        }
        let base = Array(settings.joined(separator: "\n").utf8)
        var accepted = 0
        for _ in 0..<Self.roundsPerSeed {
            let text = String(decoding: DocumentMutator.mutate(base, using: &generator), as: UTF8.self)
            do throws(NodeError) {
                _ = try NodeConfiguration.load(text: text, file: directory.file("config.yaml"))
                accepted += 1
            } catch {
                guard case .configuration = error else {
                    Issue.record("seed \(seed): \(error)")
                    return
                }
            }
        }
        #expect(accepted > 0 && accepted < Self.roundsPerSeed)
    }

    @Test func aliasesThatWouldExpandAreRefusedBeforeTheyDo() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let parts = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(parts)]\n"
        }
        let problem = #expect(throws: DocumentProblem.self) { try Genesis(parsing: text, source: "x") }
        #expect(problem?.reason == "a word begins with '&'")
    }

    @Test(arguments: ["[", "{", "- ", "? ", "a: {", "[[", "{{"])
    func deepNestingIsRefused(opening: String) {
        let text = String(repeating: opening, count: 100_000 / opening.utf8.count)
        #expect(throws: DocumentProblem.self) { try Genesis(parsing: text, source: "x") }
    }

    @Test func aFileOverTheLimitIsRefusedUnread() throws {
        let text = String(repeating: "#", count: (1 << 20) + 1)
        #expect(throws: DocumentProblem.self) { try Genesis(parsing: text, source: "x") }
        let directory = try TemporaryDirectory()
        let file = try directory.write(text, to: "genesis.yaml")
        #expect(throws: NodeError.file(path: file, reason: "the file has more than 1048576 bytes")) {
            try Genesis.load(file: file)
        }
    }

    @Test func bytesThatAreNoTextAreRefused() throws {
        let directory = try TemporaryDirectory()
        let file = directory.file("genesis.yaml")
        try Data([0x63, 0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: file))
        #expect(throws: NodeError.file(path: file, reason: "the file is not UTF-8 text")) {
            try Genesis.load(file: file)
        }
    }
}

/// Small random damage to a text: bytes changed, removed, doubled, swapped, and pieces of YAML thrown in.
enum DocumentMutator {
    static let pieces = [
        "\n", ": ", "- ", "[", "]", "{", "}", "\"", "'", "#", " ", "\t", "|", ">", "%", "@", "`", ",", "?", "---\n",
        "...\n", "null", "~", "true", "1e9", "0x1F", "-1", "18446744073709551616", "\u{0}", "\u{FEFF}", "é",
        "<<: ", "!!binary ", "&a ", "*a", "\\", "\"\\xFF\"", "\"\\uD800\"", "2026-01-01",
    ]

    static func mutate(_ base: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = base
        for _ in 0...generator.below(4) where !bytes.isEmpty {
            let index = generator.below(bytes.count)
            switch generator.below(7) {
            case 0: bytes[index] = UInt8(truncatingIfNeeded: generator.next())
            case 1: bytes[index] ^= 1 << UInt8(generator.below(8))
            case 2: bytes.remove(at: index)
            case 3: bytes.removeSubrange(index..<min(bytes.count, index + 1 + generator.below(40)))
            case 4:
                let slice = bytes[index..<min(bytes.count, index + 1 + generator.below(40))]
                bytes.insert(contentsOf: slice, at: generator.below(bytes.count))
            case 5: bytes.insert(contentsOf: pieces[generator.below(pieces.count)].utf8, at: index)
            default: bytes.removeLast(generator.below(bytes.count))
            }
        }
        return bytes
    }
}
