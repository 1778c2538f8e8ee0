internal import CFieldKernels
internal import FiniteFields

/// The Swift face of the kernel that makes eight hashes at a time.
///
/// This is the one file of the target that hands out pointers: to arrays whose sizes are checked here.
enum PoseidonKernel {
    /// The number of hashes that the kernel makes at a time.
    static let laneCount = 8

    /// Hashes the first groups of inputs of one width.
    ///
    /// - Parameters:
    ///   - inputs: Groups of `width - 1` elements.
    ///   - outputs: One element for each group; those from `count` on stay as they are.
    ///   - count: How many groups to hash: a multiple of ``laneCount``.
    /// - Precondition: The processor has the kernel's instructions.
    static func hash(
        _ inputs: Span<Fr>, into outputs: inout MutableSpan<Fr>, count: Int, _ parameters: PoseidonParameters
    ) {
        precondition(count >= 0 && count.isMultiple(of: laneCount) && count <= outputs.count)
        precondition(inputs.count >= count * (parameters.width - 1))
        precondition(parameters.kernelConstants.count == constantCount(parameters) * limbCount)
        unsafe parameters.kernelConstants.withUnsafeBufferPointer { constants in
            unsafe inputs.withUnsafeBytes { source in
                unsafe outputs.withUnsafeMutableBytes { target in
                    guard let constants = constants.baseAddress,
                        let source = unsafe source.assumingMemoryBound(to: UInt64.self).baseAddress,
                        let target = unsafe target.assumingMemoryBound(to: UInt64.self).baseAddress
                    else { return }
                    unsafe symbolon_ifma_poseidon(
                        constants, source, target, Int32(parameters.width), Int32(parameters.partialRounds), count)
                }
            }
        }
    }

    /// The constants of the fast form as the kernel reads them: five limbs of 52 bits, times 2^260.
    static func constants(_ elements: [Fr]) -> [UInt64] {
        // The elements are times 2^256 already.
        elements.flatMap { element in
            let words = (element * Fr(16)).montgomeryWords
            return (0..<limbCount).map { words.bits(at: 52 * $0, count: 52) }
        }
    }

    private static let limbCount = Int(symbolon_poseidon_limbs)

    private static func constantCount(_ parameters: PoseidonParameters) -> Int {
        let width = parameters.width
        return PoseidonParameters.fullRounds * width + parameters.partialRounds + 2 * width * width
            + parameters.partialRounds * (2 * width - 1)
    }
}
