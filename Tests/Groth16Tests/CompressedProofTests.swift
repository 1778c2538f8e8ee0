import EllipticCurves
import FiniteFields
import Groth16
import Testing

/// Proofs as 128 bytes.
@Suite struct CompressedProofTests {
    private let circuit: SmallCircuit

    init() throws { circuit = try SmallCircuit.shared.get() }

    @Test func everySignOfEveryPointReadsBackEqual() throws {
        let proof = circuit.proof
        for a in [proof.a, -proof.a] {
            for b in [proof.b, -proof.b] {
                for c in [proof.c, -proof.c] {
                    let signed = Proof(a: a, b: b, c: c)
                    let bytes = signed.compressed
                    #expect(bytes.count == Proof.compressedByteCount)
                    #expect(try Proof(compressed: bytes) == signed)
                }
            }
        }
    }

    @Test func generatorsHaveTheBytesOfTheirCoordinates() {
        // (1, 2) has the smaller y. The x of G2's generator begins with its imaginary part 0x198e9393920d483a….
        let bytes = Proof(a: .generator, b: .generator, c: -.generator).compressed
        #expect(bytes[0..<32].elementsEqual([0x80] + [UInt8](repeating: 0, count: 30) + [1]))
        #expect(bytes[32] & 0x3f == 0x19 && bytes[33..<36].elementsEqual([0x8e, 0x93, 0x93]))
        #expect(bytes[96] == 0xc0)
    }

    @Test func otherEncodingsAreRefused() throws {
        let good = circuit.proof.compressed
        var wrong: [[UInt8]] = [[], Array(good.dropLast()), good + [0]]
        for offset in [0, 32, 96] {
            for flag in [UInt8(0), 0x40] {
                var bytes = good
                bytes[offset] = bytes[offset] & 0x3f | flag
                wrong.append(bytes)
            }
            var infinite = good
            infinite.replaceSubrange(offset..<(offset + 32), with: [0x40] + [UInt8](repeating: 0, count: 31))
            wrong.append(infinite)
            var large = good
            large.replaceSubrange(offset..<(offset + 32), with: Fq.zero.bigEndianBytes.map { _ in 0xff })
            wrong.append(large)
        }
        // The modulus itself would be a second name of zero.
        var modulus = good
        modulus.replaceSubrange(
            0..<32,
            with: Fq.modulus.reversed().flatMap { word in
                (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }
            })
        modulus[0] |= 0x80
        wrong.append(modulus)
        for bytes in wrong {
            #expect(throws: Groth16Error.encodingInvalid) { try Proof(compressed: bytes) }
        }
    }

    @Test func everyChangedBitIsRefusedByTheReaderOrTheVerifier() throws {
        let good = circuit.proof.compressed
        for bit in 0..<(8 * good.count) {
            var bytes = good
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let proof = try? Proof(compressed: bytes) else { continue }
            #expect(try !circuit.verifier.verify(proof, publicSignals: circuit.publicSignals))
        }
    }
}
