import CFieldKernels

/// Products of whole arrays of field elements, with the vector kernels where there are any, on several threads.
package enum FieldBatch {
    /// Multiplies `left[i]` by `right[i]` in place.
    ///
    /// - Precondition: Both arrays have the same count.
    package static func multiply(
        _ left: inout [Fr], by right: [Fr], threads: Int = 1, path: KernelPath = .current
    ) {
        multiply(&left, right, nil, kernelField: Int32(symbolon_field_fr.rawValue), threads: threads, path: path)
    }

    /// Replaces `left[i]` by `left[i] * right[i] - subtrahend[i]`.
    ///
    /// - Precondition: The arrays have the same count.
    package static func multiply(
        _ left: inout [Fr], by right: [Fr], subtracting subtrahend: [Fr], threads: Int = 1,
        path: KernelPath = .current
    ) {
        multiply(
            &left, right, subtrahend, kernelField: Int32(symbolon_field_fr.rawValue), threads: threads, path: path)
    }

    /// Multiplies `left[i]` by `right[i]` in place.
    ///
    /// - Precondition: Both arrays have the same count.
    package static func multiply(
        _ left: inout [Fq], by right: [Fq], threads: Int = 1, path: KernelPath = .current
    ) {
        multiply(&left, right, nil, kernelField: Int32(symbolon_field_fq.rawValue), threads: threads, path: path)
    }

    /// Replaces `left[i]` by `left[i] * right[i] - subtrahend[i]`.
    ///
    /// - Precondition: The arrays have the same count.
    package static func multiply(
        _ left: inout [Fq], by right: [Fq], subtracting subtrahend: [Fq], threads: Int = 1,
        path: KernelPath = .current
    ) {
        multiply(
            &left, right, subtrahend, kernelField: Int32(symbolon_field_fq.rawValue), threads: threads, path: path)
    }

    private static func multiply<Element: PrimeField>(
        _ left: inout [Element], _ right: [Element], _ subtrahend: [Element]?, kernelField: Int32, threads: Int,
        path: KernelPath
    ) {
        precondition(left.count == right.count)
        precondition(subtrahend == nil || subtrahend?.count == left.count)
        WorkerPool.shared.updateChunks(of: &left, threads: threads, chunkMin: 1 << 8) { start, elements in
            switch path {
            case .portable:
                for index in elements.indices {
                    let product = elements[index] * right[start + index]
                    elements[index] = subtrahend.map { product - $0[start + index] } ?? product
                }
            case .ifma:
                multiplyWithVectors(&elements, right, subtrahend, start: start, kernelField: kernelField)
            }
        }
    }

    private static func multiplyWithVectors<Element: PrimeField>(
        _ left: inout MutableSpan<Element>, _ right: [Element], _ subtrahend: [Element]?, start: Int,
        kernelField: Int32
    ) {
        unsafe left.withUnsafeMutableBytes { left in
            unsafe right.withUnsafeBytes { right in
                guard let target = unsafe left.baseAddress?.assumingMemoryBound(to: UInt64.self),
                    let factors = unsafe right.baseAddress?.assumingMemoryBound(to: UInt64.self)
                else { return }
                let count = left.count / 32
                guard let subtrahend else {
                    unsafe symbolon_ifma_multiply(kernelField, target, target, factors + 4 * start, count)
                    return
                }
                unsafe subtrahend.withUnsafeBytes { subtrahend in
                    guard let others = unsafe subtrahend.baseAddress?.assumingMemoryBound(to: UInt64.self) else {
                        return
                    }
                    unsafe symbolon_ifma_multiply_subtract(
                        kernelField, target, target, factors + 4 * start, others + 4 * start, count)
                }
            }
        }
    }
}
