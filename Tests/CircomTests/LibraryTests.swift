import Circom
import ConstraintSystem
import FiniteFields
import Foundation
import Testing
import Workbench

@Suite struct LibraryTests {
    /// The template with all inputs public, so that level 2 keeps them.
    private func program(_ test: LintHarness.Case) throws -> String {
        let inputs = try JSONSerialization.jsonObject(with: Data(test.inputs.utf8)) as? [String: Any]
        let names = try #require(inputs).keys.sorted().joined(separator: ", ")
        return "pragma circom 2.1.0;\ninclude \"\(test.include)\";\ncomponent main {public [\(names)]} = \(test.call);"
    }

    @Test("no other output satisfies", arguments: LintCases.library, SimplificationLevel.allCases)
    func changedOutputsAreRejected(_ test: LintHarness.Case, _ level: SimplificationLevel) throws {
        let circuit = try CircuitFixture.compile(try program(test), level: level)
        let wires = try CircuitFixture.witness(circuit, test.inputs)
        let system = try circuit.system()
        try system.check(Witness(values: wires))
        for output in 0..<circuit.circuit.outputCount {
            for change in [Fr.one, -Fr.one, Fr(1 << 32)] {
                var changed = wires
                changed[output + 1] += change
                #expect(throws: ConstraintSystemError.self) { try system.check(Witness(values: changed)) }
            }
        }
    }

    @Test("no other signal satisfies", arguments: LintCases.library)
    func changedSignalsAreRejected(_ test: LintHarness.Case) throws {
        // The inverse of a zero test is free where the tested value is zero.
        guard test.name != "IsZero", test.name != "IsEqual" else { return }
        let circuit = try CircuitFixture.compile(try program(test), level: .none)
        let wires = try CircuitFixture.witness(circuit, test.inputs)
        let system = try circuit.system()
        // Other inputs may have the same outputs: a choice does not depend on what is not chosen.
        let firstInput = 1 + circuit.circuit.outputCount
        let inputs = firstInput..<firstInput + circuit.circuit.publicInputCount + circuit.circuit.privateInputCount
        let step = max(1, wires.count / 60)
        for wire in stride(from: 1, to: wires.count, by: step) where !inputs.contains(wire) {
            var changed = wires
            changed[wire] += .one
            #expect(throws: ConstraintSystemError.self, "signal \(wire)") { try system.check(Witness(values: changed)) }
        }
    }

    @Test("the lint is quiet", arguments: LintCases.library)
    func lintIsQuiet(_ test: LintHarness.Case) throws {
        let lint = CircuitLint.run(try CircuitFixture.compile(try program(test)).circuit)
        #expect(lint.findings.isEmpty, "\(lint.findings.map(\.message))")
    }

    @Test("pinned constraint counts", arguments: try rows())
    func constraintCountsArePinned(_ row: Row) throws {
        let text = "pragma circom 2.1.0;\ninclude \"\(row.include)\";\ncomponent main = \(row.call);"
        let circuit = try CircuitFixture.compile(text, level: .equalities)
        #expect(circuit.nonLinearCount == row.products)
        #expect(circuit.linearCount == row.linear)
        #expect(Simplifier.simplify(circuit.circuit, level: .linear).constraintCount == row.simplified)
        if let circomlib = row.circomlib { #expect(row.simplified <= circomlib) }
    }

    struct Row: Sendable {
        var include: String
        var call: String
        var products: Int
        var linear: Int
        var simplified: Int
        /// Constraints of circomlib's template for the same job at O2, where it has one.
        var circomlib: Int?
    }

    /// The rows of `circuits/stats.csv`: include;call;products;linear;constraints at O2;circomlib's template;its count.
    static func rows() throws -> [Row] {
        let path = CircuitFixture.library + "/../stats.csv"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            let parts = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            return Row(
                include: parts[0], call: parts[1], products: try #require(Int(parts[2])),
                linear: try #require(Int(parts[3])), simplified: try #require(Int(parts[4])),
                circomlib: Int(parts[6]))
        }
    }

    // Values of circomlib's own tests (test/poseidoncircuit.js, from the authors' reference implementation) and of EIP-2494.
    @Test(arguments: [
        (
            "poseidon.circom", "Poseidon(2)", #"{"inputs": [1, 2]}"#,
            ["7853200120776062878684798364095072458815029376092732009249414926327459813530"]
        ),
        (
            "poseidon.circom", "Poseidon(2)", #"{"inputs": [3, 4]}"#,
            ["14763215145315200506921711489642608356394854266165572616578112107564877678998"]
        ),
        (
            "poseidon.circom", "Poseidon(5)", #"{"inputs": [1, 2, 0, 0, 0]}"#,
            ["1018317224307729531995786483840663576608797660851238720571059489595066344487"]
        ),
        (
            "babyjubjub.circom", "PointSum()",
            #"{"first": ["17777552123799933955779906779655732241715742912184938656739573121738514868268", "2626589144620713026669568689430873010625803728049924121243784502389097019475"], "second": ["16540640123574156134436876038791482806971768689494387082833631921987005038935", "20819045374670962167435360035096875258406992893633759881276124905556507972311"]}"#,
            [
                "7916061937171219682591368294088513039687205273691143098332585753343424131937",
                "14035240266687799601661095864649209771790948434046947201833777492504781204499",
            ]
        ),
        ("comparators.circom", "LessThan(8)", #"{"a": 5, "b": 9}"#, ["1"]),
        ("comparators.circom", "LessThan(8)", #"{"a": 9, "b": 9}"#, ["0"]),
        ("comparators.circom", "LessOrEqual(8)", #"{"a": 9, "b": 9}"#, ["1"]),
        ("comparators.circom", "LessOrEqual(8)", #"{"a": 10, "b": 9}"#, ["0"]),
        ("multiplexers.circom", "Multiplexer(2)", #"{"choice": [0, 1], "values": [5, 6, 7, 8]}"#, ["7"]),
        ("amounts.circom", "FixedPointProduct(8, 4)", #"{"a": 101, "rate": 24}"#, ["151", "8"]),
        ("amounts.circom", "AmountQuotient(8)", #"{"a": 200, "b": 30}"#, ["6", "20"]),
        // Python's divmod of 2^128 - 1.
        (
            "amounts.circom", "AmountQuotient(128)", #"{"a": "340282366920938463463374607431768211455", "b": 1000003}"#,
            ["340281346076900232762676319402810", "3025"]
        ),
        (
            "amounts.circom", "AmountQuotient(128)",
            #"{"a": "340282366920938463463374607431768211455", "b": "18446744073709551621"}"#,
            ["18446744073709551611", "24"]
        ),
        (
            "amounts.circom", "AmountQuotient(128)", #"{"a": "340282366920938463463374607431768211455", "b": 1}"#,
            ["340282366920938463463374607431768211455", "0"]
        ),
        (
            "amounts.circom", "AmountQuotient(128)", #"{"a": 7, "b": "340282366920938463463374607431768211455"}"#,
            ["0", "7"]
        ),
        (
            "amounts.circom", "AmountProduct(128)", #"{"a": "36893488147419103235", "b": 1000}"#,
            ["36893488147419103235000"]
        ),
        // 2^65 + 3 times 1.5 in units of 2^-64: the half of 3 is rounded down, and 2^63 of 2^64 remains.
        (
            "amounts.circom", "FixedPointProduct(128, 64)",
            #"{"a": "36893488147419103235", "rate": "27670116110564327424"}"#,
            ["55340232221128654852", "9223372036854775808"]
        ),
    ])
    func knownValues(_ include: String, _ call: String, _ inputs: String, _ outputs: [String]) throws {
        let circuit = try CircuitFixture.compile(
            "pragma circom 2.1.0;\ninclude \"\(include)\";\ncomponent main = \(call);", level: .linear)
        #expect(try CircuitFixture.witness(circuit, inputs)[1...outputs.count].map(\.decimal) == outputs)
    }

    @Test(arguments: [
        ("bits.circom", "Bits(8)", #"{"in": 256}"#),
        ("bits.circom", "Range(8)", #"{"in": -1}"#),
        ("comparators.circom", "RequireLess(8)", #"{"a": 9, "b": 9}"#),
        ("amounts.circom", "AmountSum(8)", #"{"a": 200, "b": 56}"#),
        ("amounts.circom", "AmountDifference(8)", #"{"a": 3, "b": 4}"#),
        ("amounts.circom", "AmountTotal(8, 3)", #"{"in": [100, 100, 56]}"#),
        ("amounts.circom", "AmountProduct(8)", #"{"a": 16, "b": 16}"#),
        ("babyjubjub.circom", "OnCurve()", #"{"point": [1, 1]}"#),
        // The point of order 2: on the curve, and not in the subgroup.
        ("babyjubjub.circom", "RequireSubgroup()", #"{"point": [0, -1]}"#),
        ("variable_base.circom", "PointMultiple(4)", #"{"bits": [1, 0, 0, 0], "point": [0, 1]}"#),
        ("bits.circom", "BitsUpTo(8, 200)", #"{"in": 201}"#),
        ("amounts.circom", "AmountQuotient(8)", #"{"a": 7, "b": 0}"#),
        ("amounts.circom", "AmountQuotient(128)", #"{"a": 7, "b": 0}"#),
        ("amounts.circom", "AmountQuotient(127)", #"{"a": "340282366920938463463374607431768211455", "b": 1}"#),
        ("amounts.circom", "AmountProduct(128)", #"{"a": "18446744073709551616", "b": "18446744073709551616"}"#),
        (
            "amounts.circom", "AmountProduct(128)",
            #"{"a": "340282366920938463463374607431768211455", "b": "340282366920938463463374607431768211455"}"#
        ),
        (
            "amounts.circom", "FixedPointProduct(128, 64)",
            #"{"a": "36893488147419103232", "rate": "170141183460469231731687303715884105728"}"#
        ),
        ("merkle.circom", "MerkleInclusion(1)", #"{"root": 1, "leaf": 2, "path": [0], "siblings": [3]}"#),
        ("merkle.circom", "MerkleRoot(1)", #"{"leaf": 2, "path": [2], "siblings": [3]}"#),
    ])
    func inputsOutsideTheDomainHaveNoWitness(_ include: String, _ call: String, _ inputs: String) throws {
        let circuit = try CircuitFixture.compile(
            "pragma circom 2.1.0;\ninclude \"\(include)\";\ncomponent main = \(call);")
        #expect(throws: WitnessError.self) { try CircuitFixture.witness(circuit, inputs) }
    }

    /// A prover who does not follow the hints: other quotients and remainders with q b + r = a in the field.
    @Test(arguments: [
        // For 7 / 3: a remainder above b, a negative one, and the quotients in the field for remainders 0 and 2.
        ("3", "1", "4"), ("3", "3", "-2"),
        ("3", "14592161914559516814830937163504850059032242933610689562465469457717205663747", "0"),
        ("3", "7296080957279758407415468581752425029516121466805344781232734728858602831874", "2"),
        // For b = 2^128 - 1: quotient and remainder of 7 + p, both in range, whose product goes around the prime.
        (
            "340282366920938463463374607431768211455", "64323764613183177041862057485226039389",
            "117762402845492705431366950193897494629"
        ),
    ])
    func otherQuotientsOfAmountsAreRejected(_ divisor: String, _ quotient: String, _ remainder: String) throws {
        let library = try String(contentsOfFile: CircuitFixture.library + "/amounts.circom", encoding: .utf8)
        func circuit(_ quotient: String, _ remainder: String) throws -> SimplifiedCircuit {
            let claimed = library.replacing("quotient <-- b == 0 ? 0 : a \\ b;", with: "quotient <-- \(quotient);")
                .replacing("remainder <-- b == 0 ? 0 : a % b;", with: "remainder <-- \(remainder);")
            #expect(claimed != library)
            return try CircuitFixture.compile(claimed + "component main = AmountQuotient(128);")
        }
        let inputs = #"{"a": 7, "b": "\#(divisor)"}"#
        #expect(throws: WitnessError.self) { try CircuitFixture.witness(circuit(quotient, remainder), inputs) }
        let honest = divisor == "3" ? ("2", "1") : ("0", "7")
        #expect(try CircuitFixture.witness(circuit(honest.0, honest.1), inputs)[1].decimal == honest.0)
    }

    @Test func aSecondDecompositionIsRejectedByStrictBits() throws {
        // The bits of 1 + p satisfy plain bits of 254 and must not satisfy the strict ones.
        let circuit = try CircuitFixture.compile(
            "pragma circom 2.1.0;\ninclude \"bits.circom\";\ncomponent main = BitsUpTo(254, -1);")
        var wires = try CircuitFixture.witness(circuit, #"{"in": 1}"#)
        let sum = FourWords(1, 0, 0, 0).adding(Fr.modulusWords).sum
        for bit in 0..<254 { wires[1 + bit] = Fr(sum.bits(at: bit, count: 1)) }
        // The prefixes follow the bits: products of the bits where p - 1 is one, from the top.
        var prefix = wires[254]
        var next = 256
        let top = (-Fr.one).canonicalWords
        for bit in stride(from: 252, through: 0, by: -1) where top.bits(at: bit, count: 1) == 1 {
            prefix = prefix * wires[1 + bit]
            wires[next] = prefix
            next += 1
        }
        #expect(next == wires.count)
        #expect(throws: ConstraintSystemError.self) { try circuit.system().check(Witness(values: wires)) }
    }
}
