import Circom
import FiniteFields
import TestSupport
import Testing
import Workbench

/// Programs that the lint once judged wrongly.
@Suite struct LintAuditTests {
    private func findings(_ body: String, version: String = "2.2.0") throws -> [LintFinding] {
        let includes = ["comparators", "merkle", "eddsa", "amounts"].map { "include \"\($0).circom\";" }
        let text = "pragma circom \(version);\n\(includes.joined(separator: "\n"))\n\(body)"
        return CircuitLint.run(try CircuitFixture.compile(text).circuit).findings
    }

    // MARK: Inputs of components

    @Test(arguments: [
        // A membership proof, a comparison, two range checks and a signature, none of them tied to the template's inputs.
        (
            "m.leaf",
            """
            signal input secret; signal input path[2]; signal input sib[2]; signal output out;
            component m = MerkleInclusion(2);
            m.root <== root; m.leaf <-- secret; m.path <== path; m.siblings <== sib;
            out <== Poseidon(1)([secret]);
            """
        ),
        (
            "r.a",
            """
            signal input b; signal output out;
            component r = LessThan(8); r.a <-- root; r.b <== b; r.out === 1; out <== root * b;
            """
        ),
        ("r.in", "signal output out; component r = Bits(8); r.in <-- root; out <== root * root;"),
        ("r.in", "signal output out; component r = Check(); r.in <-- root; out <== root * root;"),
        (
            "v.message",
            """
            signal input key[2]; signal input c[2]; signal input s; signal output out;
            component v = RequireSignature();
            v.key <== key; v.commitment <== c; v.response <== s; v.message <-- root;
            out <== root * root;
            """
        ),
    ])
    func aCheckOfAHintIsFound(_ signal: String, _ body: String) throws {
        let check = "template Check() { signal input in; Range(8)(in); }\n"
        let found = try findings(check + "template M() { signal input root; \(body) }\ncomponent main = M();")
        #expect(found.contains { $0.kind == .unconstrained && $0.signal == signal }, "\(found.map(\.message))")
    }

    @Test func anInputOfAComponentThatTheConstraintsLeaveOpenIsFound() throws {
        // The square of the input is the square of a, so the input may also be -a.
        let check = "template Check() { signal input in; Range(8)(in); }\n"
        let found = try findings(
            check
                + """
                template M() {
                    signal input a; signal output b;
                    component c = Check(); c.in <-- a; b <== a * a; c.in * c.in === b;
                }
                component main = M();
                """)
        #expect(found.map(\.signal) == ["c.in"])
        #expect(found.map(\.kind) == [.undetermined])
        // An input that is a signal of the template is no finding of its own, whatever the signal is.
        let derived = try findings(
            check
                + """
                template M() {
                    signal input a; signal output b;
                    component c = Check(); signal s <-- a; b <== a * a; s * s === b; c.in <== s + 1;
                }
                component main = M();
                """)
        #expect(derived.map(\.signal) == ["s"])
    }

    @Test func everyWeakenedInputOfAComponentIsReported() throws {
        let text = """
            pragma circom 2.1.0;
            include "comparators.circom";
            template M() {
                signal input a; signal input b; signal output out;
                component less = LessThan(8); less.a <== a; less.b <== b;
                component bits = Bits(8); bits.in <== a;
                out <== less.out + bits.out[0];
            }
            component main = M();
            """
        let sources = TestSources(text: text)
        let libraries = [CircuitFixture.library]
        let mutations = CircomCompiler.mutations(
            of: "M", in: "main.circom", sources: sources, libraries: libraries)
        #expect(mutations.count == 4)
        for (mutation, _) in mutations {
            let mutant = try CircomCompiler.compile(
                "main.circom", sources: sources, libraries: libraries, mutation: mutation)
            #expect(!CircuitLint.run(mutant, seeksEvidence: false).findings.isEmpty, "\(mutation)")
        }
    }

    // MARK: Division in parts

    private func division(_ statements: [String]) -> String {
        """
        template M() {
            signal input a; signal input b; signal output q[2]; signal output r;
            q[0] <-- 0; q[1] <-- 0; r <-- a;
            signal low <-- 0; signal high <-- 0; signal room <-- b - a - 1;
            \(statements.joined(separator: "\n"))
        }
        component main = M();
        """
    }

    private static let sum = "low + (1 << 64) * high + r === a;"
    private static let sound = [
        "Range(100)(b);", "Range(64)(q[0]);", "Range(64)(q[1]);", "low === q[0] * b;", "high === q[1] * b;",
        "Range(100)(r);", "room === b - r - 1;", "Range(100)(room);", sum,
    ]
    /// The products are in range, but b is not: q b may have gone around the prime.
    private static let unsound = [
        "low === q[0] * b;", "Range(125)(low);", "Range(251)(r);", "high === q[1] * b;", "Range(125)(high);",
        "Range(64)(q[1]);", "room === b - r - 1;", "Range(251)(room);", "Range(64)(q[0]);", sum,
    ]

    @Test func aProductThatGoesAroundThePrimeIsNoPartOfAQuotient() throws {
        // (p + k) / 7 = b for one k below 8: then q = 7 has the product k, and the remainder a - k.
        let found = try findings(division(Self.unsound))
        #expect(found.contains { $0.kind == .undetermined && $0.signal == "q" })
        #expect(found.contains { $0.kind == .undetermined && $0.signal == "r" })
    }

    @Test func theVerdictDoesNotDependOnTheOrderOfStatements() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for round in 0..<12 {
            let blanks = String(repeating: "\n", count: round * 7)
            let quiet = try findings(blanks + division(Self.sound.shuffled(using: &random)))
            #expect(quiet.isEmpty, "seed \(seed): \(quiet.map(\.message))")
            let loud = try findings(blanks + division(Self.unsound.shuffled(using: &random)))
            let open = Set(loud.filter { $0.kind == .undetermined }.map(\.signal))
            #expect(open.isSuperset(of: ["q", "r"]), "seed \(seed)")
        }
    }

    @Test(arguments: [127, 128]) func aQuotientOfAmountsIsQuietWhereverItStands(_ bits: Int) throws {
        for lines in [0, 1, 10, 100] {
            let found = try findings(
                String(repeating: "\n", count: lines) + "component main = AmountQuotient(\(bits));")
            #expect(found.isEmpty, "\(found.map(\.message))")
        }
    }

    @Test func aRemainderThatIsKnownStillDivides() throws {
        // r is an input: what is left is b > r and a quotient.
        let body = """
            template M() {
                signal input a; signal input b; signal input r; signal output q;
                q <-- b == 0 ? 0 : (a - r) \\ b; Range(64)(q); Range(64)(r); q * b === a - r;
            """
        #expect(try findings(body + " Range(64)(b - r - 1); } component main = M();").isEmpty)
        #expect(try findings(body + " } component main = M();").contains { $0.signal == "q" })
    }

    // MARK: Tags of buses

    @Test(arguments: [
        // The tag of a field, of a field in an array of buses, of a bus in a bus, and a value of maxbits.
        ("bus P() { signal {binary} x; signal y; }", "output P() p; p.x <== a; p.y <== a;", "p.x"),
        (
            "bus P() { signal y; signal {binary} x[2]; }",
            "output P() p[2]; for (var i = 0; i < 2; i++) { p[i].y <== a; p[i].x[0] <== a; p[i].x[1] <== a; }", "p.x"
        ),
        (
            "bus Q() { signal z; signal {binary} x; } bus P() { signal y; Q() q; }",
            "output P() p; p.y <== a; p.q.z <== a; p.q.x <== a;", "p.q.x"
        ),
        (
            "bus P() { signal {maxbits} x; signal y; }",
            "output P() p; p.x.maxbits = 1; p.x <== a; p.y <== a;", "p.x"
        ),
    ])
    func theTagOfAFieldIsHeldTo(_ bus: String, _ body: String, _ name: String) throws {
        func program(_ checks: String) -> String {
            "\(bus)\ntemplate M() { signal input a; \(body) \(checks) }\ncomponent main = M();"
        }
        let found = try findings(program(""))
        #expect(found.map(\.kind) == [.outOfRange], "\(found.map(\.message))")
        #expect(found.map(\.signal) == [name])
        #expect(try findings(program("Range(1)(a);")).isEmpty)
    }

    // MARK: Smallest sizes, zeros

    @Test(arguments: [
        "Range(1)", "RequireLess(1)", "AmountSum(1)", "AmountDifference(1)", "AmountProduct(1)", "AmountTotal(1, 1)",
        "AmountQuotient(1)", "Halves(65)", "LessThan(1)", "Bits(1)",
    ])
    func theSmallestSizesAreQuiet(_ call: String) throws {
        let found = try findings("component main = \(call);")
        #expect(found.isEmpty, "\(found.map(\.message))")
    }

    @Test func anOutputThatIsDroppedOpenlyIsNoFinding() throws {
        func program(_ rest: String) -> String {
            "template M() { signal input a; component less = LessThan(8); less.a <== a; less.b <== 9; \(rest) }\n"
                + "component main = M();"
        }
        #expect(try findings(program("")).map(\.kind) == [.unused])
        #expect(try findings(program("_ <== less.out;")).isEmpty)
        #expect(
            try findings("template M() { signal input a; _ <== LessThan(8)(a, 9); }\ncomponent main = M();").isEmpty)
    }

    @Test func aSignalThatCanOnlyBeZeroIsDetermined() throws {
        let double = "template M() { signal input a; signal output b; signal z <-- 0; (z - 5) * (z - 5) === 0;"
        #expect(try findings(double + " b <== a + z; }\ncomponent main = M();").isEmpty)
        let zero = "template M() { signal input a; signal output b; signal z <-- 0; z * z === 0;"
        #expect(try findings(zero + " b <== a + z; }\ncomponent main = M();").isEmpty)
        #expect(try findings("component main = BitsUpTo(254, (1 << 253) - 1);").isEmpty)
    }

    @Test(arguments: ["1 << 253", "(1 << 253) + 5", "-2", "(1 << 253) + (1 << 252)"])
    func bitsUpToATopBelowThePrimeAreUnique(_ top: String) throws {
        #expect(try findings("component main = BitsUpTo(254, \(top));").isEmpty)
    }

    @Test(arguments: [(lowest: 247, isUnique: false), (lowest: 246, isUnique: true)])
    func bitsAreUniqueWhereTheirTopIsBelowThePrime(_ lowest: Int, _ isUnique: Bool) throws {
        // The prime begins with 0x3064, the ones of the top are the bits that are not restricted: its beginning is 0x307f or
        // 0x303f.
        let found = try findings(
            """
            template M() {
                signal input in; signal output out[254]; signal prefix; var sum = 0;
                for (var i = 253; i >= 0; i--) {
                    out[i] <-- (in >> i) & 1; sum += out[i] * (1 << i);
                    if (i <= 251 && i >= \(lowest)) {
                        out[i] * (out[i] + prefix - 1) === 0;
                    } else {
                        out[i] * (out[i] - 1) === 0;
                    }
                    if (i == 252) { prefix <== out[253] * out[252]; }
                }
                sum === in;
            }
            component main = M();
            """)
        #expect(found.isEmpty == isUnique, "\(found.map(\.message))")
    }

    @Test func theRankAtAWitnessClaimsNoMoreThanItShows() throws {
        // At z = 0 the Jacobian is zero, and z is zero in every solution.
        let found = try findings(
            """
            template M() {
                signal input a; signal output b; signal y; signal z; signal square;
                y <-- 0; z <-- 0; square <== z * z; y * y === 5 * square; y === 2 * z; b <== a + z;
            }
            component main = M();
            """)
        let evidence = try #require(found.first { $0.signal == "z" }?.evidence)
        #expect(evidence == .free)
        #expect(evidence.text.contains("may"))
        #expect(!evidence.text.contains("can"))
    }
}
