import FiniteFields

/// Gives the bytes of elements that lie one after the other, in memory or in a file.
///
/// It calls back once with the bytes of the elements of a range of indices, or not at all where it cannot. Threads call it
/// at the same time.
package typealias ElementReader = @Sendable (_ range: Range<Int>, _ body: (RawSpan) -> Void) -> Void

/// Where a multiplication reads its terms from, range by range.
///
/// What a range was read from may be released as soon as the body returns.
@safe
struct TermSource: Sendable {
    /// Receives the points of a range in iden3's form, at any alignment, and its scalars, both from the range's first on.
    typealias Body = (_ points: UnsafeRawPointer, _ scalars: ScalarSource) -> Void

    let count: Int
    /// How many terms are read at a time.
    ///
    /// Two megabytes of points at most, which bounds what is there twice, and a few ranges for each thread. Every range
    /// of a file costs some system calls.
    let rangeSize: Int
    private let reader: @Sendable (_ range: Range<Int>, _ body: Body) -> Void

    /// Terms in memory, which must outlive their reading.
    init(points: UnsafeRawPointer, pointByteCount: Int, scalars: ScalarSource, count: Int) {
        nonisolated(unsafe) let points = unsafe points
        self.count = count
        rangeSize = Self.rangeSize(count: count, pointByteCount: pointByteCount)
        unsafe reader = { range, body in
            unsafe body(points + range.lowerBound * pointByteCount, scalars.from(range.lowerBound))
        }
    }

    /// Points from a reader and scalars in memory, which must outlive their reading.
    init(points: @escaping ElementReader, pointByteCount: Int, scalars: ScalarSource, count: Int) {
        self.count = count
        rangeSize = Self.rangeSize(count: count, pointByteCount: pointByteCount)
        unsafe reader = { range, body in
            points(range) { points in
                precondition(points.byteCount == range.count * pointByteCount)
                unsafe points.withUnsafeBytes { points in
                    guard let points = points.baseAddress else { return }
                    unsafe body(points, scalars.from(range.lowerBound))
                }
            }
        }
    }

    /// Points and canonical scalars from readers.
    init(points: @escaping ElementReader, pointByteCount: Int, scalars: @escaping ElementReader, count: Int) {
        self.count = count
        rangeSize = Self.rangeSize(count: count, pointByteCount: pointByteCount)
        unsafe reader = { range, body in
            points(range) { points in
                scalars(range) { scalars in
                    precondition(points.byteCount == range.count * pointByteCount)
                    precondition(scalars.byteCount == range.count * 32)
                    unsafe points.withUnsafeBytes { points in
                        unsafe scalars.withUnsafeBytes { scalars in
                            guard let points = points.baseAddress, let scalars = scalars.baseAddress else { return }
                            unsafe body(points, ScalarSource(base: scalars, form: .canonical))
                        }
                    }
                }
            }
        }
    }

    private static func rangeSize(count: Int, pointByteCount: Int) -> Int {
        min(max(count * pointByteCount / 4, 1 << 19), 1 << 21) / pointByteCount
    }

    /// Reads the terms of a range; where they cannot be had, the body is not called.
    func read(_ range: Range<Int>, _ body: Body) {
        guard !range.isEmpty else { return }
        unsafe reader(range, body)
    }
}
