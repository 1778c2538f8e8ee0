extension Proof {
    private struct Document: ClosedDocument {
        static let memberNames: Set = ["pi_a", "pi_b", "pi_c", "protocol", "curve"]

        var pi_a: [String]
        var pi_b: [[String]]
        var pi_c: [String]
        var `protocol`: String
        var curve: String?
    }

    /// The longest `proof.json` that is read.
    package static let documentByteCountMax = 1 << 16

    /// Reads the `proof.json` of snarkjs or rapidsnark: every point is on its curve and in its subgroup.
    package init(json bytes: [UInt8]) throws(Groth16Error) {
        let document = try DocumentReader.decode(
            object: Document.self, from: bytes, byteCountMax: Proof.documentByteCountMax)
        try DocumentReader.check(system: document.protocol, curve: document.curve)
        self.init(
            a: try DocumentReader.g1(document.pi_a, place: "pi_a"),
            b: try DocumentReader.g2(document.pi_b, place: "pi_b"),
            c: try DocumentReader.g1(document.pi_c, place: "pi_c"))
    }

    /// The text of `proof.json`, as snarkjs writes it.
    package var json: String {
        IndentedJSON.object([
            ("pi_a", .point(a)),
            ("pi_b", .point(b)),
            ("pi_c", .point(c)),
            ("protocol", .string("groth16")),
            ("curve", .string("bn128")),
        ]).text
    }
}
