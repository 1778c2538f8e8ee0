import CFieldKernels

/// The table of roots in the blocks of eight that the vector kernels read, for one direction.
@safe
final class VectorRoots: @unchecked Sendable {
    // Sendable: the memory is written in the initialiser alone.
    let words: UnsafeMutablePointer<UInt64>
    private let memory: PageMemory

    /// Makes the table for domains of up to `2^sizeLog2` elements, at least 64.
    init(sizeLog2: Int, inverse: Bool) {
        let countLog2 = sizeLog2 - 1
        let wordCount = 40 << (countLog2 - 3)
        memory = PageMemory(byteCount: 8 * wordCount)
        unsafe words = memory.start.bindMemory(to: UInt64.self, capacity: wordCount)
        let orders = 2...max(countLog2 + 1, 2)
        let generators = orders.map { order in
            let root = EvaluationDomain.primitiveRoot(orderLog2: order)
            // The inverse of a root of unity of order 2^k is its power of 2^k - 1.
            return inverse ? root.power([(1 << UInt64(order)) - 1]) : root
        }
        var first: [Fr] = [.one]
        for level in 0..<3 { for index in 0..<(1 << level) { first.append(first[index] * generators[level]) } }
        let factors = Array(generators.dropFirst(3))
        unsafe first.withUnsafeBytes { first in
            unsafe factors.withUnsafeBytes { factors in
                unsafe symbolon_ifma_transform_roots(
                    words, countLog2, first.baseAddress?.assumingMemoryBound(to: UInt64.self),
                    factors.baseAddress?.assumingMemoryBound(to: UInt64.self))
            }
        }
    }
}
