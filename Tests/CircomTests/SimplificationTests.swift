import Circom
import ConstraintSystem
import FiniteFields
import Testing

@Suite struct SimplificationTests {
    private func circuit(_ body: String, _ level: SimplificationLevel) throws -> SimplifiedCircuit {
        try CircuitFixture.compile(
            "pragma circom 2.1.0;\ntemplate Main() { \(body) }\ncomponent main = Main();", level: level)
    }

    @Test(arguments: [SimplificationLevel.equalities, .linear])
    func contradictionsStay(_ level: SimplificationLevel) throws {
        // A signal that equals two constants has no solution; dropping either constraint would make one.
        let simplified = try circuit(
            "signal input a; signal s; s <-- 3; s === 3; s === 4; signal output o; o <== a * a;", level)
        #expect(simplified.linearCount == 1)
        let system = try simplified.system()
        let row = try #require((0..<system.constraintCount).first { system[constraint: $0].a.terms.isEmpty })
        #expect(system[constraint: row].c.terms.map(\.wire) == [0])
    }

    @Test func productsThatBecomeLinearAreEliminatedToAFixedPoint() throws {
        let body = """
            signal input a; signal output o; signal c[5]; c[0] <== 2;
            for (var i = 0; i < 4; i++) { c[i + 1] <== c[i] * c[i]; }
            o <== a * c[4];
            """
        let simplified = try circuit(body, .linear)
        #expect(simplified.nonLinearCount == 0)
        #expect(simplified.linearCount == 0 || simplified.constraintCount == 1)
        let wires = try CircuitFixture.witness(simplified, #"{"a": 3}"#)
        #expect(wires[1] == Fr(3 * 65_536))
    }

    @Test func valuesThatFlowAgainstTheOrderOfComponentsAreFound() throws {
        // Component a comes first by name and gets its value from z, which comes last.
        let text = """
            pragma circom 2.1.0;
            template Square() { signal input x; signal output y; y <== x * x; }
            template Main(n) {
                signal input i; signal output o;
                component c[n];
                for (var k = 0; k < n; k++) { c[k] = Square(); }
                c[n - 1].x <== 3;
                for (var k = n - 1; k > 0; k--) { c[k - 1].x <== c[k].y; }
                o <== i * c[0].y;
            }
            component main = Main(2000);
            """
        #expect(try CircuitFixture.compile(text, level: .linear).nonLinearCount == 0)
    }

    @Test func outputsAndPublicInputsStayAtEveryLevel() throws {
        let text = """
            pragma circom 2.1.0;
            template Main() { signal input a; signal input b; signal output c; signal output d; c <== a; d <== 5; }
            component main {public [a]} = Main();
            """
        for level in SimplificationLevel.allCases {
            let labels = try CircuitFixture.compile(text, level: level).wireLabels
            #expect(Set<UInt32>([0, 1, 2, 3]).isSubset(of: labels), "\(level)")
        }
    }

    @Test func levelsAreDeterministic() throws {
        for level in SimplificationLevel.allCases {
            let text = "pragma circom 2.1.0;\ninclude \"merkle.circom\";\ncomponent main = MerkleInclusion(4);"
            #expect(
                try CircuitFixture.compile(text, level: level).constraintBytes()
                    == CircuitFixture.compile(text, level: level).constraintBytes())
        }
    }
}
