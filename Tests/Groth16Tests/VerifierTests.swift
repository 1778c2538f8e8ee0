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

    /// A point of the twist outside the subgroup of order r: the curve has a large cofactor, so a random one is.
    private func pointOutsideTheSubgroup() throws -> G2Affine {
        for counter in UInt64(1)... {
            let x = Fq2(Fq(counter), .zero)
            guard let y = (x.squared * x + G2Curve.b).squareRoot() else { continue }
            let point = G2Affine(uncheckedX: x, y: y)
            if !point.isInSubgroup { return point }
        }
        throw Groth16Error.encodingInvalid
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
        let outside = try pointOutsideTheSubgroup()
        #expect(outside.isOnCurve)
        let proof = circuit.proof
        // Also the sum with a good point, whose component in the subgroup would pass the equation.
        for b in [outside, (G2(proof.b) + outside).affine] {
            let other = Proof(a: proof.a, b: b, c: proof.c)
            #expect(!other.isWellFormed)
            #expect(try !verify(other))
        }
        var key = circuit.key.verificationKey
        key.gamma2 = outside
        #expect(throws: Groth16Error.self) { try Verifier(key: key) }
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
