internal import Circom
internal import ConstraintSystem
internal import FiniteFields

/// Damages the files that the commands read: each is used to its end, or refused with a typed error.
///
/// The files are input documents, witness programs, constraints, witnesses and symbols.
package struct FileMutationSoak {
    /// How many files of each kind were damaged, and how many of them were still accepted.
    package struct Outcome: Encodable, Sendable, Equatable {
        package var documents = 0
        package var documentsAccepted = 0
        package var programs = 0
        package var programsAccepted = 0
        package var constraintFiles = 0
        package var constraintFilesAccepted = 0
        package var witnesses = 0
        package var witnessesAccepted = 0
        package var symbolFiles = 0
        package var symbolFilesAccepted = 0

        package var total: Int { documents + programs + constraintFiles + witnesses + symbolFiles }
    }

    /// The good files of one circuit.
    private struct Subject {
        var program: WitnessProgram
        var programBytes: [UInt8]
        var document: [UInt8]
        var system: R1CS
        var systemBytes: [UInt8]
        var witness: Witness
        var witnessBytes: [UInt8]
        var symbols: [UInt8]
    }

    private var subjects: [Subject] = []
    private var random: SplitMixGenerator

    /// Prepares a run over circuits with inputs that satisfy them.
    ///
    /// - Throws: Where a circuit does not compile, or its inputs do not satisfy it.
    package init(_ cases: [LintHarness.Case], libraries: [String], seed: UInt64) throws {
        random = SplitMixGenerator(state: seed)
        for test in cases {
            let circuit = try CircomCompiler.compile(
                "main.circom", sources: OverlaySources(source: test.source), libraries: libraries)
            let simplified = Simplifier.simplify(circuit, level: .equalities)
            let program = try WitnessProgram(simplified)
            var run = WitnessRun(program)
            let document = Array(test.inputs.utf8)
            let witness = Witness(values: try run.wires(inputs: InputDocument(json: document).values(for: program)))
            var system = try simplified.system()
            try system.check(witness)
            if subjects.isEmpty {
                // The first circuit's file has gates as well.
                let gates = [
                    CustomGates.Gate(name: "gate", parameters: [Fr(5), -Fr.one]), .init(name: "g", parameters: []),
                ]
                let uses = (0..<3).map { CustomGates.Use(gate: $0 % 2, wires: [0, UInt32($0)]) }
                try system.take(customGates: CustomGates(gates: gates, uses: uses))
            }
            subjects.append(
                Subject(
                    program: program, programBytes: program.bytes(), document: document, system: system,
                    systemBytes: try R1CSFile.bytes(of: system), witness: witness,
                    witnessBytes: try WitnessFile.bytes(of: witness), symbols: simplified.symbolBytes()))
        }
    }

    /// Circuits of `circuits/lib` that use most of what the files can hold and are small.
    package static var cases: [LintHarness.Case] {
        let wanted = ["Bits", "IsEqual", "Multiplexer", "MerkleRoot", "AmountQuotient", "PointSum", "PointMultiple"]
        return LintCases.library.filter { wanted.contains($0.name) }
    }

    /// Damages files, each kind in turn.
    package mutating func run(count: Int) -> Outcome {
        var outcome = Outcome()
        guard !subjects.isEmpty else { return outcome }
        for number in 0..<count {
            let subject = subjects[random.below(subjects.count)]
            switch number % 5 {
            case 0:
                outcome.documents += 1
                if tryDocument(subject) { outcome.documentsAccepted += 1 }
            case 1:
                outcome.programs += 1
                if tryProgram(subject) { outcome.programsAccepted += 1 }
            case 2:
                outcome.constraintFiles += 1
                guard let system = try? R1CSFile.read(bytes: damaged(subject.systemBytes)) else { continue }
                if (try? system.check(subject.witness)) != nil { outcome.constraintFilesAccepted += 1 }
            case 3:
                outcome.witnesses += 1
                guard let file = try? WitnessFile(bytes: damaged(subject.witnessBytes)),
                    let witness = try? file.witness()
                else { continue }
                if (try? subject.system.check(witness)) != nil { outcome.witnessesAccepted += 1 }
            default:
                outcome.symbolFiles += 1
                guard let table = try? SymbolFile.read(bytes: damaged(subject.symbols)) else { continue }
                _ = table.namesByWire()
                outcome.symbolFilesAccepted += 1
            }
        }
        return outcome
    }

    private static var limits: WitnessRun.WitnessLimits {
        var limits = WitnessRun.WitnessLimits()
        limits.operationsMax = 1 << 18
        limits.callDepthMax = 100
        limits.cellsMax = 1 << 18
        return limits
    }

    private mutating func tryDocument(_ subject: Subject) -> Bool {
        let bytes = random.below(2) == 0 ? damaged(subject.document) : withOtherToken(subject.document)
        guard let document = try? InputDocument(json: bytes), let inputs = try? document.values(for: subject.program)
        else { return false }
        var run = WitnessRun(subject.program, limits: Self.limits)
        return (try? run.wires(inputs: inputs)) != nil
    }

    private mutating func tryProgram(_ subject: Subject) -> Bool {
        guard let program = try? WitnessProgram(bytes: damaged(subject.programBytes)), program.labelCount < 1 << 18,
            let inputs = try? InputDocument(json: subject.document).values(for: program)
        else { return false }
        var run = WitnessRun(program, limits: Self.limits)
        return (try? run.wires(inputs: inputs)) != nil
    }

    // MARK: Damage

    /// A file after one to three small changes.
    private mutating func damaged(_ file: [UInt8]) -> [UInt8] {
        var bytes = file
        for _ in 0..<1 + random.below(3) {
            guard bytes.count > 8 else { return bytes }
            // Headers and tables stand at the start: half of the changes go there.
            let reach = random.below(2) == 0 ? min(bytes.count, 128) : bytes.count
            let start = random.below(reach)
            let end = min(bytes.count, start + 1 + random.below(16))
            switch random.below(8) {
            case 0: bytes[start] ^= 1 << UInt8(random.below(8))
            case 1: bytes[start] = Self.edges[random.below(Self.edges.count)]
            case 2: bytes.removeSubrange(start..<end)
            case 3: bytes.removeLast(random.below(min(bytes.count, 64)))
            case 4: bytes.insert(contentsOf: Array(bytes[start..<end]), at: random.below(bytes.count))
            case 5: bytes += Array(bytes[start..<end])
            default:
                let number = Self.numbers[random.below(Self.numbers.count)]
                let width = random.below(2) == 0 ? 4 : 8
                for index in 0..<width where start + index < bytes.count {
                    bytes[start + index] = UInt8(truncatingIfNeeded: number >> UInt64(8 * index))
                }
            }
        }
        return bytes
    }

    private static let edges: [UInt8] = [0, 1, 0x7f, 0x80, 0xff]
    private static let numbers: [UInt64] = [
        0, 1, 2, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 1 << 32, 1 << 40, 0x7fff_ffff_ffff_ffff, .max,
    ]

    /// A document in which a word is replaced by another of the language, which keeps most of the grammar.
    private mutating func withOtherToken(_ document: [UInt8]) -> [UInt8] {
        var bytes = document
        var start = random.below(bytes.count)
        func isPart(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) }
        while start > 0, isPart(bytes[start - 1]) { start -= 1 }
        var end = start
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        let token = Self.tokens[random.below(Self.tokens.count)]
        bytes.replaceSubrange(start..<max(end, min(start + 1, bytes.count)), with: Array(token.utf8))
        return bytes
    }

    private static let tokens = [
        "0", "-1", "1e3", "0.5", "\"12\"", "\"0x1f\"", "\"-0x1\"", "null", "true", "[]", "{}", "[1, 2]", "[[1]]",
        "\"\"",
        "{\"x\": 1}", "99999999999999999999999999999999999999999999999999999999999999999999999999999999", "\"\\u0000\"",
        String(repeating: "[", count: 100),
        "21888242871839275222246405745257275088548364400416034343698204186575808495617",
        ",", ":", "\"a\": 1,",
    ]
}
