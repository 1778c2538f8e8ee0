import FieldHashes
import FiniteFields
import TestSupport
import Testing

@Suite struct PoseidonBatchTests {
    @Test(arguments: Array(Poseidon.inputCounts), KernelPath.allCases)
    func batchEqualsSingleHashes(inputCount: Int, path: KernelPath) {
        guard path == .portable || KernelPath.current == path else { return }
        let seed = UInt64(100 * inputCount)
        var random = SeededGenerator(seed: seed)
        for count in [0, 1, 7, 8, 9, 31, 64] {
            let inputs = (0..<(count * inputCount)).map { _ in random.element() }
            let hashes = Poseidon.hashAll(inputs, inputCount: inputCount, threads: 2, path: path)
            let expected = (0..<count).map { index in
                Poseidon.hash(Array(inputs[(index * inputCount)..<((index + 1) * inputCount)]))
            }
            #expect(hashes == expected, "seed \(seed), \(count) hashes")
        }
    }

    @Test(arguments: KernelPath.allCases)
    func manyHashesOnTwoThreadsEqualThoseOfOne(path: KernelPath) {
        guard path == .portable || KernelPath.current == path else { return }
        let seed: UInt64 = 8
        var random = SeededGenerator(seed: seed)
        let inputs = (0..<20_002).map { _ in random.element() }
        let one = Poseidon.hashAll(inputs, inputCount: 2, threads: 1, path: .portable)
        #expect(Poseidon.hashAll(inputs, inputCount: 2, threads: 2, path: path) == one, "seed \(seed)")
    }

    /// Cells that are all as large as they can be take the kernel's unreduced sums to their bounds.
    @Test(arguments: Array(Poseidon.inputCounts))
    func largestInputsAreHashedRightly(inputCount: Int) {
        let inputs = [Fr](repeating: -.one, count: 8 * inputCount)
        let hash = Poseidon.hash([Fr](repeating: -.one, count: inputCount))
        let hashes = Poseidon.hashAll(inputs, inputCount: inputCount, threads: 1)
        #expect(hashes == [Fr](repeating: hash, count: 8))
    }
}
