/// The butterflies of one transform over a buffer of elements.
///
/// Threads work on disjoint blocks, or on disjoint columns of one level.
@safe
struct BlockNetwork: @unchecked Sendable {
    // Sendable: the buffer outlives the transform, and no two threads are given the same elements.
    private let elements: UnsafeMutableBufferPointer<Fr>
    private let roots: [Fr]
    private let inverse: Bool

    /// Blocks of twice as many elements (64 KiB) are finished level by level: they stay in the second-level cache.
    private static let cachedHalf = 1 << 10

    init(elements: UnsafeMutableBufferPointer<Fr>, roots: [Fr], inverse: Bool) {
        unsafe self.elements = unsafe elements
        self.roots = roots
        self.inverse = inverse
    }

    /// Splits all blocks of a level, with the threads sharing out the columns.
    func splitLevel(_ level: Int, threads: Int) {
        let half = unsafe elements.count >> (level + 1)
        for block in 0..<(1 << level) {
            WorkerPool.shared.forEachChunk(count: half, threads: threads, chunkMin: 1 << 9) { columns in
                splitBlock(block, half: half, columns: columns)
            }
        }
    }

    /// Joins all blocks of a level, with the threads sharing out the columns.
    func joinLevel(_ level: Int, threads: Int) {
        let half = unsafe elements.count >> (level + 1)
        for block in 0..<(1 << level) {
            WorkerPool.shared.forEachChunk(count: half, threads: threads, chunkMin: 1 << 9) { columns in
                joinBlock(block, half: half, columns: columns)
            }
        }
    }

    /// Splits a block and everything in it.
    func split(level: Int, block: Int) {
        let half = unsafe elements.count >> (level + 1)
        guard half > Self.cachedHalf else {
            var half = half
            var blocks = block..<(block + 1)
            while half > 0 {
                for block in blocks { splitBlock(block, half: half, columns: 0..<half) }
                half >>= 1
                blocks = (2 * blocks.lowerBound)..<(2 * blocks.upperBound)
            }
            return
        }
        splitBlock(block, half: half, columns: 0..<half)
        split(level: level + 1, block: 2 * block)
        split(level: level + 1, block: 2 * block + 1)
    }

    /// Joins everything in a block, then the block.
    func join(level: Int, block: Int) {
        let half = unsafe elements.count >> (level + 1)
        guard half > Self.cachedHalf else {
            var step = 1
            while step <= half {
                let blocks = half / step
                for block in (block * blocks)..<((block + 1) * blocks) {
                    joinBlock(block, half: step, columns: 0..<step)
                }
                step <<= 1
            }
            return
        }
        join(level: level + 1, block: 2 * block)
        join(level: level + 1, block: 2 * block + 1)
        joinBlock(block, half: half, columns: 0..<half)
    }

    /// The root of a block that is not a level's first.
    private func root(of block: Int) -> Fr {
        inverse ? -roots[TwiddleTable.inverseIndex(of: block)] : roots[block]
    }

    private func splitBlock(_ block: Int, half: Int, columns: Range<Int>) {
        if block == 0 { return addAndSubtract(half: half, columns: columns) }
        let root = root(of: block)
        guard let base = unsafe elements.baseAddress else { return }
        let low = unsafe base + 2 * half * block
        let high = unsafe low + half
        for index in columns {
            let (first, second) = unsafe (low[index], high[index] * root)
            unsafe low[index] = first + second
            unsafe high[index] = first - second
        }
    }

    private func joinBlock(_ block: Int, half: Int, columns: Range<Int>) {
        if block == 0 { return addAndSubtract(half: half, columns: columns) }
        let root = root(of: block)
        guard let base = unsafe elements.baseAddress else { return }
        let low = unsafe base + 2 * half * block
        let high = unsafe low + half
        for index in columns {
            let (first, second) = unsafe (low[index], high[index])
            unsafe low[index] = first + second
            unsafe high[index] = (first - second) * root
        }
    }

    /// The butterflies of a level's first block, whose root is one: the same for splitting and joining.
    private func addAndSubtract(half: Int, columns: Range<Int>) {
        guard let low = unsafe elements.baseAddress else { return }
        let high = unsafe low + half
        for index in columns {
            let (first, second) = unsafe (low[index], high[index])
            unsafe low[index] = first + second
            unsafe high[index] = first - second
        }
    }
}
