import EllipticCurves
import FiniteFields
import Groth16
import TestSupport
import Testing

/// Verifying many proofs together.
@Suite struct BatchVerifierTests {
    private let circuit: SmallCircuit
    private let batch: BatchVerifier

    init() throws {
        circuit = try SmallCircuit.shared.get()
        batch = BatchVerifier(verifiers: [circuit.verifier])
    }

    /// Proofs that differ: re-randomised from one.
    private func items(_ count: Int, keyIndex: Int = 0) throws -> [BatchItem] {
        try (0..<count).map { index in
            let factor = Fr(UInt64(index) + 2)
            let inverse = try #require(factor.inverted())
            let proof = Proof(
                a: circuit.proof.a.multiplied(by: inverse).affine, b: circuit.proof.b.multiplied(by: factor).affine,
                c: circuit.proof.c)
            return BatchItem(keyIndex: keyIndex, publicSignals: circuit.publicSignals, proof: proof)
        }
    }

    @Test(arguments: [0, 1, 2, 15, 16, 17, 33], [1, 2])
    func goodBatchesOfEverySizePass(count: Int, threads: Int) throws {
        #expect(try batch.invalidItems(among: items(count), threads: threads).isEmpty)
    }

    @Test func badItemsAreNamed() throws {
        var items = try items(20)
        items[3].publicSignals[0] += .one
        items[7].proof.c = -items[7].proof.c
        items[19].proof.a = .generator
        #expect(batch.invalidItems(among: items, threads: 2) == [3, 7, 19])
    }

    @Test func itemsThatAreNotWellFormedAreNamedWithoutSpoilingTheBatch() throws {
        var items = try items(8)
        items[0].proof.c = .infinity
        items[1].publicSignals.append(.zero)
        items[2].keyIndex = 1
        items[3].keyIndex = -1
        items[4].proof.a = G1Affine(uncheckedX: .one, y: .one)
        #expect(batch.invalidItems(among: items, threads: 2) == [0, 1, 2, 3, 4])
    }

    @Test func oneBadItemAmongGoodOnesIsFoundWhereverItStands() throws {
        let good = try items(6)
        for position in good.indices {
            var items = good
            items[position].publicSignals[1] -= .one
            #expect(batch.invalidItems(among: items, threads: 1) == [position])
        }
    }

    @Test func severalKeysAreVerifiedTogether() throws {
        let bytes = try DevelopmentSetup.bytes(circuit.system, seed: DevelopmentSeed(name: "second"), threads: 2)
        let key = try ProvingKey(bytes: bytes)
        let second = try Prover(key: key).prove(circuit.witness, threads: 2)
        let batch = BatchVerifier(verifiers: [circuit.verifier, try Verifier(key: key.verificationKey)])
        var items = try items(5)
        items.insert(BatchItem(keyIndex: 1, publicSignals: second.publicSignals, proof: second.proof), at: 2)
        #expect(batch.invalidItems(among: items, threads: 2).isEmpty)
        // The right proof under the wrong key.
        items[2].keyIndex = 0
        items[4].keyIndex = 1
        #expect(batch.invalidItems(among: items, threads: 2) == [2, 4])
    }

    @Test func errorsThatCancelWithoutFactorsAreFound() throws {
        // C is moved by a point in one proof and by its negative in the other: the plain sum of the equations stays.
        var items = try items(2)
        let shift = G1Affine.generator.multiplied(by: Fr(5)).affine
        items[0].proof.c = (G1(items[0].proof.c) + shift).affine
        items[1].proof.c = (G1(items[1].proof.c) - shift).affine
        let ones = [FourWords](repeating: FourWords(1, 0, 0, 0), count: 2)
        #expect(batch.holds(for: items, coefficients: ones, threads: 1))
        #expect(batch.invalidItems(among: items, threads: 1) == [0, 1])
    }

    /// The forgery that works where factors come from proof bytes alone.
    ///
    /// With the factors known, two public signals are moved against each other. Both statements are false, and the sum
    /// of their equations holds.
    @Test func signalsMovedAgainstEachOtherPassOnlyWhereFactorsIgnoreSignals() throws {
        var items = try items(2)
        func factorsFromProofsAlone() -> [FourWords] {
            var bytes: [UInt8] = []
            for item in items { BatchCoefficients.append(item.proof, to: &bytes) }
            return BatchCoefficients.expand(bytes, count: items.count)
        }
        let known = factorsFromProofsAlone()
        let factors = try known.map { try #require(Fr(canonicalWords: $0)) }
        items[0].publicSignals[0] += factors[1]
        items[1].publicSignals[0] -= factors[0]
        // The proofs were not touched, so such a verifier uses the factors that the forger knew, and is deceived.
        #expect(factorsFromProofsAlone() == known)
        #expect(batch.holds(for: items, coefficients: known, threads: 1))
        // Here the factors depend on the signals: both are named.
        #expect(batch.invalidItems(among: items, threads: 1) == [0, 1])
    }

    @Test func factorsDependOnEverything() throws {
        let identifiers = [circuit.key.verificationKey.identifier]
        let items = try items(3)
        func factors(_ items: [BatchItem], keys: [[UInt8]], randomness: [UInt8] = [1]) -> [FourWords] {
            BatchCoefficients.derive(keyIdentifiers: keys, items: items, randomness: randomness)
        }
        let reference = factors(items, keys: identifiers)
        #expect(factors(items, keys: identifiers) == reference)
        #expect(reference.allSatisfy { $0.word2 == 0 && $0.word3 == 0 && !$0.isZero })
        var changed = items
        changed[2].publicSignals[3] += .one
        #expect(factors(changed, keys: identifiers)[0] != reference[0])
        changed = items
        changed[1].proof.b = -changed[1].proof.b
        #expect(factors(changed, keys: identifiers)[0] != reference[0])
        changed = items
        changed[2].keyIndex = 1
        #expect(factors(changed, keys: identifiers)[0] != reference[0])
        #expect(factors(items, keys: [[0]])[0] != reference[0])
        #expect(factors(items, keys: identifiers, randomness: [2])[0] != reference[0])
        let drawn = BatchCoefficients.derive(keyIdentifiers: identifiers, items: items)
        #expect(drawn != BatchCoefficients.derive(keyIdentifiers: identifiers, items: items))
    }

    @Test func keysThatDifferInAPointHaveDifferentIdentifiers() {
        let key = circuit.key.verificationKey
        var identifiers = [key.identifier]
        var other = key
        other.alpha1 = -other.alpha1
        identifiers.append(other.identifier)
        other = key
        other.delta2 = -other.delta2
        identifiers.append(other.identifier)
        other = key
        other.inputPoints.removeLast()
        identifiers.append(other.identifier)
        #expect(Set(identifiers).count == 4)
    }
}
