internal import CFieldKernels
import FiniteFields

/// An element of Fq12 in the form of the vector kernels; only on processors that have their instructions.
///
/// Only this file hands out pointers to the kernels of a pairing, to arrays whose sizes are fixed here.
struct VectorFq12: CyclotomicElement {
    private var state: [UInt64]

    init(_ value: Fq12) {
        state = [UInt64](repeating: 0, count: symbolon_fq12_state_words)
        unsafe state.withUnsafeMutableBufferPointer { state in
            guard let target = state.baseAddress else { return }
            unsafe withUnsafeBytes(of: value) { bytes in
                precondition(bytes.count == 12 * 32)
                guard let words = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt64.self) else { return }
                unsafe symbolon_ifma_fq12_load(target, words)
            }
        }
    }

    /// The element in the tower.
    var value: Fq12 {
        var words = [UInt64](repeating: 0, count: 48)
        unsafe words.withUnsafeMutableBufferPointer { words in
            unsafe state.withUnsafeBufferPointer { state in
                guard let target = words.baseAddress, let source = state.baseAddress else { return }
                unsafe symbolon_ifma_fq12_store(target, source)
            }
        }
        func element(_ index: Int) -> Fq2 {
            func part(_ start: Int) -> Fq {
                Fq(
                    uncheckedMontgomery: FourWords(
                        words[start], words[start + 1], words[start + 2], words[start + 3]))
            }
            return Fq2(part(8 * index), part(8 * index + 4))
        }
        return Fq12(Fq6(element(0), element(1), element(2)), Fq6(element(3), element(4), element(5)))
    }

    mutating func square() {
        unsafe update { state in unsafe symbolon_ifma_fq12_square(state) }
    }

    /// Multiplies by a line of a prepared point at a point of G1.
    mutating func multiply(byLine line: Int, of prepared: PreparedG2, at point: VectorMillerPoint) {
        precondition(prepared.lines.indices.contains(line) && MemoryLayout<MillerLine>.stride == 24 * 8)
        unsafe update { state in
            unsafe prepared.lines.withUnsafeBytes { lines in
                unsafe point.words.withUnsafeBufferPointer { point in
                    guard let lines = unsafe lines.baseAddress?.assumingMemoryBound(to: UInt64.self),
                        let point = point.baseAddress
                    else { return }
                    unsafe symbolon_ifma_fq12_multiply_line(state, lines + 24 * line, point)
                }
            }
        }
    }

    static func * (left: VectorFq12, right: VectorFq12) -> VectorFq12 {
        unsafe left.updated { state in
            unsafe right.state.withUnsafeBufferPointer { right in
                guard let right = right.baseAddress else { return }
                unsafe symbolon_ifma_fq12_multiply(state, right)
            }
        }
    }

    var cyclotomicSquared: VectorFq12 {
        unsafe updated { state in unsafe symbolon_ifma_fq12_cyclotomic_square(state) }
    }

    var cyclotomicPowerOfCurveParameter: VectorFq12 {
        unsafe updated { state in
            unsafe Fq12.curveParameterDigits.withUnsafeBufferPointer { digits in
                guard let start = digits.baseAddress else { return }
                unsafe symbolon_ifma_fq12_cyclotomic_power(state, start, digits.count)
            }
        }
    }

    // These cost little in the tower.
    var conjugate: VectorFq12 { VectorFq12(value.conjugate) }
    var frobenius: VectorFq12 { VectorFq12(value.frobenius) }
    var frobeniusSquared: VectorFq12 { VectorFq12(value.frobeniusSquared) }
    var frobeniusCubed: VectorFq12 { VectorFq12(value.frobeniusCubed) }

    private func updated(_ kernel: (UnsafeMutablePointer<UInt64>) -> Void) -> VectorFq12 {
        var result = self
        unsafe result.update(kernel)
        return result
    }

    private mutating func update(_ kernel: (UnsafeMutablePointer<UInt64>) -> Void) {
        unsafe state.withUnsafeMutableBufferPointer { state in
            guard let base = state.baseAddress else { return }
            unsafe kernel(base)
        }
    }
}

/// A point of G1 as the vector kernels evaluate lines at it.
struct VectorMillerPoint {
    fileprivate let words: [UInt64]

    init(_ point: G1Affine) {
        var words = [UInt64](repeating: 0, count: symbolon_miller_point_words)
        let coordinates = point.x.montgomeryWords.array + point.y.montgomeryWords.array
        unsafe words.withUnsafeMutableBufferPointer { words in
            unsafe coordinates.withUnsafeBufferPointer { coordinates in
                guard let target = words.baseAddress, let source = coordinates.baseAddress else { return }
                unsafe symbolon_ifma_miller_point(target, source)
            }
        }
        self.words = words
    }
}
