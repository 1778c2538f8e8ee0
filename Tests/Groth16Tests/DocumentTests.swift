import EllipticCurves
import FiniteFields
import Groth16
import TestSupport
import Testing

/// Keys, proofs and statements as JSON.
@Suite struct DocumentTests {
    private let circuit: SmallCircuit

    init() throws { circuit = try SmallCircuit.shared.get() }

    private func bytes(_ text: String) -> [UInt8] { [UInt8](text.utf8) }

    @Test func writtenDocumentsReadBackEqual() throws {
        let key = circuit.key.verificationKey
        #expect(try VerificationKey(json: bytes(key.json)) == key)
        #expect(try Proof(json: bytes(circuit.proof.json)) == circuit.proof)
        let signals = PublicSignals.json(circuit.publicSignals)
        #expect(try PublicSignals.read(json: bytes(signals)) == circuit.publicSignals)
        #expect(PublicSignals.json([Fr(1), -.one]).hasPrefix("[\n \"1\",\n \"2188"))
        #expect(try PublicSignals.read(json: bytes("[]")).isEmpty)
    }

    /// 3 and 3 + r would be two names of one signal.
    @Test func signalsAtOrAboveTheModulusAreRefused() throws {
        let modulus = "21888242871839275222246405745257275088548364400416034343698204186575808495617"
        let above = "21888242871839275222246405745257275088548364400416034343698204186575808495620"
        for text in [modulus, above, "-1", "+1", "01", "", " 1", "1 ", "0x1", "1e3", "1.0"] {
            #expect(
                throws: Groth16Error.documentInvalid(place: "[1]", reason: "not a decimal number below the modulus")
            ) {
                try PublicSignals.read(json: bytes("[\"3\", \"\(text)\"]"))
            }
        }
        #expect(throws: Groth16Error.self) { try PublicSignals.read(json: bytes("[3]")) }
        #expect(throws: Groth16Error.self) { try PublicSignals.read(json: bytes("{}")) }
    }

    @Test func coordinatesAtOrAboveTheModulusAreRefused() throws {
        let modulus = "21888242871839275222246405745257275088696311157297823662689037894645226208583"
        for coordinate in [circuit.proof.a.x, circuit.proof.b.x.c1, circuit.proof.c.y].map(\.decimal) {
            let text = circuit.proof.json.replacing(coordinate, with: modulus)
            #expect(throws: Groth16Error.self) { try Proof(json: bytes(text)) }
        }
    }

    @Test func everyChangedDigitOfAProofIsRefused() throws {
        let text = bytes(circuit.proof.json)
        var refusedByTheReader = 0
        for position in text.indices where (0x30...0x39).contains(text[position]) {
            var changed = text
            changed[position] = changed[position] == 0x39 ? 0x38 : changed[position] + 1
            guard let proof = try? Proof(json: changed) else {
                refusedByTheReader += 1
                continue
            }
            #expect(try !circuit.verifier.verify(proof, publicSignals: circuit.publicSignals))
        }
        #expect(refusedByTheReader > 500)
    }

    @Test func everyChangedDigitOfAVerificationKeyIsRefused() throws {
        let text = bytes(circuit.key.verificationKey.json)
        var random = SeededGenerator(seed: 5)
        let digits = text.indices.filter { (0x30...0x39).contains(text[$0]) }
        for _ in 0..<300 {
            let position = digits[random.below(digits.count)]
            var changed = text
            changed[position] = changed[position] == 0x39 ? 0x38 : changed[position] + 1
            // The digit of a name, as in vk_beta_2, makes a member unknown, and alphabeta may be left out.
            guard let key = try? VerificationKey(json: changed), key != circuit.key.verificationKey else { continue }
            let verifier = try Verifier(key: key)
            #expect(try !verifier.verify(circuit.proof, publicSignals: circuit.publicSignals), "seed 5, \(position)")
        }
    }

    @Test func anotherSystemOrCurveIsRefused() throws {
        let text = circuit.proof.json
        #expect(throws: Groth16Error.documentInvalid(place: "protocol", reason: "not groth16")) {
            try Proof(json: bytes(text.replacing("groth16", with: "plonk")))
        }
        #expect(throws: Groth16Error.documentInvalid(place: "curve", reason: "not bn128")) {
            try Proof(json: bytes(text.replacing("bn128", with: "bls12381")))
        }
        // rapidsnark leaves the curve out.
        #expect(try Proof(json: bytes(text.replacing(",\n \"curve\": \"bn128\"", with: ""))) == circuit.proof)
    }

    @Test func membersThatDoNotBelongThereAreRefused() {
        let text = circuit.proof.json
        #expect(throws: Groth16Error.documentInvalid(place: "x", reason: "not a member of such a file")) {
            try Proof(json: bytes(text.replacing("\"curve\": \"bn128\"", with: "\"x\": 1")))
        }
    }

    @Test func infinityIsReadInItsOneFormOnly() throws {
        let a = "[\n  \"\(circuit.proof.a.x.decimal)\",\n  \"\(circuit.proof.a.y.decimal)\",\n  \"1\"\n ]"
        #expect(circuit.proof.json.contains(a))
        let infinite = circuit.proof.json.replacing(a, with: "[\"0\", \"1\", \"0\"]")
        let proof = try Proof(json: bytes(infinite))
        #expect(proof.a.isInfinity)
        #expect(try !circuit.verifier.verify(proof, publicSignals: circuit.publicSignals))
        for form in ["[\"0\", \"0\", \"1\"]", "[\"0\", \"0\", \"0\"]", "[\"1\", \"2\", \"0\"]", "[\"1\", \"2\"]"] {
            #expect(throws: Groth16Error.self) { try Proof(json: bytes(circuit.proof.json.replacing(a, with: form))) }
        }
    }

    @Test func theNumberOfInputPointsMustFit() throws {
        let text = circuit.key.verificationKey.json
        let count = circuit.publicSignals.count
        for wrong in [0, count - 1, count + 1, -1] {
            #expect(throws: Groth16Error.self) {
                try VerificationKey(json: bytes(text.replacing("\"nPublic\": \(count)", with: "\"nPublic\": \(wrong)")))
            }
        }
        #expect(throws: Groth16Error.documentInvalid(place: "nPublic", reason: "missing")) {
            try VerificationKey(json: bytes(text.replacing("\"nPublic\": \(count),", with: "")))
        }
    }

    /// Programs differ in which of two equal members they take, and would see two proofs in one file.
    @Test func membersThatStandTwiceAreRefused() throws {
        let text = circuit.proof.json
        let twice = text.replacing("\"protocol\"", with: "\"pi_c\": [],\n \"protocol\"")
        #expect(throws: Groth16Error.documentInvalid(place: "pi_c", reason: "stands twice")) {
            try Proof(json: bytes(twice))
        }
        let key = circuit.key.verificationKey.json
        let counted = key.replacing("\"nPublic\"", with: "\"nPublic\": 1,\n \"nPublic\"")
        #expect(throws: Groth16Error.documentInvalid(place: "nPublic", reason: "stands twice")) {
            try VerificationKey(json: bytes(counted))
        }
    }

    @Test(arguments: [
        "[\"1\",]", "[,\"1\"]", "[\"1\" \"2\"]", "[\"1\"]]", "[\"1\"] x", "[\"\\u0031\"]", "[\"1\n\"]", "['1']",
        "[\"1\"",
        "[\"1", "", " ", "[//\n\"1\"]", "\u{FEFF}[\"1\"]", "[\"ä\"]", "[\"１\"]", "[\"1\", +1]", "[nul]",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: Groth16Error.self) { try PublicSignals.read(json: bytes(text)) }
    }

    @Test func otherEncodingsAndOtherNumbersAreRefused() throws {
        let wide = bytes("[\"1\"]").flatMap { [$0, UInt8(0)] }
        #expect(throws: Groth16Error.self) { try PublicSignals.read(json: wide) }
        let key = circuit.key.verificationKey.json
        let count = circuit.publicSignals.count
        for number in ["\(count).0", "\(count)0e-1", "0\(count)", "\"\(count)\"", "-"] {
            #expect(throws: Groth16Error.self, "\(number)") {
                try VerificationKey(json: bytes(key.replacing("\"nPublic\": \(count)", with: "\"nPublic\": \(number)")))
            }
        }
    }

    /// Each value takes some fifty times its two bytes when it is read.
    @Test func documentsOfTooManyValuesAreRefusedBeforeTheyAreRead() {
        let many = bytes("[" + String(repeating: "0,", count: 1 << 21) + "0]")
        #expect(many.count < PublicSignals.documentByteCountMax)
        let error = #expect(throws: Groth16Error.self) { try PublicSignals.read(json: many) }
        #expect(error?.description.contains("more than 2097152 values") == true)
    }

    @Test func longAndDeepDocumentsAreRefused() {
        let long = [UInt8](repeating: 0x20, count: Proof.documentByteCountMax + 1)
        #expect(throws: Groth16Error.documentTooLong(byteCount: long.count)) { try Proof(json: long) }
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 60_000)
        #expect(throws: Groth16Error.self) { try Proof(json: deep) }
        #expect(throws: Groth16Error.self) { try PublicSignals.read(json: deep) }
    }

    @Test(arguments: [UInt64(1), 2])
    func damagedDocumentsGiveAValueOrATypedError(seed: UInt64) throws {
        let corpus = [circuit.proof.json, circuit.key.verificationKey.json, PublicSignals.json(circuit.publicSignals)]
        var mutator = ByteMutator(seed: seed, corpus: corpus.map(bytes))
        for _ in 0..<1_000 {
            let input = mutator.next()
            if let proof = try? Proof(json: input) { #expect(proof.a.isOnCurve && proof.b.isInSubgroup, "\(seed)") }
            if let key = try? VerificationKey(json: input) { #expect(key.isWellFormed, "seed \(seed)") }
            _ = try? PublicSignals.read(json: input)
        }
    }
}
