public import FiniteFields

/// A coordinate field with a byte encoding, and an order that tells an element from its negative.
public protocol EncodableCoordinate: SquareRootField {
    /// The number of bytes of an encoded element.
    static var encodedByteCount: Int { get }
    /// The element of its bytes, most significant first; nil at another length or at or above the modulus.
    init?(encoded bytes: some Collection<UInt8>)
    /// The bytes of the element, most significant first.
    var encodedBytes: [UInt8] { get }
    /// Whether the element is the larger one of itself and its negative.
    var isLargerThanNegative: Bool { get }
}

extension Fq: EncodableCoordinate {
    /// The number of bytes of an encoded element.
    public static var encodedByteCount: Int { 32 }

    /// The element of its bytes, most significant first; nil at another length or at or above the modulus.
    public init?(encoded bytes: some Collection<UInt8>) { self.init(bigEndian: bytes) }

    /// The bytes of the element, most significant first.
    public var encodedBytes: [UInt8] { bigEndianBytes }

    /// Whether the integer is above (p - 1) / 2.
    public var isLargerThanNegative: Bool { (-self).canonicalWords < canonicalWords }
}

extension Fq2: EncodableCoordinate {
    /// The number of bytes of an encoded element.
    public static var encodedByteCount: Int { 64 }

    /// The element of its bytes, the coefficient of u first, as in EIP-197; nil at another length or where a coefficient
    /// is at or above the modulus.
    public init?(encoded bytes: some Collection<UInt8>) {
        guard bytes.count == 64, let imaginary = Fq(bigEndian: bytes.prefix(32)),
            let real = Fq(bigEndian: bytes.dropFirst(32))
        else { return nil }
        self.init(real, imaginary)
    }

    /// The bytes of the element, the coefficient of u first.
    public var encodedBytes: [UInt8] { c1.bigEndianBytes + c0.bigEndianBytes }

    /// Whether the coefficient of u, or the other one where that is zero, is above (p - 1) / 2.
    public var isLargerThanNegative: Bool { c1.isZero ? c0.isLargerThanNegative : c1.isLargerThanNegative }
}
