internal import EllipticCurves
internal import FiniteFields

extension VerificationKey {
    private struct Document: ClosedDocument {
        static let memberNames: Set = [
            "protocol", "curve", "nPublic", "vk_alpha_1", "vk_beta_2", "vk_gamma_2", "vk_delta_2", "vk_alphabeta_12",
            "IC",
        ]

        var `protocol`: String
        var curve: String?
        var nPublic: Int
        var vk_alpha_1: [String]
        var vk_beta_2: [[String]]
        var vk_gamma_2: [[String]]
        var vk_delta_2: [[String]]
        var vk_alphabeta_12: [[[String]]]?
        var IC: [[String]]
    }

    /// The longest `verification_key.json` that is read: about 400,000 public signals.
    package static let documentByteCountMax = 1 << 26

    /// Reads snarkjs's `verification_key.json`.
    ///
    /// - Throws: ``Groth16Error/documentInvalid(place:reason:)`` also where `vk_alphabeta_12` is there and is not the
    ///   pairing of the two points; ``Groth16Error/documentTooLong(byteCount:)``.
    package init(json bytes: [UInt8]) throws(Groth16Error) {
        let document = try DocumentReader.decode(
            object: Document.self, from: bytes, byteCountMax: VerificationKey.documentByteCountMax)
        try DocumentReader.check(system: document.protocol, curve: document.curve)
        alpha1 = try DocumentReader.g1(document.vk_alpha_1, place: "vk_alpha_1")
        beta2 = try DocumentReader.g2(document.vk_beta_2, place: "vk_beta_2")
        gamma2 = try DocumentReader.g2(document.vk_gamma_2, place: "vk_gamma_2")
        delta2 = try DocumentReader.g2(document.vk_delta_2, place: "vk_delta_2")
        guard document.nPublic >= 0, document.IC.count - 1 == document.nPublic else {
            throw .documentInvalid(place: "IC", reason: "\(document.IC.count) points for \(document.nPublic) signals")
        }
        inputPoints = []
        inputPoints.reserveCapacity(document.IC.count)
        for (index, texts) in document.IC.enumerated() {
            inputPoints.append(try DocumentReader.g1(texts, place: "IC[\(index)]"))
        }
        guard isWellFormed else { throw .documentInvalid(place: "", reason: "a point is at infinity") }
        if let texts = document.vk_alphabeta_12 {
            let expected = Pairing.pair(alpha1, beta2)
            let coefficients = [expected.c0, expected.c1].map { half in
                [half.c0, half.c1, half.c2].map { [$0.c0.decimal, $0.c1.decimal] }
            }
            guard texts == coefficients else {
                throw .documentInvalid(place: "vk_alphabeta_12", reason: "not the pairing of vk_alpha_1 and vk_beta_2")
            }
        }
    }

    /// The text of `verification_key.json`, as snarkjs writes it.
    package var json: String {
        IndentedJSON.object([
            ("protocol", .string("groth16")),
            ("curve", .string("bn128")),
            ("nPublic", .number(publicCount)),
            ("vk_alpha_1", .point(alpha1)),
            ("vk_beta_2", .point(beta2)),
            ("vk_gamma_2", .point(gamma2)),
            ("vk_delta_2", .point(delta2)),
            ("vk_alphabeta_12", .element(Pairing.pair(alpha1, beta2))),
            ("IC", .array(inputPoints.map { .point($0) })),
        ]).text
    }
}
