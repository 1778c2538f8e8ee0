import EllipticCurves
import FiniteFields
import Groth16
import TestSupport
import Testing

/// What a verifier refuses: each case differs from a good one by a single change.
@Suite struct VerifierTests {
    private let circuit: SmallCircuit

    init() throws { circuit = try SmallCircuit.shared.get() }

    private func verify(_ proof: Proof, _ signals: [Fr]? = nil) throws -> Bool {
        try circuit.verifier.verify(proof, publicSignals: signals ?? circuit.publicSignals)
    }

    @Test func theGoodProofVerifies() throws {
        #expect(try verify(circuit.proof))
    }

    @Test func everyOtherPublicSignalIsRefused() throws {
        for position in circuit.publicSignals.indices {
            for change in [Fr.one, -Fr.one, Fr(1 << 40)] {
                var signals = circuit.publicSignals
                signals[position] += change
                #expect(try !verify(circuit.proof, signals))
            }
        }
        #expect(try !verify(circuit.proof, circuit.publicSignals.reversed()))
    }

    @Test func signalsMayBeNeitherLeftOutNorAdded() throws {
        let count = circuit.publicSignals.count
        #expect(throws: Groth16Error.publicSignalCountDiffers(expected: count, found: count - 1)) {
            try verify(circuit.proof, Array(circuit.publicSignals.dropLast()))
        }
        // A zero at the end would not change the sum of the input points.
        #expect(throws: Groth16Error.publicSignalCountDiffers(expected: count, found: count + 1)) {
            try verify(circuit.proof, circuit.publicSignals + [.zero])
        }
        #expect(throws: Groth16Error.publicSignalCountDiffers(expected: count, found: 0)) {
            try verify(circuit.proof, [])
        }
    }

    @Test func everyExchangedPointIsRefused() throws {
        let proof = circuit.proof
        for other in [
            Proof(a: -proof.a, b: proof.b, c: proof.c), Proof(a: proof.a, b: -proof.b, c: proof.c),
            Proof(a: proof.a, b: proof.b, c: -proof.c), Proof(a: proof.c, b: proof.b, c: proof.a),
            Proof(a: .generator, b: proof.b, c: proof.c), Proof(a: proof.a, b: .generator, c: proof.c),
            Proof(a: proof.a, b: proof.b, c: .generator),
        ] {
            #expect(other.isWellFormed)
            #expect(try !verify(other))
        }
    }

    @Test func pointsAtInfinityAreRefused() throws {
        let proof = circuit.proof
        for other in [
            Proof(a: .infinity, b: proof.b, c: proof.c), Proof(a: proof.a, b: .infinity, c: proof.c),
            Proof(a: proof.a, b: proof.b, c: .infinity), Proof(a: .infinity, b: .infinity, c: .infinity),
        ] {
            #expect(!other.isWellFormed)
            #expect(try !verify(other))
        }
    }

    @Test func pointsOffTheCurveAreRefused() throws {
        let proof = circuit.proof
        for other in [
            Proof(a: G1Affine(uncheckedX: proof.a.x, y: proof.a.y + .one), b: proof.b, c: proof.c),
            Proof(a: proof.a, b: G2Affine(uncheckedX: proof.b.x + .one, y: proof.b.y), c: proof.c),
            Proof(a: proof.a, b: proof.b, c: G1Affine(uncheckedX: proof.c.x + .one, y: proof.c.y)),
        ] {
            #expect(!other.isWellFormed)
            #expect(try !verify(other))
        }
    }

    @Test func pointsOutsideTheSubgroupAreRefused() throws {
        let proof = circuit.proof
        // Also the sum with a good point, whose component in the subgroup would pass the equation.
        for b in [G2Affine.outsideSubgroup, proof.b.shiftedOutOfSubgroup] {
            #expect(b.isOnCurve && !b.isInSubgroup)
            let other = Proof(a: proof.a, b: b, c: proof.c)
            #expect(!other.isWellFormed)
            #expect(try !verify(other))
        }
    }

    @Test func aKeyWithAPointThatIsNotInItsGroupIsRefused() throws {
        let good = circuit.key.verificationKey
        var keys: [VerificationKey] = []
        func add(_ change: (inout VerificationKey) -> Void) {
            var key = good
            change(&key)
            keys.append(key)
        }
        add { $0.alpha1 = good.alpha1.shiftedOffCurve }
        add { $0.alpha1 = .infinity }
        for index in good.inputPoints.indices {
            add { $0.inputPoints[index] = good.inputPoints[index].shiftedOffCurve }
        }
        let points: [WritableKeyPath<VerificationKey, G2Affine>] = [\.beta2, \.gamma2, \.delta2]
        for point in points {
            for other in [
                G2Affine.outsideSubgroup, good[keyPath: point].shiftedOutOfSubgroup,
                good[keyPath: point].shiftedOffCurve, .infinity,
            ] {
                add { $0[keyPath: point] = other }
            }
        }
        add { $0.inputPoints = [] }
        let reason = "a point of the verification key is not in its group"
        for key in keys {
            #expect(throws: Groth16Error.documentInvalid(place: "", reason: reason)) { try Verifier(key: key) }
        }
    }

    /// The equation has the product of A and B only: whoever sees a proof has a second one.
    ///
    /// So proofs are not unique, and nothing may rely on it that they are: what must happen once is counted by a public
    /// signal, never by a proof or its hash.
    @Test func aProofWithTheSignsOfAAndBChangedVerifiesToo() throws {
        let proof = circuit.proof
        let other = Proof(a: -proof.a, b: -proof.b, c: proof.c)
        #expect(other != proof && other.compressed != proof.compressed && other.json != proof.json)
        #expect(try verify(other))
        // Every form in which a proof comes takes it.
        #expect(try verify(Proof(compressed: other.compressed)))
        #expect(try verify(Proof(json: [UInt8](other.json.utf8))))
        let item = BatchItem(keyIndex: 0, publicSignals: circuit.publicSignals, proof: other)
        #expect(BatchVerifier(verifiers: [circuit.verifier]).invalidItems(among: [item], threads: 1).isEmpty)
        // It proves the same statement and no other.
        var signals = circuit.publicSignals
        signals[0] += .one
        #expect(try !verify(other, signals))
    }

    /// A signal and the signal plus r are one element, under which the equation holds: only the reader can tell them apart.
    @Test func aSignalAndTheModulusIsRefusedBeforeTheVerifier() throws {
        let text = PublicSignals.json(circuit.publicSignals)
        #expect(try verify(circuit.proof, PublicSignals.read(json: [UInt8](text.utf8))))
        for (index, signal) in circuit.publicSignals.enumerated() {
            var texts = circuit.publicSignals.map { "\"\($0.decimal)\"" }
            let above = signal.decimal.decimalSum(.scalarModulus)
            texts[index] = "\"\(above)\""
            #expect(
                throws: Groth16Error.documentInvalid(
                    place: "[\(index)]", reason: "not a decimal number below the modulus")
            ) {
                try PublicSignals.read(json: [UInt8]("[\(texts.joined(separator: ","))]".utf8))
            }
            #expect(Fr(decimal: above) == nil)
        }
    }

    /// Groth16 proofs can be re-randomised by anybody; so a proof is no name of a transaction, only its signals are.
    @Test func anotherProofOfTheSameStatementCanBeMadeFromAProof() throws {
        let proof = circuit.proof
        let factor = Fr(7)
        let inverse = try #require(factor.inverted())
        let scaled = Proof(
            a: proof.a.multiplied(by: inverse).affine, b: proof.b.multiplied(by: factor).affine, c: proof.c)
        #expect(try verify(scaled))
        // B + s delta and C + s A.
        let shifted = Proof(
            a: proof.a, b: (G2(proof.b) + circuit.key.header.delta2.multiplied(by: factor)).affine,
            c: (G1(proof.c) + proof.a.multiplied(by: factor)).affine)
        #expect(try verify(shifted))
        #expect(scaled != proof && shifted != proof)
        // Neither way leads to another statement.
        var signals = circuit.publicSignals
        signals[0] += .one
        #expect(try !verify(scaled, signals))
        #expect(try !verify(shifted, signals))
    }

    @Test func aProofOfAnotherKeyIsRefused() throws {
        let bytes = try DevelopmentSetup.bytes(circuit.system, seed: DevelopmentSeed(name: "other"), threads: 1)
        let other = try Verifier(key: ProvingKey(bytes: bytes).verificationKey)
        #expect(try !other.verify(circuit.proof, publicSignals: circuit.publicSignals))
    }

    @Test func manySignalsAreSummedLikeFew() throws {
        // Forty signals take the way of many; the circuit says that each equals the private wire.
        let proof = circuit.proof
        var random = SeededGenerator(seed: 11)
        let points = (0...40).map { _ in G1Affine.generator.multiplied(by: Fr(random.next())).affine }
        var key = circuit.key.verificationKey
        key.inputPoints = points
        let signals = (0..<40).map { _ in Fr(random.next()) }
        let sum = zip(points.dropFirst(), signals).reduce(G1(points[0])) { $0 + $1.0.multiplied(by: $1.1) }
        // The same statement with the sum as its constant input point and no signals.
        var reference = key
        reference.inputPoints = [sum.affine]
        let verdict = try Verifier(key: key).verify(proof, publicSignals: signals)
        #expect(try Verifier(key: reference).verify(proof, publicSignals: []) == verdict)
        #expect(!verdict)
        // And with an input that makes it true: e(A, B) = e(alpha, beta) e(input, gamma) e(C, delta), gamma being one.
        reference.inputPoints = [circuit.inputPoint]
        #expect(try Verifier(key: reference).verify(proof, publicSignals: []))
        let correction = (G1(circuit.inputPoint) - sum).affine
        key.inputPoints[0] = (G1(points[0]) + correction).affine
        #expect(try Verifier(key: key).verify(proof, publicSignals: signals))
    }
}

extension SmallCircuit {
    /// The sum of the key's input points times the constant one and the public signals.
    var inputPoint: G1Affine {
        let points = key.inputPoints
        return zip(points.dropFirst(), publicSignals).reduce(G1(points[0])) { $0 + $1.0.multiplied(by: $1.1) }.affine
    }
}
