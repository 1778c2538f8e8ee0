import FiniteFields

extension AffinePoint where Group.Coordinate: EncodableCoordinate {
    /// The number of bytes of a compressed point: 32 for G1 and 64 for G2.
    public static var compressedByteCount: Int { Group.Coordinate.encodedByteCount }

    /// Decodes x, most significant byte first, with two flag bits on top that choose y.
    ///
    /// The flags are 10 for the smaller y, 11 for the larger one and 01 for infinity, as in gnark-crypto.
    ///
    /// - Throws: The first failing check, in the order of ``PointDecodingError``; the subgroup is checked too.
    public init(compressed bytes: some Collection<UInt8>) throws(PointDecodingError) {
        guard bytes.count == Self.compressedByteCount, let first = bytes.first else { throw .wrongLength }
        let flags = first & Self.flagMask
        if flags == Self.infinityFlag {
            guard first == flags, bytes.dropFirst().allSatisfy({ $0 == 0 }) else { throw .malformedFlags }
            self = .infinity
            return
        }
        guard flags & Self.compressedFlag != 0 else { throw .malformedFlags }
        guard let x = Group.Coordinate(encoded: [first ^ flags] + bytes.dropFirst()) else {
            throw .coordinateNotReduced
        }
        guard let root = (x.squared * x + Group.b).squareRoot() else { throw .notOnCurve }
        let isLarger = flags == Self.compressedFlag | Self.largerFlag
        self.init(uncheckedX: x, y: root.isLargerThanNegative == isLarger ? root : -root)
        guard isInSubgroup else { throw .notInSubgroup }
    }

    /// The bytes of x with the flags that choose y.
    public var compressedBytes: [UInt8] {
        guard !isInfinity else {
            return [Self.infinityFlag] + [UInt8](repeating: 0, count: Self.compressedByteCount - 1)
        }
        // The modulus is below 2^254, so the two highest bits are free.
        var bytes = x.encodedBytes
        bytes[0] |= Self.compressedFlag | (y.isLargerThanNegative ? Self.largerFlag : 0)
        return bytes
    }

    private static var flagMask: UInt8 { 0b1100_0000 }
    private static var compressedFlag: UInt8 { 0b1000_0000 }
    private static var largerFlag: UInt8 { 0b0100_0000 }
    private static var infinityFlag: UInt8 { 0b0100_0000 }
}
