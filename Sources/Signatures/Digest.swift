/// A 32-byte value, such as a SHA-256 digest, an account id or a transaction id.
///
/// The bytes are held as four big-endian words, so that equality, order and bit access are a few instructions and no
/// memory is allocated. The order is the lexicographic order of the bytes.
@frozen
public struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Bytes 0 to 7, most significant first.
    @usableFromInline let word0: UInt64
    /// Bytes 8 to 15, most significant first.
    @usableFromInline let word1: UInt64
    /// Bytes 16 to 23, most significant first.
    @usableFromInline let word2: UInt64
    /// Bytes 24 to 31, most significant first.
    @usableFromInline let word3: UInt64

    /// The number of bytes in a digest.
    public static let byteCount = 32

    /// The number of bits in a digest.
    @usableFromInline
    package static let bitCount = 256

    /// The digest of 32 zero bytes, which also stands for an empty subtree.
    @inlinable
    public static var zero: Digest { Digest(0, 0, 0, 0) }

    /// Creates a digest from its four big-endian words, the first bytes in the first word.
    @inlinable
    package init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// Creates a digest from exactly 32 bytes; `nil` for any other number.
    ///
    /// - Complexity: O(1); no allocation. Collections with contiguous storage are read as four words.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        let contiguous = bytes.withContiguousStorageIfAvailable { storage in
            unsafe Digest(reading: UnsafeRawBufferPointer(storage))
        }
        if let contiguous {
            guard let digest = contiguous else { return nil }
            self = digest
        } else {
            guard bytes.count == Digest.byteCount else { return nil }
            let copy = Array(bytes)
            guard let digest = unsafe copy.withUnsafeBytes({ unsafe Digest(reading: $0) }) else { return nil }
            self = digest
        }
    }

    /// Creates a digest from a span of exactly 32 bytes; `nil` for any other number.
    @inlinable
    public init?(bytes: Span<UInt8>) {
        guard let digest = unsafe bytes.withUnsafeBytes({ unsafe Digest(reading: $0) }) else { return nil }
        self = digest
    }

    /// Creates a digest from 64 hexadecimal digits in either case; `nil` for anything else.
    public init?(hex: String) {
        guard hex.utf8.count == 2 * Digest.byteCount, let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    @inlinable
    init?(reading buffer: UnsafeRawBufferPointer) {
        guard buffer.count == Digest.byteCount else { return nil }
        unsafe self.init(
            UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 24, as: UInt64.self)))
    }

    /// The 32 bytes, first byte first, in a new array.
    public var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Digest.byteCount)
        append(to: &result)
        return result
    }

    /// The 64 lower-case hexadecimal digits of the bytes.
    public var hex: String { Hex.encode(bytes) }

    /// The same as ``hex``.
    public var description: String { hex }

    /// Orders digests by their bytes, first byte first.
    @inlinable
    public static func < (left: Digest, right: Digest) -> Bool {
        if left.word0 != right.word0 { return left.word0 < right.word0 }
        if left.word1 != right.word1 { return left.word1 < right.word1 }
        if left.word2 != right.word2 { return left.word2 < right.word2 }
        return left.word3 < right.word3
    }
}

extension Digest {
    /// Appends the 32 bytes, first byte first.
    @inlinable
    package func append(to bytes: inout [UInt8]) {
        unsafe withBytePointer {
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: $0, count: Digest.byteCount))
        }
    }

    /// The bit at a depth of a binary tree; depth 0 is the most significant bit of the first byte.
    ///
    /// - Precondition: `0 <= index < 256`.
    @inlinable
    package subscript(bit index: Int) -> Bool {
        precondition(index >= 0 && index < Digest.bitCount)
        return (word(index >> 6) >> UInt64(63 - (index & 63))) & 1 == 1
    }

    /// The byte at a position; position 0 is the first byte.
    ///
    /// - Precondition: `0 <= index < 32`.
    @inlinable
    package subscript(byte index: Int) -> UInt8 {
        precondition(index >= 0 && index < Digest.byteCount)
        return UInt8(truncatingIfNeeded: word(index >> 3) >> UInt64(56 - 8 * (index & 7)))
    }

    /// The number of leading bits that two digests share; 256 where they are equal.
    @inlinable
    package func commonPrefixBitCount(with other: Digest) -> Int {
        if word0 != other.word0 { return (word0 ^ other.word0).leadingZeroBitCount }
        if word1 != other.word1 { return 64 + (word1 ^ other.word1).leadingZeroBitCount }
        if word2 != other.word2 { return 128 + (word2 ^ other.word2).leadingZeroBitCount }
        return 192 + (word3 ^ other.word3).leadingZeroBitCount
    }

    @inlinable
    func word(_ index: Int) -> UInt64 {
        switch index {
        case 0: word0
        case 1: word1
        case 2: word2
        default: word3
        }
    }

    @inlinable
    func withBytePointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
        let words = (word0.bigEndian, word1.bigEndian, word2.bigEndian, word3.bigEndian)
        return unsafe withUnsafePointer(to: words) {
            unsafe body(UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self))
        }
    }
}
