public import FiniteFields

extension Poseidon {
    /// The least number of hashes that is worth handing to another thread: about a quarter of a millisecond.
    private static let chunkMin = 256

    /// Returns the hashes of many groups of inputs.
    ///
    /// - Parameters:
    ///   - inputs: The groups one after the other.
    ///   - inputCount: The number of inputs of each group.
    ///   - threads: How many threads share the work at most.
    /// - Returns: One hash for each group, in their order.
    /// - Precondition: `inputCount` is one of ``inputCounts`` and divides the number of inputs.
    public static func hashAll(_ inputs: [Fr], inputCount: Int, threads: Int) -> [Fr] {
        hashAll(inputs, inputCount: inputCount, threads: threads, path: .current)
    }

    /// Returns the hashes of many groups of inputs, made in a given way.
    package static func hashAll(_ inputs: [Fr], inputCount: Int, threads: Int, path: KernelPath) -> [Fr] {
        precondition(inputCounts.contains(inputCount) && inputs.count.isMultiple(of: inputCount))
        let parameters = PoseidonParameters.forWidth(inputCount + 1)
        var hashes = [Fr](repeating: .zero, count: inputs.count / inputCount)
        WorkerPool.shared.updateChunks(of: &hashes, threads: threads, chunkMin: chunkMin) { start, outputs in
            let range = (start * inputCount)..<((start + outputs.count) * inputCount)
            hash(inputs.span.extracting(range), into: &outputs, parameters, path)
        }
        return hashes
    }

    private static func hash(
        _ inputs: Span<Fr>, into outputs: inout MutableSpan<Fr>, _ parameters: PoseidonParameters, _ path: KernelPath
    ) {
        let inputCount = parameters.width - 1
        var done = 0
        if path == .ifma {
            done = outputs.count / PoseidonKernel.laneCount * PoseidonKernel.laneCount
            PoseidonKernel.hash(inputs, into: &outputs, count: done, parameters)
        }
        var state = [Fr](repeating: .zero, count: parameters.width)
        var scratch = state
        for index in done..<outputs.count {
            state[0] = .zero
            for input in 0..<inputCount { state[input + 1] = inputs[index * inputCount + input] }
            permute(&state, scratch: &scratch, parameters)
            outputs[index] = state[0]
        }
    }
}
