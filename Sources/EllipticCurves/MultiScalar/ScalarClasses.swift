import FiniteFields

/// The indices of the terms that take work: zero scalars and infinite points are left out, ones are kept apart.
///
/// Most wires of circuits that work on bits are zero or one.
struct ScalarClasses: Sendable {
    /// Terms whose scalar is neither zero nor one.
    private(set) var general: [UInt32] = []
    /// Terms whose scalar is one.
    private(set) var ones: [UInt32] = []
    /// The number of bits of the largest scalar.
    private(set) var bitWidth = 0

    /// Sorts the terms on all threads.
    init<Group: MultiScalarGroup>(
        of group: Group.Type, _ terms: TermSource, threads: Int
    ) {
        let chunk = terms.rangeSize
        let parts = WorkerPool.shared.map(count: (terms.count + chunk - 1) / chunk, threads: threads) { part in
            var classes = ScalarClasses()
            let range = (part * chunk)..<min(terms.count, (part + 1) * chunk)
            unsafe terms.read(range) { points, scalars in
                for place in 0..<range.count {
                    unsafe classes.sort(
                        group, index: range.lowerBound + place, place: place, points: points, scalars: scalars)
                }
            }
            return classes
        }
        general.reserveCapacity(parts.reduce(0) { $0 + $1.general.count })
        ones.reserveCapacity(parts.reduce(0) { $0 + $1.ones.count })
        for part in parts {
            general.append(contentsOf: part.general)
            ones.append(contentsOf: part.ones)
            bitWidth = max(bitWidth, part.bitWidth)
        }
    }

    private init() {}

    @inline(__always)
    private mutating func sort<Group: MultiScalarGroup>(
        _ group: Group.Type, index: Int, place: Int, points: UnsafeRawPointer, scalars: ScalarSource
    ) {
        let scalar = scalars[place]
        if scalar.isZero { return }
        let stride = MemoryLayout<AffinePoint<Group>>.stride
        if unsafe Self.isZero(points + place * stride, byteCount: stride) { return }
        let width = scalar.bitWidth
        if width == 1 {
            ones.append(UInt32(truncatingIfNeeded: index))
        } else {
            general.append(UInt32(truncatingIfNeeded: index))
            bitWidth = max(bitWidth, width)
        }
    }

    @inline(__always)
    private static func isZero(_ address: UnsafeRawPointer, byteCount: Int) -> Bool {
        var any: UInt64 = 0
        for offset in stride(from: 0, to: byteCount, by: 8) {
            any |= unsafe address.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        return any == 0
    }
}
