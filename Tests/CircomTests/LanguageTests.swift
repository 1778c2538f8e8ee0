import Circom
import ConstraintSystem
import FiniteFields
import Testing

@Suite struct LanguageTests {
    private static let prime = "21888242871839275222246405745257275088548364400416034343698204186575808495617"

    /// The value of an expression over numbers, computed once at compile time and once by the witness program.
    private func value(_ expression: String) throws -> [String] {
        let text = """
            pragma circom 2.1.0;
            template Main() {
                signal input zero;
                signal output known;
                signal output computed;
                var z = 0;
                known <== \(expression.replacing("$", with: "z"));
                computed <-- \(expression.replacing("$", with: "zero"));
            }
            component main = Main();
            """
        let wires = try CircuitFixture.witness(try CircuitFixture.compile(text), #"{"zero": "0"}"#)
        return [wires[1].decimal, wires[2].decimal]
    }

    // Values from the definitions in the circom documentation ("Operators") and from Python integers.
    @Test(arguments: [
        ("$ - 1", "21888242871839275222246405745257275088548364400416034343698204186575808495616"),
        ("($ - 7) \\ 2", "10944121435919637611123202872628637544274182200208017171849102093287904247805"),
        ("(17 + $) % 5", "2"), ("(17 + $) \\ 5", "3"), ("(1 + $) / 2 * 2", "1"),
        ("($ - 1) < 0 ? 5 : 6", "5"), ("(3 + $) > ($ - 3)", "1"), ("(5 + $) <= 5", "1"), ("(5 + $) >= 6", "0"),
        ("~($ + 0) & 255", "254"), ("(6 + $) ^ 3", "5"), ("(6 + $) | 1", "7"), ("(6 + $) & 3", "2"),
        ("(1 + $) << 3", "8"), ("(9 + $) >> 1", "4"), ("(8 + $) << ($ - 2)", "2"), ("(8 + $) >> ($ - 1)", "16"),
        ("(3 + $) ** 5", "243"), ("!($ + 2)", "0"), ("!$", "1"), ("($ + 2) && 3", "1"), ("$ || 0", "0"),
        ("(1 + $) << 254", "0"), ("-($ + 1) == -1", "1"), ("($ + 2) != 2", "0"),
    ])
    func operatorsFollowTheDefinitions(_ expression: String, _ expected: String) throws {
        #expect(try value(expression) == [expected, expected])
    }

    @Test func conditionsOfTheWitnessRunAtRunTime() throws {
        let text = """
            pragma circom 2.1.0;
            function steps(n) { var count = 0; while (n != 1) { n = n % 2 == 0 ? n \\ 2 : 3 * n + 1; count++; } return count; }
            template Main() {
                signal input x;
                signal output length;
                signal output size;
                signal output picked;
                length <-- steps(x);
                if (x > 10) { size <-- 2; } else { size <-- 1; }
                var table[4] = [10, 20, 30, 40];
                table[x % 4] += 1;
                picked <-- table[x % 4];
            }
            component main = Main();
            """
        let circuit = try CircuitFixture.compile(text)
        #expect(try CircuitFixture.witness(circuit, #"{"x": 27}"#)[1...3].map(\.decimal) == ["111", "2", "41"])
        #expect(try CircuitFixture.witness(circuit, #"{"x": 6}"#)[1...3].map(\.decimal) == ["8", "1", "31"])
    }

    @Test func recursiveFunctionsAndTemplatesEnd() throws {
        let text = """
            pragma circom 2.1.0;
            function fib(n) { if (n < 2) { return n; } return fib(n - 1) + fib(n - 2); }
            template Power(n) {
                signal input x; signal output y;
                if (n == 1) { y <== x; } else { component half = Power(n - 1); half.x <== x; y <== half.y * x; }
            }
            template Main() { signal input x; signal output y; signal output f; y <== Power(5)(x); f <-- fib(x); }
            component main = Main();
            """
        let wires = try CircuitFixture.witness(try CircuitFixture.compile(text), #"{"x": 10}"#)
        #expect(wires[1...2].map(\.decimal) == ["100000", "55"])
    }

    @Test func sumsOverLoopsCostWhatTheyHaveTerms() throws {
        let text = """
            pragma circom 2.1.0;
            template Main(n) {
                signal input x[n]; signal output y;
                var sum = 0;
                for (var i = 0; i < n; i++) { sum += i * x[i]; }
                y <== sum;
            }
            component main = Main(200000);
            """
        let circuit = try CircuitFixture.compile(text)
        #expect(circuit.constraintCount == 1)
        // With level 2 the only constraint says what one of the private inputs is, and both go.
        #expect(Simplifier.simplify(circuit.circuit, level: .linear).constraintCount == 0)
    }

    struct Refusal: Sendable {
        var code: DiagnosticCode
        var body: String
    }

    @Test(arguments: [
        Refusal(code: .nonQuadratic, body: "signal input a; signal output b; b <== a * a * a;"),
        Refusal(code: .execution, body: "signal input a; signal output b; b <== a; b <== a;"),
        Refusal(code: .signalInsideLoop, body: "for (var i = 0; i < 2; i++) { signal s; }"),
        Refusal(code: .declaredTwice, body: "var a; var a;"),
        Refusal(code: .undeclared, body: "signal output b; b <== c;"),
        Refusal(code: .wrongOperator, body: "var a; a <== 3;"),
        Refusal(code: .wrongOperator, body: "signal a; a = 3;"),
        Refusal(code: .unknownCondition, body: "signal input a; signal output b; if (a == 1) { b <== 1; }"),
        Refusal(code: .wrongAccess, body: "var a[2]; var b = a[0][1];"),
        Refusal(code: .wrongDimensions, body: "var a[2] = [[1, 2], [3, 4]];"),
        Refusal(code: .unevenArray, body: "var a[2][2] = [[1, 2], 3];"),
        Refusal(code: .tuple, body: "var a; var b; (a, b) = (1, 2, 3);"),
        Refusal(code: .anonymousComponent, body: "signal output b; b <-- Missing()(1);"),
        Refusal(code: .returnInTemplate, body: "return 1;"),
        Refusal(code: .missingSemicolon, body: "var a = 1"),
        Refusal(code: .syntax, body: "var a = ;"),
        Refusal(code: .wrongTag, body: "signal input {small} a; a.small = 3;"),
    ])
    func misuseIsRefused(_ refusal: Refusal) {
        let text = "pragma circom 2.1.0;\ntemplate Main() { \(refusal.body) }\ncomponent main = Main();"
        let diagnostics = CircuitFixture.diagnostics(text)
        #expect(diagnostics.contains { $0.code == refusal.code }, "\(diagnostics.map { ($0.code, $0.message) })")
    }

    @Test(arguments: [
        "for (var i = 0; i >= 0; i++) { }",
        "var a[1000000][1000000];",
        "signal a[100000000][100];",
        "var a = \(String(repeating: "(", count: 5_000))1\(String(repeating: ")", count: 5_000));",
        "var a = \(String(repeating: "1+", count: 50_000))1;",
    ])
    func limitsEndHostileSources(_ body: String) {
        let text = "pragma circom 2.1.0;\ntemplate Main() { \(body) }\ncomponent main = Main();"
        #expect(CircuitFixture.diagnostics(text, limits: smallLimits).first?.code == .limit)
    }

    @Test func endlessRecursionEndsWithAnError() {
        let template = "template R(n) { component r = R(n + 1); }\ncomponent main = R(0);"
        #expect(CircuitFixture.diagnostics("pragma circom 2.1.0;\n" + template).first?.code == .limit)
        let function = """
            function f(n) { return f(n + 1); }
            template M() { signal output a; a <== f(1); }
            component main = M();
            """
        #expect(CircuitFixture.diagnostics("pragma circom 2.1.0;\n" + function).first?.code == .limit)
    }

    @Test func recursionUnderManyOperatorsEndsWithAnError() {
        let sum = String(repeating: "+1", count: 1_400)
        let text = """
            pragma circom 2.1.0;
            function f(n) { return f(n + 1)\(sum); }
            template M() { signal output a; a <== f(1); }
            component main = M();
            """
        #expect(CircuitFixture.diagnostics(text).first?.code == .limit)
    }

    private var smallLimits: CompilerLimits {
        var limits = CompilerLimits()
        limits.roundsMax = 100_000
        return limits
    }

    @Test func includesAreFoundOnceAndMissingOnesNamed() throws {
        let sources = MemorySources([
            "main.circom":
                "pragma circom 2.1.0;\ninclude \"lib/a.circom\";\ninclude \"./lib/../lib/a.circom\";\ncomponent main = A();",
            "lib/a.circom":
                "pragma circom 2.1.0;\ninclude \"b.circom\";\ntemplate A() { signal input x; signal output y; y <== B()(x); }",
            "lib/b.circom": "pragma circom 2.1.0;\ntemplate B() { signal input x; signal output y; y <== x * x; }",
        ])
        let circuit = try CircomCompiler.compile("main.circom", sources: sources)
        #expect(circuit.constraintCount == 3)
        let missing = CircuitFixture.diagnostics("pragma circom 2.1.0;\ninclude \"none.circom\";\n")
        #expect(missing.first?.code == .includeNotFound)
    }

    @Test func severalSyntaxErrorsAreReportedAtOnce() {
        let found = CircuitFixture.diagnostics(
            """
            pragma circom 2.1.0;
            template A() { signal input a; signal output b; b <== a + ; var c = 1 var d = 2; }
            template B() { signal input a; a ==== 2; log(a); }
            function f( { return 1; }
            component main = A();
            """)
        #expect(found.count == 4, "\(found.map(\.message))")
        #expect(found.contains { $0.code == .missingSemicolon })
    }

    @Test func errorsAreBounded() {
        let line = "b <== a + ; "
        let found = CircuitFixture.diagnostics(
            "pragma circom 2.1.0; template A() { " + String(repeating: line, count: 1_000) + "} component main = A();")
        #expect(found.count == 21)
    }

    @Test func tagsTravelThroughVariables() {
        func program(_ value: String) -> String {
            """
            pragma circom 2.1.0;
            template B() { signal input {binary} x; signal output y; y <== x; }
            template A() {
                signal input {binary} a; signal output b; var v = \(value);
                component c = B(); c.x <== v; b <== c.y;
            }
            component main = A();
            """
        }
        #expect(CircuitFixture.diagnostics(program("a")).isEmpty)
        #expect(CircuitFixture.diagnostics(program("a + 0")).first?.severity == .error)
    }

    @Test func arraysOfOtherLengthsTakeWhatBothHaveWithAWarning() throws {
        let text = """
            pragma circom 2.1.0;
            function few(x) { var r[2] = [x + 1, x + 2]; var s[3] = r; var t[1] = r; return s[0] + 10 * s[1] + 100 * s[2] + t[0]; }
            template Main() {
                signal input x;
                signal output known;
                signal output computed;
                var three[3] = [7, 8, 9];
                var two[2] = [1, 2];
                var square[2][2] = [[1, 2], [3, 4]];
                var wide[1][3] = [[5, 6, 7]];
                var uneven[2][2] = [[1], [3, 4]];
                three = two;
                square = wide;
                two = [4, 5, 6];
                known <== three[0] + 10 * three[1] + 100 * three[2] + 1000 * two[0] + 10000 * two[1]
                    + 100000 * square[0][1] + 1000000 * square[1][0] + 10000000 * uneven[0][1]
                    + 100000000 * uneven[1][1];
                computed <-- few(x);
            }
            component main = Main();
            """
        let circuit = try CircuitFixture.compile(text)
        let wires = try CircuitFixture.witness(circuit, #"{"x": 4}"#)
        #expect(wires[1...2].map(\.decimal) == ["403654921", "70"])
        let warnings = circuit.circuit.warnings.filter { $0.code == .execution }
        #expect(warnings.count >= 3 && warnings.allSatisfy { $0.severity == .warning })
    }

    @Test func hintsThatCouldPartlyBeConstraintsAreReported() throws {
        let text = """
            pragma circom 2.1.0;
            template Main() {
                signal input x;
                signal output y[3];
                y <-- [x * x, x * x * x, x];
                y[1] === x + 5;
            }
            component main = Main();
            """
        let found = try CircuitFixture.compile(text).circuit.warnings.filter { $0.code == .quadraticHint }
        #expect(found.map(\.message).first?.hasPrefix("2 of the 3 elements of y") == true)
    }
}
