internal import Foundation
internal import Groth16
internal import Signatures

extension Genesis {
    /// Reads the list of circuits; a chain without one takes no proofs.
    ///
    /// A key that anyone can forge proofs for is refused unless the file says that the chain is a trial.
    static func circuits(
        _ value: StrictValue?, allowsDevelopmentKeys: Bool
    ) throws(DocumentProblem) -> [GenesisCircuit] {
        guard let value else { return [] }
        var names: Set<String> = []
        var circuits: [GenesisCircuit] = []
        for entry in try value.list(countMax: GenesisCircuit.countMax) {
            var mapping = try entry.mapping()
            let nameValue = try mapping.require("name", example: "eligibility")
            let name = try nameValue.text()
            guard isChainID(name) else {
                throw nameValue.problem("a circuit's name has 1 to 50 of A-Z a-z 0-9 - _ .")
            }
            guard names.insert(name).inserted else {
                throw nameValue.problem("the circuit stands twice", fix: "give each circuit its own name")
            }
            let keyValue = try mapping.require("key", example: "<64 hex digits>")
            guard let key = Digest(hex: try keyValue.text()) else {
                throw keyValue.problem("the digest of a verification key in 64 hexadecimal digits is expected")
            }
            let contributions = try contributions(
                try mapping.require("contributions", example: "[{name: <who>, hash: <128 hex digits>}]"))
            try mapping.finish()
            let circuit = GenesisCircuit(name: name, key: key, contributions: contributions)
            guard allowsDevelopmentKeys || !circuit.isForDevelopment else {
                throw entry.problem(
                    "\"\(name)\" has a development key, for which anyone can forge proofs",
                    fix: "take a key from a ceremony (symbolon zk ceremony), or, on a chain for trials only, write "
                        + "\"allow-development-keys: true\"")
            }
            circuits.append(circuit)
        }
        return circuits
    }

    private static func contributions(
        _ value: StrictValue
    ) throws(DocumentProblem) -> [GenesisCircuit.Contribution] {
        var contributions: [GenesisCircuit.Contribution] = []
        for entry in try value.list(countMax: GenesisCircuit.contributionCountMax) {
            var mapping = try entry.mapping()
            let nameValue = try mapping.require("name", example: "alice")
            let name = try nameValue.text()
            guard name.utf8.count <= GenesisCircuit.contributionNameByteCountMax else {
                throw nameValue.problem("the name is longer than a ceremony's file can hold")
            }
            let hashValue = try mapping.require("hash", example: "<128 hex digits>")
            guard let hash = Hex.decode(try hashValue.text()), hash.count == 64 else {
                throw hashValue.problem("the hash of a contribution in 128 hexadecimal digits is expected")
            }
            try mapping.finish()
            contributions.append(GenesisCircuit.Contribution(name: name, hash: hash))
        }
        return contributions
    }

    static func truthValue(_ value: StrictValue) throws(DocumentProblem) -> Bool {
        switch try value.text() {
        case "true": return true
        case "false": return false
        default: throw value.problem("true or false is expected")
        }
    }

    /// The lines of a genesis file that say which proofs the chain takes; none where it takes none.
    var circuitLines: [String] {
        var lines: [String] = []
        if allowsDevelopmentKeys {
            lines += [
                "", "# A chain for trials: anyone can forge proofs for development keys.",
                "allow-development-keys: true",
            ]
        }
        guard !circuits.isEmpty else { return lines }
        lines += ["", "# The circuits whose proofs the chain takes, and the ceremony of each key.", "circuits:"]
        for circuit in circuits {
            lines.append("  - name: \(circuit.name.quoted)")
            lines.append("    key: \"\(circuit.key.hex)\"")
            lines.append(circuit.contributions.isEmpty ? "    contributions: []" : "    contributions:")
            for contribution in circuit.contributions {
                lines.append("      - name: \(contribution.name.quoted)")
                lines.append("        hash: \"\(Hex.encode(contribution.hash))\"")
            }
        }
        return lines
    }
}

extension String {
    /// The text in double quotes as a strict document reads it back, whatever characters it has.
    ///
    /// Marks are escaped as well: a strict document refuses some of them wherever a word begins with one.
    fileprivate var quoted: String {
        let escaped = unicodeScalars.map { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ", "-", "_", ".", ",", ":", "/", "@": String(scalar)
            default: "\\U" + String(format: "%08X", scalar.value)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
