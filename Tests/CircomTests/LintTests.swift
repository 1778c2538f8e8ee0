import Circom
import FiniteFields
import Testing
import Workbench

@Suite struct LintTests {
    private func findings(_ body: String) throws -> [LintFinding] {
        let text = "pragma circom 2.1.0;\ninclude \"comparators.circom\";\n\(body)"
        return CircuitLint.run(try CircuitFixture.compile(text).circuit).findings
    }

    @Test func anUncheckedHintIsFound() throws {
        let found = try findings(
            "template M() { signal input a; signal output b; signal c; c <-- a \\ 2; b <== c * c; } component main = M();"
        )
        #expect(found.contains { $0.kind == .undetermined && $0.signal == "b" })
        #expect(found.contains { $0.kind == .undetermined && $0.signal == "c" })
    }

    @Test func aMissingRangeCheckIsFound() throws {
        // Quotient and remainder without bounds: any quotient has a remainder.
        let found = try findings(
            """
            template M() {
                signal input a; signal output q; signal output r;
                q <-- a \\ 10; r <-- a % 10; q * 10 + r === a;
            }
            component main = M();
            """)
        #expect(Set(found.filter { $0.kind == .undetermined }.map(\.signal)) == ["q", "r"])
    }

    @Test func anUnconstrainedZeroHintIsFound() throws {
        let found = try findings(
            """
            template M() {
                signal input in; signal output out; signal inv;
                inv <-- in != 0 ? 1 / in : 0; out <== 1 - in * inv;
            }
            component main = M();
            """)
        #expect(found.contains { $0.kind == .undetermined && $0.signal == "out" })
    }

    @Test func aliasingBitsAreFound() throws {
        let body = """
            template M(n) {
                signal input in; signal output out[n]; var sum = 0;
                for (var i = 0; i < n; i++) {
                    out[i] <-- (in >> i) & 1; out[i] * (out[i] - 1) === 0; sum += out[i] * (1 << i);
                }
                sum === in;
            }
            """
        #expect(try findings(body + "component main = M(254);").contains { $0.kind == .undetermined })
        #expect(try findings(body + "component main = M(253);").isEmpty)
    }

    @Test func aRangeThatIsOnlyPromisedIsFound() throws {
        let found = try findings(
            "template M() { signal input a; signal output {maxbits} b; b.maxbits = 8; b <== a + 1; } component main = M();"
        )
        #expect(found.map(\.kind) == [.outOfRange])
    }

    @Test func unusedAndUnconstrainedSignalsAreFound() throws {
        let found = try findings(
            "template M() { signal input a; signal input b; signal c; c <== a * a; } component main = M();")
        #expect(found.contains { $0.kind == .unconstrained && $0.signal == "b" })
        #expect(found.contains { $0.kind == .unused && $0.signal == "c" })
    }

    @Test func aDivisionByWhatMayBeZeroIsFoundUnlessTheSourceSaysWhyNot() throws {
        let body = "template M() { signal input a; signal input b; signal output c; c <-- a / b; c * b === a;"
        #expect(try findings(body + " } component main = M();").contains { $0.kind == .undetermined })
        #expect(try findings(body + " // lint: the factor is not zero, for the test\n } component main = M();").isEmpty)
    }

    @Test func mutantsOfTheLibraryAreReported() throws {
        let harness = LintHarness(libraries: [CircuitFixture.library], tries: 60)
        var (unsound, reported) = (0, 0)
        var survivors: [String] = []
        // The large templates are for the command: their mutants take a minute.
        let cases = LintCases.library.filter {
            !["RequireSignature", "RequireSignatureIf", "PublicKey"].contains($0.name)
        }
        for (test, result) in zip(cases, harness.run(cases)) {
            let result = try #require(result, "\(test.call)")
            #expect(result.falseAlarms == 0, "\(test.call)")
            unsound += result.unsound
            reported += result.reported
            survivors += result.survivors
        }
        #expect(unsound >= 40)
        #expect(reported * 100 >= unsound * 95, "survivors: \(survivors)")
    }

    @Test func evidenceTellsWhatMovesFromWhatIsAmbiguous() throws {
        // q and r are free together; a sampled witness has a second solution.
        let division = try findings(
            """
            template M() {
                signal input a; signal output q; signal output r;
                q <-- a \\ 10; r <-- a % 10; q * 10 + r === a;
            }
            component main = M();
            """)
        for finding in division {
            guard case .secondSolution? = finding.evidence else {
                Issue.record("\(finding.message): \(String(describing: finding.evidence))")
                continue
            }
        }
        // Seven bits of a number below 2^7 with weights that repeat: the bits are ambiguous, and none can move.
        let ambiguous = try findings(
            """
            template M() {
                signal input a; signal output b[2];
                b[0] <-- a & 1; b[1] <-- 0;
                b[0] * (b[0] - 1) === 0; b[1] * (b[1] - 1) === 0; b[0] + b[1] === a;
            }
            component main = M();
            """)
        #expect(ambiguous.first?.kind == .undetermined)
        #expect(ambiguous.first?.evidence != .free)
    }

    @Test func linearSystemsOfFullRankAreSolved() throws {
        let body = """
            template M() {
                signal input a; signal input b; signal output x; signal output y;
                x <-- (a + b) / 2; y <-- (a - b) / 2; x + y === a;
            """
        #expect(try findings(body + " x - y === b; } component main = M();").isEmpty)
        #expect(try findings(body + " 2 * x + 2 * y === 2 * a; } component main = M();").contains { $0.signal == "x" })
    }

    @Test func divisionWithRemainderNeedsTheRemainderBelowTheDivisor() throws {
        let body = """
            template M() {
                signal input a; signal input b; signal output q; signal output r;
                q <-- b == 0 ? 0 : a \\ b; r <-- b == 0 ? 0 : a % b;
                Range(64)(q); Range(64)(r); q * b === a - r;
            """
        #expect(try findings(body + " Range(64)(b - r - 1); } component main = M();").isEmpty)
        #expect(try findings(body + " } component main = M();").contains { $0.signal == "q" })
    }

    @Test func aQuotientInPartsNeedsEveryRange() throws {
        let checks = [
            "Range(128)(r);", "Range(128)(b - r - 1);", "Range(64)(q[0]);", "Range(64)(q[1]);", "Range(64)(high);",
        ]
        func program(without: String) -> String {
            """
            template M() {
                signal input a; signal input b; signal output q[2]; signal output r;
                q[0] <-- b == 0 ? 0 : (a \\ b) & ((1 << 64) - 1); q[1] <-- b == 0 ? 0 : (a \\ b) >> 64;
                r <-- b == 0 ? 0 : a % b;
                signal low <== q[0] * b; signal high <== q[1] * b;
                \(checks.filter { $0 != without }.joined(separator: " "))
                low + (1 << 64) * high + r === a;
            }
            component main = M();
            """
        }
        #expect(try findings(program(without: "")).isEmpty)
        for check in checks {
            #expect(try findings(program(without: check)).contains { $0.kind == .undetermined }, "\(check)")
        }
    }

    @Test func anInputOfAComponentThatNothingConstrainsIsFound() throws {
        let found = try findings(
            """
            template M() {
                signal input a; signal input b; signal output c;
                component less = LessThan(8); less.a <== a; less.b <-- b;
                c <== less.out + b;
            }
            component main = M();
            """)
        #expect(found.contains { $0.kind == .unconstrained && $0.signal == "less.b" })
    }

    @Test func anUnusedComparisonIsFound() throws {
        let found = try findings(
            """
            template M() {
                signal input a; signal input b;
                component less = LessThan(8); less.a <== a; less.b <== b;
            }
            component main = M();
            """)
        #expect(found.contains { $0.kind == .unused && $0.signal == "less" })
    }

    @Test func aWitnessWhoseValueDoesNotMatterIsDeclaredAsSuch() throws {
        let body = "template M() { signal input a; signal root;"
        let rest = "root <-- a == 4 ? 2 : 3; root * root === a; } component main = M();"
        #expect(try findings("\(body)\n\(rest)").contains { $0.signal == "root" })
        #expect(try findings("\(body) // lint: any solution serves, for the test\n\(rest)").isEmpty)
    }
}
