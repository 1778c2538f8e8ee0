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

    @Test func aPointOutsideTheSubgroupIsRefused() {
        let proof = circuit.proof
        for point in [G2Affine.outsideSubgroup, proof.b.shiftedOutOfSubgroup] {
            // The bytes are those of a point of the curve: the subgroup is all that is wrong.
            #expect(throws: PointDecodingError.notInSubgroup) { try G2Affine(compressed: point.compressedBytes) }
            let bytes = Proof(a: proof.a, b: point, c: proof.c).compressed
            #expect(throws: Groth16Error.encodingInvalid) { try Proof(compressed: bytes) }
        }
    }

    /// The generators' coordinates have room for another modulus below the flags.
    @Test func aCoordinateAndTheModulusIsRefused() throws {
        /// The 32 bytes that end behind an offset, plus the modulus; the carry goes where they begin.
        func adding(modulusAt offset: Int, to bytes: [UInt8]) -> [UInt8] {
            var (bytes, carry) = (bytes, 0)
            for position in 0..<32 {
                let byte = Int(truncatingIfNeeded: Fq.modulus[position / 8] >> UInt64(8 * (position % 8)) & 0xff)
                let sum = Int(bytes[offset + 31 - position]) + byte + carry
                bytes[offset + 31 - position] = UInt8(truncatingIfNeeded: sum)
                carry = sum >> 8
            }
            return bytes
        }
        let good = Proof(a: .generator, b: .generator, c: .generator).compressed
        #expect(try Proof(compressed: good).a == .generator)
        // x of A, the real part of x of B, x of C.
        for offset in [0, 64, 96] {
            let bytes = adding(modulusAt: offset, to: good)
            // The flags of a compressed point are as before.
            #expect(offset == 64 || bytes[offset] & 0xc0 == good[offset] & 0xc0)
            #expect(throws: Groth16Error.encodingInvalid) { try Proof(compressed: bytes) }
        }
        let g1 = adding(modulusAt: 0, to: good).prefix(32)
        #expect(throws: PointDecodingError.coordinateNotReduced) { try G1Affine(compressed: g1) }
        let g2 = adding(modulusAt: 64, to: good)[32..<96]
        #expect(throws: PointDecodingError.coordinateNotReduced) { try G2Affine(compressed: g2) }
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
