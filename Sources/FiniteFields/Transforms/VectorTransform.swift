import CFieldKernels

/// The transforms with the vector kernels: the same networks as `PortableTransform`, eight elements at a time.
struct VectorTransform {
    let domain: EvaluationDomain
    let forwardRoots: VectorRoots
    let inverseRoots: VectorRoots
    let threads: Int

    /// The smallest domain that the kernels work on.
    static let sizeLog2Min = 6

    func apply(_ steps: [TransformStep], to elements: inout [Fr]) {
        let blocks = TransformBlocks(elementCount: elements.count)
        unsafe elements.withUnsafeMutableBytes { bytes in
            guard let words = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt64.self) else { return }
            nonisolated(unsafe) let elements = unsafe words
            WorkerPool.shared.forEachChunk(count: domain.size / 64, threads: threads, chunkMin: 16) { tiles in
                unsafe symbolon_ifma_transform_enter(
                    blocks.words + 320 * tiles.lowerBound, elements + 256 * tiles.lowerBound, 64 * tiles.count)
            }
            for step in steps {
                switch step {
                case .naturalToReversed(let inverse): split(blocks, inverse ? inverseRoots : forwardRoots)
                case .reversedToNatural(let inverse): join(blocks, inverse ? inverseRoots : forwardRoots)
                case .scaleReversed(let first, let ratio): scale(blocks, first: first, ratio: ratio)
                }
            }
            WorkerPool.shared.forEachChunk(count: domain.size / 64, threads: threads, chunkMin: 16) { tiles in
                unsafe symbolon_ifma_transform_leave(
                    elements + 256 * tiles.lowerBound, blocks.words + 320 * tiles.lowerBound, 64 * tiles.count)
            }
        }
    }

    /// Two levels at a time are shared out by columns until there are enough blocks for all threads.
    private var sharedLevels: Int {
        var levels = 0
        while threads > 1, 1 << levels < 2 * threads, domain.sizeLog2 - levels >= 10 { levels += 2 }
        return levels
    }

    private func split(_ blocks: TransformBlocks, _ roots: VectorRoots) {
        let sizeLog2 = domain.sizeLog2
        let levels = sharedLevels
        for level in stride(from: 0, to: levels, by: 2) {
            for block in 0..<(1 << level) {
                forEachColumn(level: level) { columns in
                    unsafe symbolon_ifma_transform_split_columns(
                        blocks.words, roots.words, sizeLog2, level, block, columns.lowerBound, columns.count)
                }
            }
        }
        WorkerPool.shared.run(count: 1 << levels, threads: threads) { block in
            unsafe symbolon_ifma_transform_split(blocks.words, roots.words, sizeLog2, levels, block)
        }
    }

    private func join(_ blocks: TransformBlocks, _ roots: VectorRoots) {
        let sizeLog2 = domain.sizeLog2
        let levels = sharedLevels
        WorkerPool.shared.run(count: 1 << levels, threads: threads) { block in
            unsafe symbolon_ifma_transform_join(blocks.words, roots.words, sizeLog2, levels, block)
        }
        for level in stride(from: levels - 2, through: 0, by: -2) {
            for block in 0..<(1 << level) {
                forEachColumn(level: level) { columns in
                    unsafe symbolon_ifma_transform_join_columns(
                        blocks.words, roots.words, sizeLog2, level, block, columns.lowerBound, columns.count)
                }
            }
        }
    }

    private func forEachColumn(level: Int, _ body: @escaping @Sendable (Range<Int>) -> Void) {
        WorkerPool.shared.forEachChunk(
            count: 1 << (domain.sizeLog2 - level - 5), threads: threads, chunkMin: 16, body)
    }

    private func scale(_ blocks: TransformBlocks, first: Fr, ratio: Fr) {
        let width = domain.sizeLog2
        let powers = PortableTransform.squarings(of: ratio, count: width)
        // Element 64 g + i has the rank brv(64 g) + brv(i): one factor for the group and one for the place in it.
        let tile = ReversedPowers(first: .one, powers: powers, width: width, lowBit: 0).values(of: 0..<64)
        let groups = ReversedPowers(first: first, powers: powers, width: width, lowBit: 6)
        WorkerPool.shared.forEachChunk(count: domain.size / 64, threads: threads, chunkMin: 16) { range in
            let bases = groups.values(of: range)
            unsafe tile.withUnsafeBytes { tile in
                unsafe bases.withUnsafeBytes { bases in
                    unsafe symbolon_ifma_transform_scale(
                        blocks.words + 320 * range.lowerBound,
                        tile.baseAddress?.assumingMemoryBound(to: UInt64.self),
                        bases.baseAddress?.assumingMemoryBound(to: UInt64.self), range.count)
                }
            }
        }
    }
}

/// The memory of one transform: 40 words for each eight elements.
@safe
private final class TransformBlocks: @unchecked Sendable {
    // Sendable: no two threads are given the same elements.
    let words: UnsafeMutablePointer<UInt64>
    private let memory: PageMemory

    init(elementCount: Int) {
        memory = PageMemory(byteCount: 40 * elementCount)
        unsafe words = memory.start.bindMemory(to: UInt64.self, capacity: 5 * elementCount)
    }
}
