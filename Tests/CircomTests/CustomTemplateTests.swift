import Circom
import ConstraintSystem
import FiniteFields
import Testing

/// `template custom`: the rules and the sections of the `.r1cs` file of circom 2.2.3
/// (`type_analysis/src/analyzers/custom_gate_analysis.rs`, `constraint_list/src/r1cs_porting.rs`).
@Suite struct CustomTemplateTests {
    private static let text = """
        pragma circom 2.1.6;
        pragma custom_templates;
        template custom Affine(scale, base) {
            signal input x;
            signal output y;
            signal input shift[2];
            y <-- scale * x + base + shift[0] + 2 * shift[1];
        }
        template Main() {
            signal input a;
            signal output b;
            signal output c;
            component second = Affine(3, 5);
            component first = Affine(7, 11);
            second.x <== a; second.shift <== [a, 2];
            first.x <== second.y; first.shift <== [1, a];
            b <== first.y;
            c <== first.y * a;
        }
        component main = Main();
        """

    @Test func gatesAndTheirUsesAreInTheFile() throws {
        let circuit = try CircuitFixture.compile(Self.text)
        let system = try R1CSFile.read(bytes: circuit.constraintBytes())
        let gates = try #require(system.customGates)
        // Parameters are in the order of their names: base before scale. The gates are in the order of the instances.
        #expect(
            gates.gates == [
                .init(name: "Affine", parameters: [Fr(5), Fr(3)]), .init(name: "Affine", parameters: [Fr(11), Fr(7)]),
            ])
        // Labels: b, c, a, then first (y, x, shift) and second; a use has them in the order of the text: x, y, shift.
        #expect(gates.uses == [.init(gate: 1, wires: [5, 4, 6, 7]), .init(gate: 0, wires: [9, 8, 10, 11])])
        #expect(try circuit.system().customGates == gates)
    }

    @Test func simplificationKeepsTheSignalsOfGates() throws {
        for level in [SimplificationLevel.equalities, .linear] {
            let circuit = try CircuitFixture.compile(Self.text, level: level)
            let system = try circuit.system()
            let gates = try #require(system.customGates)
            let labels = gates.uses.map { $0.wires.map { system.wireLabels[Int($0)] } }
            #expect(labels == [[5, 4, 6, 7], [9, 8, 10, 11]])
            let wires = try CircuitFixture.witness(circuit, #"{"a": 4}"#)
            // 3*4 + 5 + 4 + 2*2 = 25; 7*25 + 11 + 1 + 2*4 = 195.
            #expect(wires[1...2].map(\.decimal) == ["195", "780"])
            try system.check(Witness(values: wires))
            // Two gates that share a signal are joined by a constraint that stays.
            var broken = wires
            broken[Int(gates.uses[0].wires[0])] = .zero
            #expect(throws: ConstraintSystemError.self) { try system.check(Witness(values: broken)) }
        }
    }

    @Test func thePragmaAloneLeavesEmptySections() throws {
        let plain = "template Main() { signal input a; signal output b; b <== a * a; } component main = Main();"
        let with = try CircuitFixture.compile("pragma circom 2.1.6; pragma custom_templates; " + plain)
        let without = try CircuitFixture.compile("pragma circom 2.1.6; " + plain)
        #expect(try with.system().customGates == CustomGates())
        #expect(try without.system().customGates == nil)
        let empty: [UInt8] = [4, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let bytes = try with.constraintBytes()
        #expect(Array(bytes[(bytes.count - 32)...]) == empty + [5] + empty[1...])
    }

    @Test(arguments: [
        ("signal input x; signal output y; y <== x;", DiagnosticCode.customConstraint),
        ("signal input x; signal output y; y <-- x; y === x;", .customConstraint),
        ("signal input x; signal output y; component c = Other(); c.x <-- x; y <-- c.y;", .customComponent),
        ("signal input x; signal output y; y <== Other()(x);", .customComponent),
    ])
    func constraintsAndComponentsAreRefused(_ body: String, _ code: DiagnosticCode) {
        let text = """
            pragma circom 2.1.6; pragma custom_templates;
            template Other() { signal input x; signal output y; y <== x; }
            template custom Gate() { \(body) }
            template Main() { signal input x; signal output y; y <== Gate()(x); }
            component main = Main();
            """
        #expect(CircuitFixture.diagnostics(text).contains { $0.code == code })
        // A template that nothing uses is not looked at.
        let unused = text.replacing("y <== Gate()(x)", with: "y <== x")
        #expect(CircuitFixture.diagnostics(unused).isEmpty)
    }

    @Test func everyFileOnTheWayToACustomTemplateNeedsThePragma() {
        let gate = "pragma circom 2.1.6; PRAGMA template custom Gate() { signal input x; signal output y; y <-- x; }"
        let main =
            "pragma circom 2.1.6; PRAGMA include \"gate.circom\"; "
            + "template Main() { signal input x; signal output y; y <== Gate()(x); } component main = Main();"
        func codes(_ inGate: Bool, _ inMain: Bool) -> [DiagnosticCode] {
            func text(_ source: String, _ has: Bool) -> String {
                source.replacing("PRAGMA", with: has ? "pragma custom_templates;" : "")
            }
            do throws(CompilationFailure) {
                _ = try CircomCompiler.compile(
                    "main.circom",
                    sources: MemorySources(["main.circom": text(main, inMain), "gate.circom": text(gate, inGate)]))
                return []
            } catch {
                return error.diagnostics.map(\.code)
            }
        }
        #expect(codes(true, true) == [])
        #expect(codes(false, true) == [.customPragma])
        #expect(codes(true, false) == [.customPragma])
        #expect(codes(false, false) == [.customPragma, .customPragma])
    }

    @Test func olderVersionsRepeatedPragmasAndIntermediateSignalsAreReported() throws {
        let old = Self.text.replacing("2.1.6", with: "2.0.5")
        #expect(CircuitFixture.diagnostics(old).map(\.code) == [.customVersion])
        let twice = Self.text.replacing(
            "pragma custom_templates;", with: "pragma custom_templates; pragma circom 2.1.6;")
        #expect(CircuitFixture.diagnostics(twice).map(\.code) == [.repeatedPragma])
        let inner = Self.text.replacing("signal input shift[2];", with: "signal input shift[2]; signal z; z <-- x;")
        let circuit = try CircuitFixture.compile(inner)
        #expect(circuit.circuit.warnings.filter { $0.code == .customIntermediate }.count == 1)
    }

    @Test func foreignTemplatesHaveConstraintsAndNoWitnessProgram() throws {
        let text = Self.text.replacing("template custom", with: "template custom extern_c")
        let circuit = try CircuitFixture.compile(text)
        #expect(try circuit.constraintBytes() == CircuitFixture.compile(Self.text).constraintBytes())
        #expect(throws: WitnessError.foreignTemplate("Affine(3,5)")) { try WitnessProgram(circuit) }
        let alone = Self.text.replacing("template custom", with: "template extern_c")
        #expect(CircuitFixture.diagnostics(alone).first?.code == .foreignTemplate)
    }

    @Test func theLintSaysThatNothingBindsAGate() throws {
        let lint = CircuitLint.run(try CircuitFixture.compile(Self.text).circuit)
        let gates = lint.findings.filter { $0.kind == .customGate }
        #expect(Set(gates.map(\.template)) == ["Affine(3,5)", "Affine(7,11)"])
        #expect(lint.findings.contains { $0.kind == .undetermined && $0.template == "Main()" && $0.signal == "b" })
    }
}
