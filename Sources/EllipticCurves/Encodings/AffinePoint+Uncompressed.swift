import FiniteFields

extension AffinePoint where Group.Coordinate: EncodableCoordinate {
    /// The number of bytes of an uncompressed point: 64 for G1 and 128 for G2.
    public static var uncompressedByteCount: Int { 2 * Group.Coordinate.encodedByteCount }

    /// Decodes x and y as Ethereum's precompiles write them: most significant byte first, all zeros for infinity.
    ///
    /// - Throws: The first failing check, in the order of ``PointDecodingError``; the subgroup is checked too.
    /// - SeeAlso: EIP-196 and EIP-197.
    public init(uncompressed bytes: some Collection<UInt8>) throws(PointDecodingError) {
        guard bytes.count == Self.uncompressedByteCount else { throw .wrongLength }
        let half = Group.Coordinate.encodedByteCount
        guard let x = Group.Coordinate(encoded: bytes.prefix(half)),
            let y = Group.Coordinate(encoded: bytes.dropFirst(half))
        else { throw .coordinateNotReduced }
        self.init(uncheckedX: x, y: y)
        guard isOnCurve else { throw .notOnCurve }
        guard isInSubgroup else { throw .notInSubgroup }
    }

    /// The bytes of x and y, most significant first; all zeros for infinity.
    public var uncompressedBytes: [UInt8] { x.encodedBytes + y.encodedBytes }
}
