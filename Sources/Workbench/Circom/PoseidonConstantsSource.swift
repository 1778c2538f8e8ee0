internal import FieldHashes
internal import FiniteFields

/// The text of `circuits/lib/poseidon_constants.circom`, from the parameters that ``FieldHashes/Poseidon`` runs with.
package enum PoseidonConstantsSource {
    private static let header = """
        pragma circom 2.1.0;

        // The constants of Poseidon over the scalar field of BN254, for states of 2 to 17 elements with 8 full rounds.
        // Written by `symbolon bench circom --poseidon-constants`; a test compares this file with what that prints.
        //
        // They follow from the field, the size and the numbers of rounds by the Grain LFSR of the Poseidon paper (Grassi,
        // Khovratovich, Rechberger, Roy, Schofnegger, "Poseidon: A New Hash Function for Zero-Knowledge Proof Systems", 2021,
        // appendices B and F): 80 bits of state from (1, 0, 254, size, 8, partial rounds), 160 steps dropped, self-shrinking
        // output; values at or above the prime are dropped for round constants. The matrix is the Cauchy matrix of the next
        // values.

        """

    /// The whole file.
    package static var text: String {
        let widths = PoseidonParameters.widths
        let partial = widths.map { width in
            PoseidonParameters.forWidth(width).roundConstants.count / width - 8
        }
        var lines = [header]
        lines += ["// The number of partial rounds for a state of t elements.", "function poseidonPartialRounds(t) {"]
        lines.append("    var counts[\(partial.count)] = [\(partial.map(String.init).joined(separator: ", "))];")
        lines += ["    return counts[t - \(widths.lowerBound)];", "}", ""]
        lines += ["// The round constants for t elements, t for each round.", "function poseidonRoundConstants(t) {"]
        for width in widths { lines += branch(width, list(PoseidonParameters.forWidth(width).roundConstants, 8)) }
        lines += ["    return [0];", "}", ""]
        lines += ["// The matrix for t elements, row by row.", "function poseidonMatrix(t) {"]
        for width in widths {
            let elements = PoseidonParameters.forWidth(width).matrix
            let rows = (0..<width).map { row in
                "            [\n\(list(Array(elements[row * width..<(row + 1) * width]), 16))\n            ]"
            }
            lines += branch(width, rows.joined(separator: ",\n"))
        }
        lines += ["    return [[0]];", "}"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func branch(_ width: Int, _ values: String) -> [String] {
        ["    if (t == \(width)) {", "        return [", values, "        ];", "    }"]
    }

    private static func list(_ values: [Fr], _ indentation: Int) -> String {
        let margin = String(repeating: " ", count: indentation + 4)
        return values.map { margin + $0.decimal }.joined(separator: ",\n")
    }
}
