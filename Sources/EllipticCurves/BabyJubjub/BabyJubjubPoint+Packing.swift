internal import FiniteFields

extension BabyJubjubPoint {
    /// The number of bytes of a packed point.
    public static let packedByteCount = 32

    /// The point in 32 bytes, as circomlib packs it.
    ///
    /// y in little-endian order; the highest bit is set where x, as an integer, is above (r - 1) / 2.
    public var packed: [UInt8] {
        var bytes = y.littleEndianBytes
        if x.isAboveHalf { bytes[31] |= 0x80 }
        return bytes
    }

    /// Unpacks a point; nil for anything that ``packed`` does not produce.
    ///
    /// The point may lie outside the subgroup of prime order; see ``isInSubgroup``.
    public init?(packed bytes: some Collection<UInt8>) {
        guard bytes.count == BabyJubjubPoint.packedByteCount else { return nil }
        var copy = Array(bytes)
        let wantsLarge = copy[31] & 0x80 != 0
        copy[31] &= 0x7f
        guard let y = Fr(littleEndian: copy) else { return nil }
        let yy = y.squared
        // x^2 = (1 - y^2) / (a - d y^2), and a / d is not a square: the denominator has no root.
        guard let inverse = (BabyJubjub.a - BabyJubjub.d * yy).inverted(),
            let root = ((Fr.one - yy) * inverse).squareRoot()
        else { return nil }
        let x = root.isAboveHalf == wantsLarge ? root : -root
        // Zero is its own negative: it has one form only.
        guard x.isAboveHalf == wantsLarge else { return nil }
        self.init(uncheckedX: x, y: y)
    }
}

extension Fr {
    /// Whether the element, as an integer, is above (r - 1) / 2.
    fileprivate var isAboveHalf: Bool {
        Fr.modulusWords.halved() < canonicalWords
    }
}
