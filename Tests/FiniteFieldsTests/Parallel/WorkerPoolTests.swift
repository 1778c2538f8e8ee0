import FiniteFields
import Synchronization
import Testing

@Suite struct WorkerPoolTests {
    @Test(arguments: [0, 1, 2, 3, 7, 100, 10_001], [1, 2, 4, 64])
    func everyIndexIsVisitedOnce(count: Int, threads: Int) {
        let visits = Mutex([Int](repeating: 0, count: count))
        WorkerPool.shared.run(count: count, threads: threads) { index in visits.withLock { $0[index] += 1 } }
        #expect(visits.withLock { $0 } == [Int](repeating: 1, count: count))
    }

    @Test(arguments: [0, 1, 5, 1_000], [1, 16, 5_000])
    func chunksCoverTheRange(count: Int, chunkMin: Int) {
        let ranges = Mutex<[Range<Int>]>([])
        WorkerPool.shared.forEachChunk(count: count, threads: 3, chunkMin: chunkMin) { range in
            ranges.withLock { $0.append(range) }
        }
        let sorted = ranges.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
        #expect(sorted.flatMap { Array($0) } == Array(0..<count))
    }

    @Test func mapKeepsTheOrder() {
        #expect(WorkerPool.shared.map(count: 1_000, threads: 4) { $0 * $0 } == (0..<1_000).map { $0 * $0 })
    }

    @Test func updatesReachEveryElement() {
        var values = Array(0..<5_000)
        WorkerPool.shared.updateChunks(of: &values, threads: 3, chunkMin: 10) { start, elements in
            for index in elements.indices { elements[index] += start + index }
        }
        #expect(values == (0..<5_000).map { 2 * $0 })
    }

    @Test func updatesReachEveryElementOfTwoArrays() {
        var first = Array(0..<5_000)
        var second = Array(repeating: 1, count: 5_000)
        WorkerPool.shared.updateChunks(of: &first, and: &second, threads: 3, chunkMin: 10) { start, first, second in
            for index in first.indices {
                second[index] += first[index]
                first[index] += start + index
            }
        }
        #expect(first == (0..<5_000).map { 2 * $0 })
        #expect(second == Array(1...5_000))
    }

    @Test func loopsInsideLoopsFinish() {
        let total = Atomic<Int>(0)
        WorkerPool.shared.run(count: 16, threads: 4) { outer in
            WorkerPool.shared.run(count: 16, threads: 4) { inner in
                total.wrappingAdd(outer * inner, ordering: .relaxed)
            }
        }
        #expect(total.load(ordering: .relaxed) == 120 * 120)
    }
}
