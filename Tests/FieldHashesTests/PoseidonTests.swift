import FieldHashes
import FiniteFields
import Foundation
import Signatures
import TestSupport
import Testing

@Suite struct PoseidonTests {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        var inputs: [String]
        var capacity: String
        var state: [String]
        var testDescription: String { "\(inputs.count) inputs, capacity \(capacity.prefix(6))" }
    }

    struct VectorFile: Decodable {
        var vectors: [Vector]

        static func load(_ name: String) throws -> [Vector] {
            let url = try #require(Bundle.module.url(forResource: "Vectors/\(name)", withExtension: "json"))
            return try JSONDecoder().decode(VectorFile.self, from: Data(contentsOf: url)).vectors
        }
    }

    struct ConstantsFile: Decodable {
        struct Entry: Decodable {
            var width: Int
            var sha256: String
        }
        var digests: [Entry]
    }

    @Test(
        "known answers",
        arguments: try VectorFile.load("poseidon-circomlibjs") + VectorFile.load("poseidon-random"))
    func knownAnswer(_ vector: Vector) throws {
        let inputs = try vector.inputs.map { try #require(Fr(decimal: $0)) }
        let capacity = try #require(Fr(decimal: vector.capacity))
        let state = Poseidon.permute(inputs, capacity: capacity)
        #expect(state.prefix(vector.state.count).map(\.decimal) == vector.state)
        #expect(Poseidon.permutePlainly(inputs, capacity: capacity) == state)
        if capacity == .zero { #expect(Poseidon.hash(inputs).decimal == vector.state[0]) }
    }

    @Test func hashOfOneAndTwoIsTheOneOfTheLiterature() {
        let expected = "7853200120776062878684798364095072458815029376092732009249414926327459813530"
        #expect(Poseidon.hash(Fr(1), Fr(2)).decimal == expected)
    }

    @Test func constantsFromTheLFSRAreCircomlibs() throws {
        let url = try #require(Bundle.module.url(forResource: "Vectors/poseidon-constants", withExtension: "json"))
        let entries = try JSONDecoder().decode(ConstantsFile.self, from: Data(contentsOf: url)).digests
        #expect(entries.map(\.width) == Array(PoseidonParameters.widths))
        for entry in entries {
            let parameters = PoseidonParameters.forWidth(entry.width)
            let bytes = (parameters.roundConstants + parameters.matrix).flatMap(\.bigEndianBytes)
            #expect(SHA256.hash(bytes).hex == entry.sha256, "width \(entry.width)")
        }
    }

    @Test(arguments: Array(Poseidon.inputCounts))
    func fastFormEqualsPlainForm(inputCount: Int) {
        let seed = UInt64(31 + inputCount)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let inputs = (0..<inputCount).map { _ in random.element() }
            let capacity = random.element()
            #expect(
                Poseidon.permute(inputs, capacity: capacity) == Poseidon.permutePlainly(inputs, capacity: capacity),
                "seed \(seed)")
        }
    }

    @Test func numberOfInputsIsPartOfTheHash() {
        #expect(Poseidon.hash([Fr(1)]) != Poseidon.hash([Fr(1), .zero]))
        #expect(Poseidon.hash(Fr(1), Fr(2)) != Poseidon.hash(Fr(2), Fr(1)))
    }

    @Test func noInputsIsABrokenPromise() async {
        await #expect(processExitsWith: .failure) { _ = Poseidon.hash([]) }
        await #expect(processExitsWith: .failure) { _ = Poseidon.hash([Fr](repeating: .one, count: 17)) }
    }
}

extension SeededGenerator {
    /// A pseudo-random field element, now and then one at an edge.
    mutating func element() -> Fr {
        switch below(16) {
        case 0: .zero
        case 1: .one
        case 2: -Fr.one
        default:
            Fr(
                reducingLow: FourWords(next(), next(), next(), next()),
                high: FourWords(next(), next(), next(), next()))
        }
    }
}
