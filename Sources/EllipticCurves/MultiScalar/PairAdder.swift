import FiniteFields

/// Adds pairs of points of an arena, many at a time with one inversion, and appends the sums to the arena.
///
/// A sum may be used as soon as `flush` has been called.
@safe
final class PairAdder<Group: MultiScalarGroup> {
    /// Pairs for each inversion: as many as keep the points and prefixes in the second-level cache.
    static var batchSize: Int { 2048 }

    let arena: PointArena<Group>
    private(set) var next: Int
    private let limit: Int
    private let pairs: UnsafeMutablePointer<PointReference>
    private var pending = 0
    private let prefixes: UnsafeMutablePointer<UInt64>
    private var portablePrefixes: [Group.Coordinate] = []

    /// - Parameter output: The indices of the arena that the sums may take.
    init(arena: PointArena<Group>, output: Range<Int>) {
        self.arena = arena
        next = output.lowerBound
        limit = output.upperBound
        unsafe pairs = .allocate(capacity: 2 * Self.batchSize + 16)
        unsafe pairs.initialize(repeating: 0, count: 2 * Self.batchSize + 16)
        unsafe prefixes = .allocate(capacity: (Self.batchSize / 8 + 4) * Group.prefixWords)
    }

    deinit {
        unsafe pairs.deallocate()
        unsafe prefixes.deallocate()
    }

    /// Starts again at the first index of a range of the arena.
    func rewind(to start: Int) {
        assert(pending == 0)
        next = start
    }

    /// Asks for the sum of two points and returns its reference.
    @inline(__always)
    func append(_ left: PointReference, _ right: PointReference) -> PointReference {
        unsafe pairs[2 * pending] = left
        unsafe pairs[2 * pending + 1] = right
        pending += 1
        let reference = PointReference(truncatingIfNeeded: next) << 1
        next += 1
        if pending == Self.batchSize { flush() }
        return reference
    }

    /// Computes the sums asked for since the last time.
    func flush() {
        guard pending > 0 else { return }
        precondition(next <= limit, "the sums outgrow their part of the arena")
        switch arena.path {
        case .portable: addPortably()
        case .ifma: addWithVectors()
        }
        pending = 0
    }

    private func addWithVectors() {
        let words = unsafe arena.words
        var products: [Group.Coordinate] = .init(repeating: .zero, count: 8)
        unsafe products.withUnsafeMutableBytes { bytes in
            unsafe Group.addForward(
                words, pairs, pending, prefixes, bytes.baseAddress?.assumingMemoryBound(to: UInt64.self))
        }
        Group.Coordinate.invertAll(&products)
        unsafe products.withUnsafeBytes { bytes in
            unsafe Group.addBackward(
                words, pairs, pending, prefixes, bytes.baseAddress?.assumingMemoryBound(to: UInt64.self),
                UnsafeMutableRawPointer(arena.points + (next - pending)).assumingMemoryBound(to: UInt64.self))
        }
    }

    private func addPortably() {
        let points = unsafe arena.points
        portablePrefixes.removeAll(keepingCapacity: true)
        var product = Group.Coordinate.one
        for index in 0..<pending {
            let pair = unsafe PointPair<Group>(points, pairs[2 * index], pairs[2 * index + 1])
            portablePrefixes.append(product)
            product *= pair.denominator
        }
        // No denominator is zero, so neither is their product.
        guard var inverse = product.inverted() else { preconditionFailure("a denominator is zero") }
        let start = next - pending
        for index in (0..<pending).reversed() {
            let pair = unsafe PointPair<Group>(points, pairs[2 * index], pairs[2 * index + 1])
            let denominator = pair.denominator
            unsafe points[start + index] = pair.sum(inverse: inverse * portablePrefixes[index])
            inverse *= denominator
        }
    }
}
