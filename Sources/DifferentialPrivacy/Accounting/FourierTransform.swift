internal import Foundation

/// The discrete Fourier transform of a power of two of complex numbers.
struct FourierTransform {
    /// The number of points.
    let count: Int

    private let cosines: [Double]
    private let sines: [Double]

    /// Prepares the roots of unity.
    ///
    /// - Precondition: `count` is a power of two, at least 2.
    init(count: Int) {
        precondition(count >= 2 && count & (count - 1) == 0)
        self.count = count
        let angles = (0..<(count / 2)).map { -2 * Double.pi * Double($0) / Double(count) }
        cosines = angles.map { cos($0) }
        sines = angles.map { sin($0) }
    }

    /// Transforms in place; the result is in bit-reversed order.
    func forward(_ real: inout [Double], _ imaginary: inout [Double]) {
        precondition(real.count == count && imaginary.count == count)
        var half = count / 2
        var stride = 1
        while half >= 1 {
            for start in Swift.stride(from: 0, to: count, by: 2 * half) {
                for offset in 0..<half {
                    let (low, high) = (start &+ offset, start &+ offset &+ half)
                    let (differenceReal, differenceImaginary) =
                        (real[low] - real[high], imaginary[low] - imaginary[high])
                    real[low] += real[high]
                    imaginary[low] += imaginary[high]
                    let (cosine, sine) = (cosines[offset &* stride], sines[offset &* stride])
                    real[high] = differenceReal * cosine - differenceImaginary * sine
                    imaginary[high] = differenceReal * sine + differenceImaginary * cosine
                }
            }
            half /= 2
            stride *= 2
        }
    }

    /// Transforms back in place from bit-reversed order.
    func inverse(_ real: inout [Double], _ imaginary: inout [Double]) {
        precondition(real.count == count && imaginary.count == count)
        var half = 1
        var stride = count / 2
        while half < count {
            for start in Swift.stride(from: 0, to: count, by: 2 * half) {
                for offset in 0..<half {
                    let (low, high) = (start &+ offset, start &+ offset &+ half)
                    let (cosine, sine) = (cosines[offset &* stride], -sines[offset &* stride])
                    let highReal = real[high] * cosine - imaginary[high] * sine
                    let highImaginary = real[high] * sine + imaginary[high] * cosine
                    real[high] = real[low] - highReal
                    imaginary[high] = imaginary[low] - highImaginary
                    real[low] += highReal
                    imaginary[low] += highImaginary
                }
            }
            half *= 2
            stride /= 2
        }
        let scale = 1 / Double(count)
        for index in 0..<count {
            real[index] *= scale
            imaginary[index] *= scale
        }
    }
}
