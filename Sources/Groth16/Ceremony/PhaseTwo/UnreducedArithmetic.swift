package import EllipticCurves
package import FiniteFields

/// The base field's arithmetic of wasmcurves, for words of any size.
///
/// For reduced operands it is plain Montgomery arithmetic. For others its results depend on which corrections the code
/// makes, and ``CircuitHash`` needs just these results once.
///
/// - SeeAlso: wasmcurves, `src/build_f1m.js` and `src/build_curve_jacobian_a0.js` (`addAffine`).
package enum UnreducedArithmetic {
    /// Subtracts a point from what need not be one, by the formula for the sum of two different points.
    package static func difference(x: FourWords, y: FourWords, minus point: G1Affine) -> G1Affine {
        let otherX = point.x.montgomeryWords
        let otherY = (-point.y).montgomeryWords
        let h = subtract(otherX, x)
        let i = double(double(multiply(h, h)))
        let j = multiply(h, i)
        let r = double(subtract(otherY, y))
        let v = multiply(x, i)
        let sumX = subtract(subtract(multiply(r, r), j), double(v))
        let sumY = subtract(multiply(subtract(v, sumX), r), double(multiply(y, j)))
        let z = multiply(Fq.montgomeryOne, double(h))
        guard let inverse = Fq(uncheckedMontgomery: z).inverted()?.montgomeryWords else { return .infinity }
        let square = multiply(inverse, inverse)
        return G1Affine(
            uncheckedX: Fq(uncheckedMontgomery: multiply(square, sumX)),
            y: Fq(uncheckedMontgomery: multiply(square, multiply(inverse, sumY))))
    }

    /// The sum, less the modulus where it overflows or is not below the modulus.
    private static func double(_ value: FourWords) -> FourWords {
        let (sum, carry) = value.adding(value)
        return carry != 0 || !(sum < Fq.modulusWords) ? sum.subtracting(Fq.modulusWords).difference : sum
    }

    /// The difference, plus the modulus where it goes below zero.
    private static func subtract(_ left: FourWords, _ right: FourWords) -> FourWords {
        let (difference, borrow) = left.subtracting(right)
        return borrow != 0 ? difference.adding(Fq.modulusWords).sum : difference
    }

    /// The product over 2^256, less the modulus once where it overflows or is not below the modulus.
    private static func multiply(_ left: FourWords, _ right: FourWords) -> FourWords {
        var total = [UInt64](repeating: 0, count: 9)
        for (index, word) in left.array.enumerated() { add(word, times: right, to: &total, at: index) }
        for index in 0..<4 {
            add(total[index] &* Fq.negatedInverse, times: Fq.modulusWords, to: &total, at: index)
        }
        let result = FourWords(total[4], total[5], total[6], total[7])
        return total[8] != 0 || !(result < Fq.modulusWords)
            ? result.subtracting(Fq.modulusWords).difference : result
    }

    private static func add(_ factor: UInt64, times value: FourWords, to total: inout [UInt64], at start: Int) {
        var carry: UInt64 = 0
        for (index, word) in value.array.enumerated() {
            // (2^64 - 1)^2 + 2 (2^64 - 1) fits in 128 bits.
            let sum = UInt128(factor) * UInt128(word) + UInt128(total[start + index]) + UInt128(carry)
            total[start + index] = UInt64(truncatingIfNeeded: sum)
            carry = UInt64(truncatingIfNeeded: sum >> 64)
        }
        var index = start + 4
        while carry != 0, index < total.count {
            let (sum, overflow) = total[index].addingReportingOverflow(carry)
            total[index] = sum
            carry = overflow ? 1 : 0
            index += 1
        }
    }
}
