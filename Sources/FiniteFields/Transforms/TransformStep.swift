/// A linear step on the elements of a domain; a transform is a short list of them.
enum TransformStep: Sendable {
    /// The discrete Fourier transform from natural to bit-reversed order, over the inverse roots where `inverse`.
    case naturalToReversed(inverse: Bool)
    /// The discrete Fourier transform from bit-reversed to natural order, over the inverse roots where `inverse`.
    case reversedToNatural(inverse: Bool)
    /// Multiplies the element at index i, which has the bit-reversed rank brv(i), by `first * ratio^brv(i)`.
    case scaleReversed(first: Fr, ratio: Fr)
}

extension EvaluationDomain {
    func transform(_ elements: inout [Fr], _ steps: [TransformStep], threads: Int, path: KernelPath) {
        guard path == .ifma, sizeLog2 >= VectorTransform.sizeLog2Min else {
            PortableTransform(domain: self, threads: threads).apply(steps, to: &elements)
            return
        }
        VectorTransform(
            domain: self, forwardRoots: tables.vectorRoots(inverse: false),
            inverseRoots: tables.vectorRoots(inverse: true), threads: threads
        ).apply(steps, to: &elements)
    }
}
