import ConstraintSystem
import EllipticCurves
import FiniteFields
import Groth16
import TestSupport
import Testing

/// No changed byte of a circuit, witness, proof or verification key goes unnoticed.
///
/// Keys and powers are in `KeyCeremonyTests` and `PowersOfTauRefusalTests`.
@Suite struct ChangedByteTests {
    private let circuit: SmallCircuit

    init() throws { circuit = try SmallCircuit.shared.get() }

    /// The bytes with each byte in turn replaced by one that differs by a seeded value.
    private func forEachChange(
        of bytes: [UInt8], seed: UInt64, stride step: Int = 1, _ body: (Int, [UInt8]) throws -> Void
    ) rethrows {
        var random = SeededGenerator(seed: seed)
        for position in stride(from: 0, to: bytes.count, by: step) {
            var changed = bytes
            changed[position] ^= UInt8(1 + random.next() % 255)
            try body(position, changed)
        }
    }

    @Test func aChangedCircuitIsRefusedOrAnother() throws {
        let bytes = try VectorFile.bytes("multidim.r1cs")
        forEachChange(of: bytes, seed: 1) { position, changed in
            let system = try? R1CSFile.read(bytes: changed)
            #expect(system == nil || system != circuit.system, "byte \(position)")
        }
    }

    @Test func aChangedWitnessIsRefusedOrDoesNotSatisfyTheCircuit() throws {
        let bytes = try VectorFile.bytes("multidim.wtns")
        forEachChange(of: bytes, seed: 2) { position, changed in
            guard let witness = try? WitnessFile(bytes: changed).witness() else { return }
            #expect(throws: ConstraintSystemError.self, "byte \(position)") { try circuit.system.check(witness) }
        }
    }

    @Test func aChangedProofIsRefusedOrDoesNotVerify() throws {
        let text = [UInt8](circuit.proof.json.utf8)
        forEachChange(of: text, seed: 3) { position, changed in
            guard let proof = try? Proof(json: changed) else { return }
            // Blanks have other blanks for neighbours.
            if proof == circuit.proof {
                #expect([0x20, 0x0a].contains(text[position]), "byte \(position)")
                return
            }
            let isValid = try? circuit.verifier.verify(proof, publicSignals: circuit.publicSignals)
            #expect(isValid != true, "byte \(position)")
        }
    }

    @Test func changedCompressedProofsAreRefusedOrDoNotVerify() throws {
        let bytes = circuit.proof.compressed
        for seed in 4...8 as ClosedRange<UInt64> {
            forEachChange(of: bytes, seed: seed) { position, changed in
                guard let proof = try? Proof(compressed: changed) else { return }
                let isValid = try? circuit.verifier.verify(proof, publicSignals: circuit.publicSignals)
                #expect(isValid != true, "byte \(position), seed \(seed)")
            }
        }
    }

    @Test func aChangedVerificationKeyIsRefusedOrVerifiesNothing() throws {
        let text = [UInt8](circuit.key.verificationKey.json.utf8)
        forEachChange(of: text, seed: 9, stride: 3) { position, changed in
            guard let key = try? VerificationKey(json: changed), let verifier = try? Verifier(key: key) else { return }
            if key == circuit.key.verificationKey {
                #expect([0x20, 0x0a].contains(text[position]), "byte \(position)")
                return
            }
            let isValid = try? verifier.verify(circuit.proof, publicSignals: circuit.publicSignals)
            #expect(isValid != true, "byte \(position)")
        }
    }
}
