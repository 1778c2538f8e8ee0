import EllipticCurves
import FiniteFields
import TestSupport
import Testing

@Suite struct PointEncodingTests {
    @Test func pointsRoundTrip() throws {
        var random = SeededGenerator(seed: 121)
        for _ in 0..<10 {
            let (p, q): (G1Affine, G2Affine) = (random.point(), random.point())
            try expectRoundTrip(p)
            try expectRoundTrip(-p)
            try expectRoundTrip(q)
            try expectRoundTrip(-q)
        }
        try expectRoundTrip(G1Affine.infinity)
        try expectRoundTrip(G2Affine.infinity)
        try expectRoundTrip(G1Affine.generator)
        try expectRoundTrip(G2Affine.generator)
    }

    private func expectRoundTrip<Group: Curve>(_ point: AffinePoint<Group>) throws
    where Group.Coordinate: EncodableCoordinate {
        #expect(try AffinePoint<Group>(compressed: point.compressedBytes) == point)
        #expect(try AffinePoint<Group>(uncompressed: point.uncompressedBytes) == point)
        #expect(point.compressedBytes.count == AffinePoint<Group>.compressedByteCount)
        #expect(point.uncompressedBytes.count == AffinePoint<Group>.uncompressedByteCount)
        // Prefixes, longer inputs and changed bits are refused, or are the one encoding of another point.
        try CodecLaw.checkRoundTrip(
            of: point, encode: \.compressedBytes, decode: { try AffinePoint<Group>(compressed: $0) })
        for position in [0, 1, 31] {
            for bit in 0..<8 {
                var bytes = point.compressedBytes
                bytes[position] ^= 1 << bit
                try CodecLaw.checkCanonical(
                    bytes, encode: \.compressedBytes, decode: { try AffinePoint<Group>(compressed: $0) })
                bytes = point.uncompressedBytes
                bytes[position] ^= 1 << bit
                #expect(throws: PointDecodingError.self) { try AffinePoint<Group>(uncompressed: bytes) }
            }
        }
    }

    @Test func flagsTellAPointFromItsNegative() {
        let generator = G1Affine.generator
        // y = 2 is the smaller one.
        #expect(generator.compressedBytes == [0x80] + [UInt8](repeating: 0, count: 30) + [1])
        #expect((-generator).compressedBytes == [0xc0] + [UInt8](repeating: 0, count: 30) + [1])
        #expect(G1Affine.infinity.compressedBytes == [0x40] + [UInt8](repeating: 0, count: 31))
        #expect(G2Affine.infinity.compressedBytes == [0x40] + [UInt8](repeating: 0, count: 63))
    }

    @Test(arguments: [0, 1, 31, 33, 63, 64, 65, 127, 129])
    func otherLengthsAreRefused(count: Int) {
        let bytes = [UInt8](repeating: 0, count: count)
        if count != 32 { #expect(throws: PointDecodingError.wrongLength) { try G1Affine(compressed: bytes) } }
        if count != 64 {
            #expect(throws: PointDecodingError.wrongLength) { try G1Affine(uncompressed: bytes) }
            #expect(throws: PointDecodingError.wrongLength) { try G2Affine(compressed: bytes) }
        }
        #expect(throws: PointDecodingError.wrongLength) { try G2Affine(uncompressed: bytes) }
    }

    @Test func malformedFlagsAreRefused() {
        let zeros = [UInt8](repeating: 0, count: 31)
        #expect(throws: PointDecodingError.malformedFlags) { try G1Affine(compressed: [0x00] + zeros) }
        #expect(throws: PointDecodingError.malformedFlags) { try G1Affine(compressed: [0x01] + zeros) }
        #expect(throws: PointDecodingError.malformedFlags) { try G1Affine(compressed: [0x41] + zeros) }
        #expect(throws: PointDecodingError.malformedFlags) {
            try G1Affine(compressed: [0x40] + zeros.dropLast() + [1])
        }
        #expect(throws: PointDecodingError.malformedFlags) {
            try G2Affine(compressed: [0x40] + zeros + [7] + zeros)
        }
    }

    @Test func coordinatesAboveTheModulusAreRefused() {
        // p, and x + p for the generator's x.
        var modulus = (-Fq.one).bigEndianBytes
        modulus[31] += 1
        var more = modulus
        more[31] += 1
        let two = Fq(2).bigEndianBytes
        #expect(throws: PointDecodingError.coordinateNotReduced) { try G1Affine(uncompressed: more + two) }
        #expect(throws: PointDecodingError.coordinateNotReduced) { try G1Affine(uncompressed: modulus + modulus) }
        modulus[0] |= 0x80
        more[0] |= 0x80
        #expect(throws: PointDecodingError.coordinateNotReduced) { try G1Affine(compressed: modulus) }
        #expect(throws: PointDecodingError.coordinateNotReduced) { try G1Affine(compressed: more) }
        #expect(throws: PointDecodingError.coordinateNotReduced) {
            try G2Affine(compressed: more + [UInt8](repeating: 0, count: 32))
        }
        #expect(throws: PointDecodingError.coordinateNotReduced) {
            try G1Affine(compressed: [UInt8](repeating: 0xff, count: 32))
        }
    }

    @Test func pointsOffTheCurveOrTheSubgroupAreRefused() throws {
        #expect(throws: PointDecodingError.notOnCurve) {
            try G1Affine(uncompressed: Fq.one.bigEndianBytes + Fq.one.bigEndianBytes)
        }
        // x = 4: 4^3 + 3 = 67 is no square.
        #expect(Fq(67).isSquare == false)
        var bytes = Fq(4).bigEndianBytes
        bytes[0] |= 0x80
        #expect(throws: PointDecodingError.notOnCurve) { try G1Affine(compressed: bytes) }
        var x = Fq2.one
        var root: Fq2?
        while root == nil {
            x += .one
            root = (x.squared * x + G2Curve.b).squareRoot()
        }
        let y = try #require(root)
        let outside = try #require(G2Affine(x: x, y: y))
        #expect(throws: PointDecodingError.notInSubgroup) { try G2Affine(uncompressed: outside.uncompressedBytes) }
        #expect(throws: PointDecodingError.notInSubgroup) { try G2Affine(compressed: outside.compressedBytes) }
    }
}
