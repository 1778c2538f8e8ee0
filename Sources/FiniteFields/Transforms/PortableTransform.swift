/// The transforms in Swift, one element at a time: the twin of the vector kernels, and what other processors run.
///
/// Both directions work in place without permuting. `naturalToReversed` splits blocks from large to small with
/// `(a, b) -> (a + c b, a - c b)`; `reversedToNatural` is its transpose and joins blocks from small to large with
/// `(a, b) -> (a + b, c (a - b))`. The matrix of the transform is symmetric, so both compute the same one. Blocks are
/// finished depth first, which keeps them in the cache from some level on, whatever its size.
struct PortableTransform {
    let domain: EvaluationDomain
    let threads: Int

    func apply(_ steps: [TransformStep], to elements: inout [Fr]) {
        unsafe elements.withUnsafeMutableBufferPointer { buffer in
            for step in steps {
                switch step {
                case .naturalToReversed(let inverse):
                    unsafe split(buffer, inverse: inverse)
                case .reversedToNatural(let inverse):
                    unsafe join(buffer, inverse: inverse)
                case .scaleReversed(let first, let ratio):
                    unsafe scaleReversed(buffer, first: first, ratio: ratio)
                }
            }
        }
    }

    /// The level at which there are enough blocks to give each thread whole ones.
    private var sharedLevels: Int {
        guard threads > 1, domain.sizeLog2 > 10 else { return 0 }
        return min(domain.sizeLog2 - 8, Int.bitWidth - threads.leadingZeroBitCount + 1)
    }

    private func split(_ elements: UnsafeMutableBufferPointer<Fr>, inverse: Bool) {
        let network = unsafe BlockNetwork(elements: elements, roots: domain.tables.portable.roots, inverse: inverse)
        let levels = sharedLevels
        for level in 0..<levels { network.splitLevel(level, threads: threads) }
        WorkerPool.shared.run(count: 1 << levels, threads: threads) { network.split(level: levels, block: $0) }
    }

    private func join(_ elements: UnsafeMutableBufferPointer<Fr>, inverse: Bool) {
        let network = unsafe BlockNetwork(elements: elements, roots: domain.tables.portable.roots, inverse: inverse)
        let levels = sharedLevels
        WorkerPool.shared.run(count: 1 << levels, threads: threads) { network.join(level: levels, block: $0) }
        for level in (0..<levels).reversed() { network.joinLevel(level, threads: threads) }
    }

    private func scaleReversed(_ elements: UnsafeMutableBufferPointer<Fr>, first: Fr, ratio: Fr) {
        nonisolated(unsafe) let elements = unsafe elements
        let powers = ReversedPowers(
            first: first, powers: Self.squarings(of: ratio, count: domain.sizeLog2), width: domain.sizeLog2, lowBit: 0)
        unsafe WorkerPool.shared.forEachChunk(count: elements.count, threads: threads, chunkMin: 1 << 10) { range in
            for (index, power) in zip(range, powers.values(of: range)) { unsafe elements[index] *= power }
        }
    }

    /// `ratio^(2^i)` for i below `count`.
    static func squarings(of ratio: Fr, count: Int) -> [Fr] {
        var powers: [Fr] = []
        var power = ratio
        for _ in 0..<count {
            powers.append(power)
            power = power.squared
        }
        return powers
    }
}
