public import FiniteFields

/// Reading numbers at any position of a mapped file.
///
/// Sections of the iden3 formats begin at any byte, so no load may assume an alignment. Each load checks its bounds,
/// and every bit pattern is a number: that is why these uses of `unsafeLoadUnaligned` are safe.
extension RawSpan {
    /// The byte at an offset.
    ///
    /// - Precondition: The offset lies inside the span.
    @inlinable @inline(__always)
    package func byte(at offset: Int) -> UInt8 {
        unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
    }

    /// The 32-bit number at a byte offset.
    ///
    /// - Precondition: The number lies inside the span.
    @inlinable @inline(__always)
    package func littleEndian32(at offset: Int) -> UInt32 {
        unsafe UInt32(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// The 64-bit number at a byte offset.
    ///
    /// - Precondition: The number lies inside the span.
    @inlinable @inline(__always)
    package func littleEndian64(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The 256-bit number at a byte offset.
    ///
    /// - Precondition: The number lies inside the span.
    @inlinable @inline(__always)
    package func littleEndian256(at offset: Int) -> FourWords {
        FourWords(
            littleEndian64(at: offset), littleEndian64(at: offset + 8), littleEndian64(at: offset + 16),
            littleEndian64(at: offset + 24))
    }
}
