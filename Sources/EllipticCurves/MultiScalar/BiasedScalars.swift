import FiniteFields

/// The scalars of a multiplication with the bias of its windows added, whole or in halves.
@safe
struct BiasedScalars {
    private let memory: PageMemory
    private let base: UnsafeMutableRawPointer
    let count: Int
    /// Whether these are halves, of 16 bytes each, or whole scalars, of 32.
    let isSplit: Bool

    /// The bytes that scalars take.
    static func byteCount(count: Int, isSplit: Bool) -> Int {
        count * (isSplit ? MemoryLayout<Int128>.stride : MemoryLayout<FourWords>.stride)
    }

    /// Scalars in a block of memory, from a multiple of 64 bytes on.
    init(count: Int, isSplit: Bool, memory: PageMemory, offset: Int) {
        precondition(
            offset >= 0 && offset + Self.byteCount(count: count, isSplit: isSplit) <= memory.byteCount,
            "the scalars do not fit")
        self.memory = memory
        unsafe base = memory.start + offset
        self.count = count
        self.isSplit = isSplit
    }

    /// Whole scalars.
    var whole: UnsafeMutableBufferPointer<FourWords> {
        unsafe UnsafeMutableBufferPointer(start: base.assumingMemoryBound(to: FourWords.self), count: count)
    }

    /// Halves of scalars.
    var halves: UnsafeMutableBufferPointer<Int128> {
        unsafe UnsafeMutableBufferPointer(start: base.assumingMemoryBound(to: Int128.self), count: count)
    }
}

/// An integer that digits of windows are read from.
protocol DigitSource {
    /// Returns the `count` bits, at most 16, that start at bit `position`.
    func digit(at position: Int, count: Int) -> Int32
    /// Returns all bits from bit `position` on, which must fit.
    func topDigit(at position: Int) -> Int32
}

extension FourWords: DigitSource {
    @inline(__always)
    func digit(at position: Int, count: Int) -> Int32 {
        Int32(truncatingIfNeeded: bits(at: position, count: count))
    }

    @inline(__always)
    func topDigit(at position: Int) -> Int32 {
        Int32(truncatingIfNeeded: bits(at: position, count: min(256 - position, 32)))
    }
}

extension Int128: DigitSource {
    @inline(__always)
    func digit(at position: Int, count: Int) -> Int32 {
        Int32(truncatingIfNeeded: self &>> Int128(truncatingIfNeeded: position)) & (1 &<< Int32(count) &- 1)
    }

    @inline(__always)
    func topDigit(at position: Int) -> Int32 {
        Int32(truncatingIfNeeded: self &>> Int128(truncatingIfNeeded: position))
    }
}
