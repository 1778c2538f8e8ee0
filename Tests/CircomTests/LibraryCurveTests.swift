import Circom
import ConstraintSystem
import EllipticCurves
import FieldHashes
import FiniteFields
import Foundation
import Signatures
import TestSupport
import Testing
import Workbench

/// The templates of `circuits/lib` against the arithmetic of `EllipticCurves` and `FieldHashes`.
@Suite struct LibraryCurveTests {
    /// A compiled template, run on many inputs.
    private struct Runner {
        let circuit: SimplifiedCircuit
        let program: WitnessProgram
        let system: R1CS

        init(_ include: String, _ call: String) throws {
            circuit = try CircuitFixture.compile(
                "pragma circom 2.1.0;\ninclude \"\(include)\";\ncomponent main = \(call);", level: .linear)
            program = try WitnessProgram(circuit)
            system = try circuit.system()
        }

        /// The outputs of a satisfied witness.
        func outputs(_ inputs: [Fr]) throws -> [Fr] {
            var run = WitnessRun(program)
            let wires = try run.wires(inputs: inputs)
            try system.check(Witness(values: wires))
            return Array(wires[1..<1 + circuit.circuit.outputCount])
        }
    }

    private func bits(_ scalar: FourWords, _ count: Int) -> [Fr] {
        (0..<count).map { Fr(scalar.bits(at: $0, count: 1)) }
    }

    private func coordinates(_ point: BabyJubjubPoint) -> [Fr] { [point.x, point.y] }

    /// Scalars at the edges of the ranges that the multiples distinguish, and random ones.
    private func scalars(_ count: Int, _ random: inout SeededGenerator) -> [FourWords] {
        let order = BabyJubjub.subgroupOrder
        let one = FourWords(1, 0, 0, 0)
        let all = [
            FourWords.zero, one, FourWords(2, 0, 0, 0), FourWords(7, 0, 0, 0), order.subtracting(one).difference, order,
            order.adding(one).sum, (-Fr.one).canonicalWords,
        ]
        return (all + (0..<4).map { _ in random.element(of: Fr.self).canonicalWords }).map { low($0, count) }
    }

    /// The lowest bits of a scalar.
    private func low(_ scalar: FourWords, _ count: Int) -> FourWords {
        var words: [UInt64] = [scalar.word0, scalar.word1, scalar.word2, scalar.word3]
        for index in 0..<4 {
            let kept = min(64, max(0, count - 64 * index))
            if kept < 64 { words[index] &= (1 << UInt64(kept)) - 1 }
        }
        return FourWords(words[0], words[1], words[2], words[3])
    }

    @Test(arguments: [1, 2, 3, 4, 7, 12, 250, 251, 252, 253, 254])
    func fixedBaseMultiplesAreThoseOfTheCurve(_ count: Int) throws {
        var random = SeededGenerator(seed: 21)
        let runner = try Runner("fixed_base.circom", "FixedBaseMultiple(\(count), subgroupBase())")
        for scalar in scalars(count, &random) {
            let expected = BabyJubjub.base.multiplied(variableTimeBy: scalar)
            #expect(try runner.outputs(bits(scalar, count)) == coordinates(expected), "seed 21, scalar \(scalar)")
        }
    }

    @Test(arguments: [2, 3, 6, 249, 250, 251, 252, 253, 254])
    func variableBaseMultiplesAreThoseOfTheCurve(_ count: Int) throws {
        var random = SeededGenerator(seed: 22)
        let runner = try Runner("variable_base.circom", "PointMultiple(\(count))")
        for scalar in scalars(count, &random) {
            let point = BabyJubjub.base.multiplied(variableTimeBy: random.element(of: Fr.self).canonicalWords)
            let expected = point.multiplied(variableTimeBy: scalar)
            #expect(
                try runner.outputs(bits(scalar, count) + coordinates(point)) == coordinates(expected),
                "seed 22, scalar \(scalar)")
        }
    }

    /// A point of the curve outside the subgroup: EIP-2494's generator of the whole group.
    private func generator() throws -> BabyJubjubPoint {
        let x = try #require(Fr(decimal: "995203441582195749578291179787384436505546430278305826713579947235728471134"))
        let y = try #require(
            Fr(decimal: "5472060717959818805561601436314318772137091100104008585924551046643952123905"))
        return try #require(BabyJubjubPoint(x: x, y: y))
    }

    @Test func doublesAndSumsAreThoseOfTheCurve() throws {
        let double = try Runner("babyjubjub.circom", "PointDouble()")
        let eight = try Runner("babyjubjub.circom", "PointTimesEight()")
        let sum = try Runner("babyjubjub.circom", "PointSum()")
        let minusOne = try #require(BabyJubjubPoint(x: .zero, y: -Fr.one))
        let points = [BabyJubjub.base, try generator(), minusOne, .identity, -BabyJubjub.base]
        for point in points {
            #expect(try double.outputs(coordinates(point)) == coordinates(point + point))
            let times = point.multiplied(variableTimeBy: FourWords(8, 0, 0, 0))
            #expect(try eight.outputs(coordinates(point)) == coordinates(times))
            for other in points {
                #expect(try sum.outputs(coordinates(point) + coordinates(other)) == coordinates(point + other))
            }
        }
    }

    @Test func subgroupMembershipIsThatOfTheCurve() throws {
        let runner = try Runner("babyjubjub.circom", "RequireSubgroup()")
        let generator = try generator()
        let inside = [BabyJubjub.base, .identity, generator.multiplied(variableTimeBy: FourWords(8, 0, 0, 0))]
        for point in inside { #expect(try runner.outputs(coordinates(point)).isEmpty) }
        for point in [generator, generator + BabyJubjub.base] {
            #expect(throws: WitnessError.self) { try runner.outputs(coordinates(point)) }
        }
    }

    @Test(arguments: 1...16)
    func poseidonIsThatOfFieldHashes(_ count: Int) throws {
        var random = SeededGenerator(seed: 23)
        let runner = try Runner("poseidon.circom", "Poseidon(\(count))")
        for _ in 0..<3 {
            let inputs = (0..<count).map { _ in random.element(of: Fr.self) }
            #expect(try runner.outputs(inputs) == [Poseidon.hash(inputs)], "seed 23")
        }
    }

    @Test func poseidonConstantsAreTheGenerators() throws {
        let file = try String(contentsOfFile: CircuitFixture.library + "/poseidon_constants.circom", encoding: .utf8)
        #expect(file == PoseidonConstantsSource.text)
    }

    // MARK: Signatures

    private func inputs(_ key: BabyJubjubPoint, _ signature: EdDSASignature, response: Fr? = nil, _ message: Fr) throws
        -> [Fr]
    {
        let own = try #require(Fr(canonicalWords: signature.response.words))
        return coordinates(key) + coordinates(signature.commitment) + [response ?? own, message]
    }

    @Test func signaturesAreAcceptedAndNothingElseIs() throws {
        let runner = try Runner("eddsa.circom", "RequireSignature()")
        var random = SeededGenerator(seed: 24)
        for _ in 0..<2 {
            let key = try #require(try EdDSASecretKey(SecretBytes(random.bytes(count: 32))))
            let message = random.element(of: Fr.self)
            let signature = key.sign(message)
            let point = key.publicKey.point
            #expect(try runner.outputs(inputs(point, signature, message)).isEmpty, "seed 24")
            #expect(throws: WitnessError.self) { try runner.outputs(inputs(point, signature, message + .one)) }
            #expect(throws: WitnessError.self) { try runner.outputs(inputs(-point, signature, message)) }
            let moved = EdDSASignature(commitment: signature.commitment + BabyJubjub.base, response: signature.response)
            #expect(throws: WitnessError.self) { try runner.outputs(inputs(point, moved, message)) }
            // The same response plus the order: the same multiple, and refused, so that a signature has one form.
            let other = try #require(
                Fr(canonicalWords: signature.response.words.adding(BabyJubjub.subgroupOrder).sum))
            #expect(throws: WitnessError.self) {
                try runner.outputs(inputs(point, signature, response: other, message))
            }
        }
    }

    @Test func keysOfLowOrderAreRefused() throws {
        let runner = try Runner("eddsa.circom", "RequireSignature()")
        let low = try #require(BabyJubjubPoint(x: .zero, y: -Fr.one))
        // For a key of low order, response and commitment alone would fit for any message.
        let signature = EdDSASignature(commitment: .identity, response: try #require(BabyJubjubScalar(words: .zero)))
        #expect(throws: WitnessError.self) { try runner.outputs(inputs(low, signature, .one)) }
        #expect(throws: WitnessError.self) { try runner.outputs(inputs(.identity, signature, .one)) }
    }

    @Test func aDisabledSignatureMayBeAnything() throws {
        let runner = try Runner("eddsa.circom", "RequireSignatureIf()")
        #expect(try runner.outputs([.zero] + (1...6).map { Fr(UInt64($0)) }).isEmpty)
        #expect(throws: WitnessError.self) { try runner.outputs([.one] + (1...6).map { Fr(UInt64($0)) }) }
    }

    @Test func aPublicKeyIsThatOfTheSigner() throws {
        let runner = try Runner("fixed_base.circom", "PublicKey()")
        let secret = FourWords(0x1234_5678_9abc_def0, 0xfedc_ba98_7654_3210, 0x0f1e_2d3c_4b5a_6978, 0x0123_4567)
        let scalar = try #require(Fr(canonicalWords: secret))
        #expect(try runner.outputs([scalar]) == coordinates(BabyJubjub.base.multiplied(variableTimeBy: secret)))
    }
}
