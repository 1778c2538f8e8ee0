internal import ArgumentParser
internal import CommandShell
internal import ConstraintSystem
internal import FiniteFields
internal import JSONNodes

/// Looks into constraint systems.
struct ZKConstraintsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "r1cs", abstract: "Look into a compiled circuit.",
        discussion: "Example:\n  symbolon zk r1cs info circuit.r1cs", subcommands: [Info.self, Print.self])
}

extension ZKConstraintsCommand {
    /// The command `symbolon zk r1cs info`.
    struct Info: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The numbers of a circuit: constraints, wires, inputs, outputs.",
            discussion: "Example:\n  symbolon zk r1cs info circuit.r1cs --json")

        @Argument(help: "The circuit's .r1cs file.") var circuit: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            let system = try ZKFailure.namingFile(circuit) { () throws(ConstraintSystemError) in
                try R1CSFile.read(path: circuit)
            }
            // The set-up adds a row for each public signal and the constant one.
            let rowCount = system.constraintCount + system.wires.publicSignals + 1
            output.show([
                "curve": "bn128",
                "constraints": .integer(Int64(system.constraintCount)),
                "wires": .integer(Int64(system.wires.total)),
                "publicOutputs": .integer(Int64(system.wires.outputs)),
                "publicInputs": .integer(Int64(system.wires.publicInputs)),
                "privateInputs": .integer(Int64(system.wires.privateInputs)),
                "labels": .integer(Int64(clamping: system.labelCount)),
                "customGates": .integer(Int64(system.customGates?.gates.count ?? 0)),
                "customGateUses": .integer(Int64(system.customGates?.uses.count ?? 0)),
                "terms": .integer(Int64(system.a.termCount + system.b.termCount + system.c.termCount)),
                "domainSizeLog2": .integer(Int64(max(1, Int.bitWidth - (rowCount - 1).leadingZeroBitCount))),
            ])
        }
    }

    /// The command `symbolon zk r1cs print`.
    struct Print: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The constraints of a circuit, one on each line.",
            discussion: """
                With the compiler's symbol file, wires bear the names of their signals.

                Examples:
                  symbolon zk r1cs print circuit.r1cs circuit.sym
                  symbolon zk r1cs print circuit.r1cs --json
                """)

        @Argument(help: "The circuit's .r1cs file.") var circuit: String
        @Argument(help: "The circuit's .sym file.") var symbols: String?
        @Flag(name: .long, help: "Print one line of JSON for each constraint instead of text.")
        var json = false

        func run() throws {
            let system = try ZKFailure.namingFile(circuit) { () throws(ConstraintSystemError) in
                try R1CSFile.read(path: circuit)
            }
            var names: [UInt32: String] = [:]
            if let symbols {
                names = try ZKFailure.namingFile(symbols) { () throws(ConstraintSystemError) in
                    try SymbolFile.read(path: symbols).namesByWire()
                }
            }
            let text = ConstraintText(names: names)
            for index in 0..<system.constraintCount {
                let constraint = system[constraint: index]
                Console.print(json ? text.node(of: constraint).text : Console.visible(text.line(of: constraint)))
            }
        }
    }
}

/// Constraints as text, such as `[ 2 main.a + 1 ] * [ main.b ] - [ main.c ] = 0`.
struct ConstraintText {
    /// The names of wires; a wire without one is `w` and its number.
    let names: [UInt32: String]

    func line(of constraint: Constraint) -> String {
        "[ \(text(of: constraint.a)) ] * [ \(text(of: constraint.b)) ] - [ \(text(of: constraint.c)) ] = 0"
    }

    /// The three combinations, each a list of terms with canonical coefficients.
    func node(of constraint: Constraint) -> JSONNode {
        ["a": node(of: constraint.a), "b": node(of: constraint.b), "c": node(of: constraint.c)]
    }

    private func node(of combination: LinearCombination) -> JSONNode {
        .array(
            combination.terms.map { term in
                var members: [JSONNode.Member] = [
                    .init(name: "wire", value: .integer(Int64(term.wire))),
                    .init(name: "coefficient", value: .string(term.coefficient.decimal)),
                ]
                if let name = names[term.wire] { members.append(.init(name: "name", value: .string(name))) }
                return .object(members)
            })
    }

    private func text(of combination: LinearCombination) -> String {
        var text = ""
        for term in combination.terms {
            // Coefficients just below the modulus are read as negative ones.
            let negated = -term.coefficient
            let isNegative = negated.canonicalWords < term.coefficient.canonicalWords
            let magnitude = isNegative ? negated : term.coefficient
            text += text.isEmpty ? (isNegative ? "-" : "") : (isNegative ? " - " : " + ")
            if term.wire == 0 {
                text += magnitude.decimal
            } else {
                text += (magnitude == .one ? "" : magnitude.decimal + " ") + (names[term.wire] ?? "w\(term.wire)")
            }
        }
        return text.isEmpty ? "0" : text
    }
}
