package import Circom
internal import FiniteFields

/// Compiles damaged sources and runs damaged programs and inputs: each ends with a result or a typed error.
package struct MutationSoak {
    package struct Outcome: Encodable, Sendable {
        package var sources = 0
        package var compiled = 0
        package var refused = 0
        /// Damaged `.wprog` files and input documents.
        package var documents = 0
        package var accepted = 0
    }

    /// Small programs that use most of the language.
    package static let programs: [[UInt8]] = [
        """
        pragma circom 2.2.0;
        bus Point(n) { signal x[n]; signal {binary} y; }
        function f(a, n) { var r = 1; for (var i = 0; i < n; i++) { r = r * a + i; } return r; }
        template Sum(n) {
            signal input in[n]; signal output out; signal q[n]; var acc = 0;
            for (var i = 0; i < n; i++) { q[i] <== in[i] * in[i]; acc += q[i] * (1 << i); }
            out <== acc;
        }
        template Main(n) {
            signal input a[n]; input Point(2) p; signal output b; signal output {maxbits} c;
            component s[2];
            for (var i = 0; i < 2; i++) { s[i] = Sum(n); for (var k = 0; k < n; k++) { s[i].in[k] <== a[k] + i; } }
            c.maxbits = 8;
            c <-- a[0] > 3 ? f(a[0], 3) \\ 2 : (a[1] >> 1) & 7;
            b <== Sum(3)([s[0].out, s[1].out, p.x[0]]) + p.y;
            var t, u; (t, u) = (n, 2 * n);
            if (n == 2 && t < u) { a[0] * a[1] === c; } else { assert(n != 5); log("n", n); }
        }
        component main {public [a]} = Main(2);
        """,
        """
        pragma circom 2.1.0;
        function g(x) { if (x < 2) { return x; } return g(x - 1) + g(x - 2); }
        function pick(x, y) { var t[3] = [x, y, x * y]; var k = 0; while (k < y) { k++; t[k % 3] += k; } return t; }
        template R(n) { signal input x; signal output y; if (n == 0) { y <== x; } else { y <== R(n - 1)(x * x); } }
        template Main() {
            signal input x; signal input y; signal output o[3]; signal h; var v[3];
            h <-- g(x % 9); v = pick(x, y);
            for (var i = 0; i < 3; i++) { o[i] <-- v[i] ** 2 % (i + 1); }
            _ <== R(3)(h);
            if (x == y) { v[0] = 1; } else { while (v[0] > 2) { v[0] = v[0] \\ 2; } }
            log(v[0], h); assert(x != 77);
        }
        component main = Main();
        """,
        """
        pragma circom 2.1.6; pragma custom_templates;
        template custom Gate(n, w) {
            signal input x[n]; signal output y; var few[2] = [w]; few = [w, w, w];
            y <-- x[0] * x[n - 1] + few[1];
        }
        template Main(n) {
            signal input a; signal output b; var t[2][2] = [[a], [a, n]];
            component g[n];
            for (var i = 0; i < n; i++) { g[i] = Gate(2, i \\ 2); g[i].x <== [t[0][0], i == 0 ? a : g[i - 1].y]; }
            b <== g[n - 1].y + Gate(1, 5)([a + t[0][1]]);
        }
        component main = Main(3);
        """,
    ].map { Array($0.utf8) }

    private let corpus: [[UInt8]]
    /// Files that the sources may include.
    private let library: [String: [UInt8]]
    private var random: SplitMixGenerator

    /// Prepares a run over good sources and the files that they include.
    package init(corpus: [[UInt8]], library: [String: [UInt8]] = [:], seed: UInt64) {
        self.corpus = corpus.isEmpty ? [[]] : corpus
        self.library = library
        random = SplitMixGenerator(state: seed)
    }

    /// Small limits, so that a source that asks for much ends soon.
    package static var limits: CompilerLimits {
        var limits = CompilerLimits()
        limits.roundsMax = 20_000
        limits.arrayElementsMax = 1 << 14
        limits.variableElementsMax = 1 << 16
        limits.signalsMax = 1 << 16
        limits.constraintsMax = 1 << 16
        limits.operationsMax = 1 << 18
        limits.callDepthMax = 60
        return limits
    }

    package mutating func run(count: Int) -> Outcome {
        var outcome = Outcome()
        for _ in 0..<count {
            let source = damaged()
            outcome.sources += 1
            do throws(CompilationFailure) {
                var files = library
                files["main.circom"] = source
                let circuit = try CircomCompiler.compile(
                    "main.circom", sources: MemorySources(bytes: files), limits: Self.limits)
                outcome.compiled += 1
                let level = SimplificationLevel.allCases[random.below(3)]
                guard let program = try? WitnessProgram(Simplifier.simplify(circuit, level: level)) else { continue }
                exercise(program, &outcome)
            } catch {
                outcome.refused += 1
                _ = error.description
            }
        }
        return outcome
    }

    /// Runs a program on random inputs, and once more after its bytes were damaged.
    private mutating func exercise(_ program: WitnessProgram, _ outcome: inout Outcome) {
        var limits = WitnessRun.WitnessLimits()
        limits.operationsMax = 1 << 18
        limits.callDepthMax = 100
        limits.cellsMax = 1 << 18
        let count = program.inputs.reduce(0) { $0 + $1.shape.count }
        var run = WitnessRun(program, limits: limits)
        _ = try? run.wires(inputs: (0..<count).map { _ in Fr(UInt64(random.below(9))) })
        guard random.below(4) == 0 else { return }
        outcome.documents += 1
        var bytes = program.bytes()
        for _ in 0..<1 + random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
        guard let broken = try? WitnessProgram(bytes: bytes), broken.labelCount < 1 << 20 else { return }
        outcome.accepted += 1
        let inputs = broken.inputs.reduce(0) { $0 + $1.shape.count }
        var second = WitnessRun(broken, limits: limits)
        _ = try? second.wires(inputs: (0..<inputs).map { _ in Fr(UInt64(random.below(9))) })
    }

    /// A source after one change of bytes or words, and now and then up to six.
    private mutating func damaged() -> [UInt8] {
        var bytes = corpus[random.below(corpus.count)]
        let changes = random.below(4) == 0 ? 2 + random.below(5) : 1
        for _ in 0..<changes {
            guard bytes.count > 8 else { return bytes }
            let start = random.below(bytes.count)
            let end = min(bytes.count, start + 1 + random.below(24))
            switch random.below(9) {
            case 0: bytes[start] = UInt8(random.below(128))
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: Array(bytes[start..<end]), at: random.below(bytes.count))
            case 3: bytes.replaceSubrange(start..<start, with: Array(Self.words[random.below(Self.words.count)].utf8))
            case 4:
                let other = corpus[random.below(corpus.count)]
                guard !other.isEmpty else { continue }
                let from = random.below(other.count)
                bytes.replaceSubrange(start..<end, with: other[from..<min(other.count, from + 40)])
            default: replaceWord(&bytes, near: start)
            }
        }
        return bytes
    }

    /// Replaces a word or a sign by another of the language, which keeps most of the grammar.
    private mutating func replaceWord(_ bytes: inout [UInt8], near start: Int) {
        var first = start
        while first > 0, bytes[first - 1] > 0x20 { first -= 1 }
        var last = start
        while last < bytes.count, bytes[last] > 0x20 { last += 1 }
        guard last > first, last - first < 40 else { return }
        let word = " " + Self.words[random.below(Self.words.count)] + " "
        bytes.replaceSubrange(first..<last, with: Array(word.utf8))
    }

    private static let words = [
        "<==", "<--", "===", "==>", "-->", "=", "==", "+", "-", "*", "**", "/", "\\", "%", "<<", ">>", "<", ">", "&&",
        "||",
        "!", "~", "?", ":", "(", ")", "[", "]", "{", "}", ";", ",", ".", "0", "1", "2", "7", "254", "-1", "1000000000",
        "0xffffffffffffffff", "i", "n", "in", "out", "a", "b", "x", "signal", "signal input", "signal output", "var",
        "component", "template", "function", "bus", "if", "else", "for", "while", "return", "assert", "log", "parallel",
        "public", "main", "_", "++", "--", "+=", "*=", "(a, b)", "[1, 2]", "in[0]", "{binary}",
    ]
}
