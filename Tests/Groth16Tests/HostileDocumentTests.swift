import EllipticCurves
import FiniteFields
import Groth16
import Testing

/// Keys and proofs as JSON that is well-formed and wrong: each refusal says which member it is about.
@Suite struct HostileDocumentTests {
    private let circuit: SmallCircuit
    private var key: VerificationKey { circuit.key.verificationKey }
    private var proof: Proof { circuit.proof }

    init() throws { circuit = try SmallCircuit.shared.get() }

    private func bytes(_ text: String) -> [UInt8] { [UInt8](text.utf8) }

    private func expect(
        _ place: String, _ reason: String, proof text: String, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: Groth16Error.documentInvalid(place: place, reason: reason), sourceLocation: location) {
            try Proof(json: bytes(text))
        }
    }

    private func expect(
        _ place: String, _ reason: String, key text: String, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: Groth16Error.documentInvalid(place: place, reason: reason), sourceLocation: location) {
            try VerificationKey(json: bytes(text))
        }
    }

    /// The text with a number in the place of one that stands there once.
    private func exchange(_ old: String, for new: String, in text: String) throws -> String {
        try #require(text.ranges(of: "\"\(old)\"").count == 1)
        return text.replacing("\"\(old)\"", with: "\"\(new)\"")
    }

    /// The text with something else in the place of the `index`th `"1"`: those of points' third coordinates.
    private func exchangeOne(_ index: Int, for new: String, in text: String) throws -> String {
        var text = text
        let ones = text.ranges(of: "\"1\"")
        try #require(ones.count > index)
        text.replaceSubrange(ones[index], with: "\"\(new)\"")
        return text
    }

    /// The coordinates of a proof with their places.
    private var coordinates: [(place: String, value: Fq)] {
        [
            ("pi_a[0]", proof.a.x), ("pi_a[1]", proof.a.y), ("pi_b[0][0]", proof.b.x.c0), ("pi_b[0][1]", proof.b.x.c1),
            ("pi_b[1][0]", proof.b.y.c0), ("pi_b[1][1]", proof.b.y.c1), ("pi_c[0]", proof.c.x),
            ("pi_c[1]", proof.c.y),
        ]
    }

    /// A key's points of G2 with their names.
    private let pointsOfG2: [(name: String, path: WritableKeyPath<VerificationKey, G2Affine>)] = [
        ("vk_beta_2", \.beta2), ("vk_gamma_2", \.gamma2), ("vk_delta_2", \.delta2),
    ]

    private func isNoJSON(_ error: Groth16Error?) -> Bool {
        guard case .documentInvalid("", let reason)? = error else { return false }
        return reason.hasPrefix("this is no JSON of such a file: ")
    }

    @Test func everyPrefixIsRefused() {
        let proofBytes = bytes(proof.json)
        for length in proofBytes.indices {
            let error = #expect(throws: Groth16Error.self) { try Proof(json: Array(proofBytes.prefix(length))) }
            #expect(isNoJSON(error), "\(length) bytes")
        }
        let keyBytes = bytes(key.json)
        for length in stride(from: 0, to: keyBytes.count, by: 3) + [keyBytes.count - 1] {
            let error = #expect(throws: Groth16Error.self) { try VerificationKey(json: Array(keyBytes.prefix(length))) }
            #expect(isNoJSON(error), "\(length) bytes")
        }
    }

    @Test func membersInAnotherOrderMeanTheSame() throws {
        /// An object with its members from the last to the first.
        func reversed(_ text: String) throws -> String {
            try #require(text.hasPrefix("{\n \"") && text.hasSuffix("\n}"))
            // A blank alone begins the lines of members; those of their values begin with more.
            let members = text.dropFirst(4).dropLast(2).split(separator: ",\n \"")
            #expect(members.count > 4)
            return "{\n \"" + members.reversed().joined(separator: ",\n \"") + "\n}"
        }
        let proofText = try reversed(proof.json)
        #expect(proofText.hasPrefix("{\n \"curve\"") && proofText != proof.json)
        #expect(try Proof(json: bytes(proofText)) == proof)
        let keyText = try reversed(key.json)
        #expect(keyText.hasPrefix("{\n \"IC\"") && keyText != key.json)
        #expect(try VerificationKey(json: bytes(keyText)) == key)
    }

    @Test func aKeyOfAnotherSystemOrCurveIsRefused() throws {
        for system in ["plonk", "fflonk", "Groth16", "groth16 ", ""] {
            expect("protocol", "not groth16", key: try exchange("groth16", for: system, in: key.json))
        }
        for curve in ["bls12381", "BN128", ""] {
            expect("curve", "not bn128", key: try exchange("bn128", for: curve, in: key.json))
        }
        #expect(try VerificationKey(json: bytes(exchange("bn128", for: "bn254", in: key.json))) == key)
    }

    @Test func aKeysPointsOffTheirCurvesAreRefusedByName() {
        var other = key
        other.alpha1 = key.alpha1.shiftedOffCurve
        expect("vk_alpha_1", "not a point of G1", key: other.json)
        for index in key.inputPoints.indices {
            other = key
            other.inputPoints[index] = key.inputPoints[index].shiftedOffCurve
            expect("IC[\(index)]", "not a point of G1", key: other.json)
        }
        for (name, path) in pointsOfG2 {
            other = key
            other[keyPath: path] = key[keyPath: path].shiftedOffCurve
            expect(name, "not a point of G2", key: other.json)
        }
    }

    @Test func aKeysPointsOutsideTheSubgroupAreRefusedByName() {
        for (name, path) in pointsOfG2 {
            for point in [G2Affine.outsideSubgroup, key[keyPath: path].shiftedOutOfSubgroup] {
                #expect(point.isOnCurve && !point.isInSubgroup)
                var other = key
                other[keyPath: path] = point
                expect(name, "not a point of G2", key: other.json)
            }
        }
    }

    @Test func aProofsPointsOffTheirCurvesAreRefusedByName() {
        expect(
            "pi_a", "not a point of G1", proof: Proof(a: proof.a.shiftedOffCurve, b: proof.b, c: proof.c).json)
        expect(
            "pi_b", "not a point of G2", proof: Proof(a: proof.a, b: proof.b.shiftedOffCurve, c: proof.c).json)
        expect(
            "pi_c", "not a point of G1", proof: Proof(a: proof.a, b: proof.b, c: proof.c.shiftedOffCurve).json)
    }

    @Test func aProofsPointOutsideTheSubgroupIsRefusedByName() {
        for point in [G2Affine.outsideSubgroup, proof.b.shiftedOutOfSubgroup] {
            #expect(point.isOnCurve && !point.isInSubgroup)
            expect("pi_b", "not a point of G2", proof: Proof(a: proof.a, b: point, c: proof.c).json)
        }
    }

    /// x and x + q are the same coordinate to a reader that reduces, which makes two texts of one proof.
    @Test func aCoordinateAndTheModulusIsRefused() throws {
        let reason = "not a decimal number below the modulus"
        for (place, value) in coordinates {
            let above = value.decimal.decimalSum(.baseModulus)
            expect(place, reason, proof: try exchange(value.decimal, for: above, in: proof.json))
        }
        let alpha = key.alpha1.x.decimal
        expect("vk_alpha_1[0]", reason, key: try exchange(alpha, for: alpha.decimalSum(.baseModulus), in: key.json))
        let delta = key.delta2.y.c1.decimal
        expect("vk_delta_2[1][1]", reason, key: try exchange(delta, for: delta.decimalSum(.baseModulus), in: key.json))
        let input = key.inputPoints[1].y.decimal
        expect("IC[1][1]", reason, key: try exchange(input, for: input.decimalSum(.baseModulus), in: key.json))
    }

    /// (4x, 8y, 2) and (2x, 2y, 2) are the same point in two kinds of projective coordinates.
    @Test func projectiveFormsOfAGoodPointAreRefused() throws {
        let (two, reason) = (Fq(2), "not in affine form")
        for (x, y) in [(two.squared, two.squared * two), (two, two)] {
            func scaled(_ point: G1Affine) -> G1Affine { G1Affine(uncheckedX: point.x * x, y: point.y * y) }
            let a = Proof(a: scaled(proof.a), b: proof.b, c: proof.c)
            expect("pi_a", reason, proof: try exchangeOne(0, for: "2", in: a.json))
            let b = G2Affine(
                uncheckedX: Fq2(proof.b.x.c0 * x, proof.b.x.c1 * x), y: Fq2(proof.b.y.c0 * y, proof.b.y.c1 * y))
            expect("pi_b", reason, proof: try exchangeOne(1, for: "2", in: Proof(a: proof.a, b: b, c: proof.c).json))
            let c = Proof(a: proof.a, b: proof.b, c: scaled(proof.c))
            expect("pi_c", reason, proof: try exchangeOne(2, for: "2", in: c.json))
            var other = key
            other.alpha1 = scaled(key.alpha1)
            expect("vk_alpha_1", reason, key: try exchangeOne(0, for: "2", in: other.json))
        }
        // One more name of one.
        for (index, place) in ["pi_a", "pi_b", "pi_c"].enumerated() {
            let one = "1".decimalSum(.baseModulus)
            expect(place, reason, proof: try exchangeOne(index, for: one, in: proof.json))
        }
    }

    /// A contract takes the imaginary part first; these files have the real one first.
    @Test func partsInTheOrderOfTheEVMAreRefused() {
        let b = proof.b
        let exchanged = G2Affine(uncheckedX: Fq2(b.x.c1, b.x.c0), y: Fq2(b.y.c1, b.y.c0))
        expect("pi_b", "not a point of G2", proof: Proof(a: proof.a, b: exchanged, c: proof.c).json)
        for (name, path) in pointsOfG2 {
            var other = key
            let point = key[keyPath: path]
            other[keyPath: path] = G2Affine(
                uncheckedX: Fq2(point.x.c1, point.x.c0), y: Fq2(point.y.c1, point.y.c0))
            expect(name, "not a point of G2", key: other.json)
        }
    }
}
