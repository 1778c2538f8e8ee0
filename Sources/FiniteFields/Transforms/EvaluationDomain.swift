/// The powers of a root of unity of order 2^k in Fr, and the transforms between coefficients and values over them.
///
/// Value i of a polynomial belongs to `generator^i`, natural order. Transforms work in place, take any number of
/// threads and give equal results for each.
public struct EvaluationDomain: Sendable {
    /// The logarithm of the number of elements.
    public let sizeLog2: Int
    /// The number of elements.
    public var size: Int { 1 << sizeLog2 }
    /// The root of unity whose powers are the domain.
    public let generator: Fr

    let tables: TransformTables
    let sizeInverse: Fr

    /// The domain of `2^sizeLog2` elements; nil outside `0...28`.
    public init?(sizeLog2: Int) {
        guard (0...Fr.twoAdicity).contains(sizeLog2) else { return nil }
        self.sizeLog2 = sizeLog2
        generator = Self.primitiveRoot(orderLog2: sizeLog2)
        tables = TransformTables(sizeLog2: sizeLog2)
        sizeInverse = Fr(2).inverted()?.power([UInt64(sizeLog2)]) ?? .one
    }

    /// The root of unity of order `2^orderLog2`, the power of 5 that snarkjs and rapidsnark use.
    public static func primitiveRoot(orderLog2: Int) -> Fr {
        precondition((0...Fr.twoAdicity).contains(orderLog2))
        var root = Fr.rootOfUnity
        for _ in orderLog2..<Fr.twoAdicity { root = root.squared }
        return root
    }

    /// Turns coefficients into values over the domain.
    public func forward(_ elements: inout [Fr], threads: Int = 1) {
        forward(&elements, threads: threads, path: .current)
    }

    package func forward(_ elements: inout [Fr], threads: Int, path: KernelPath) {
        precondition(elements.count == size)
        transform(&elements, [.naturalToReversed(inverse: false)], threads: threads, path: path)
        Self.reverseBits(&elements)
    }

    /// Turns values over the domain into coefficients.
    public func inverse(_ elements: inout [Fr], threads: Int = 1) {
        inverse(&elements, threads: threads, path: .current)
    }

    package func inverse(_ elements: inout [Fr], threads: Int, path: KernelPath) {
        precondition(elements.count == size)
        transform(
            &elements, [.naturalToReversed(inverse: true), .scaleReversed(first: sizeInverse, ratio: .one)],
            threads: threads, path: path)
        Self.reverseBits(&elements)
    }

    /// Turns coefficients into values over the coset `shift * generator^i`.
    public func forwardOnCoset(_ elements: inout [Fr], shift: Fr, threads: Int = 1) {
        precondition(elements.count == size)
        Self.multiplyByPowers(&elements, first: .one, ratio: shift, threads: threads)
        forward(&elements, threads: threads)
    }

    /// Turns values over the coset `shift * generator^i` into coefficients; `shift` is not zero.
    public func inverseOnCoset(_ elements: inout [Fr], shift: Fr, threads: Int = 1) {
        guard let ratio = shift.inverted() else { preconditionFailure("a coset's shift is not zero") }
        inverse(&elements, threads: threads)
        Self.multiplyByPowers(&elements, first: .one, ratio: ratio, threads: threads)
    }

    /// Turns values over the domain into values over the coset `shift * generator^i`.
    ///
    /// One pass through the coefficients in bit-reversed order: cheaper than `inverse` and `forwardOnCoset`.
    public func shiftToCoset(_ elements: inout [Fr], shift: Fr, threads: Int = 1) {
        shiftToCoset(&elements, shift: shift, threads: threads, path: .current)
    }

    package func shiftToCoset(_ elements: inout [Fr], shift: Fr, threads: Int, path: KernelPath) {
        precondition(elements.count == size)
        transform(
            &elements,
            [
                .naturalToReversed(inverse: true), .scaleReversed(first: sizeInverse, ratio: shift),
                .reversedToNatural(inverse: false),
            ], threads: threads, path: path)
    }

    /// Moves each element to the index with the bits of its own in reversed order.
    static func reverseBits(_ elements: inout [Fr]) {
        let width = elements.count.trailingZeroBitCount
        guard width > 0 else { return }
        for index in elements.indices {
            let reversed = Int(UInt(index).bitReversed >> UInt(UInt.bitWidth - width))
            if index < reversed { elements.swapAt(index, reversed) }
        }
    }

    /// Multiplies element i by `first * ratio^i`.
    static func multiplyByPowers(_ elements: inout [Fr], first: Fr, ratio: Fr, threads: Int) {
        WorkerPool.shared.updateChunks(of: &elements, threads: threads, chunkMin: 1 << 10) { start, elements in
            var factor = first * ratio.power([UInt64(start)])
            for index in elements.indices {
                elements[index] *= factor
                factor *= ratio
            }
        }
    }
}

extension UInt {
    /// The integer with its bits in reversed order.
    var bitReversed: UInt {
        var value = byteSwapped
        value = (value >> 4) & 0x0f0f_0f0f_0f0f_0f0f | (value & 0x0f0f_0f0f_0f0f_0f0f) << 4
        value = (value >> 2) & 0x3333_3333_3333_3333 | (value & 0x3333_3333_3333_3333) << 2
        return (value >> 1) & 0x5555_5555_5555_5555 | (value & 0x5555_5555_5555_5555) << 1
    }
}
