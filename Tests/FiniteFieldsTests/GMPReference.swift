import CGMP
import FiniteFields

/// The arithmetic of a prime field by GMP's integers, on stored Montgomery words.
struct GMPReference {
    private let modulus: [UInt]
    private let radix: [UInt]
    private let radixInverse: [UInt]

    init<Field: PrimeField>(_ field: Field.Type) {
        modulus = Field.modulus.map { UInt($0) }
        radix = Field.montgomeryOne.array.map { UInt($0) }
        // 2^-256 modulo p, as p is prime: the power of p - 2.
        var exponent = modulus
        exponent[0] -= 2
        radixInverse = Self.power(radix, exponent, modulus)
    }

    /// `left * right / 2^256 mod p`.
    func multiply(_ left: FourWords, _ right: FourWords) -> FourWords {
        let product = Self.multiply(Self.limbs(left), Self.limbs(right), modulus)
        return Self.words(Self.multiply(product, radixInverse, modulus))
    }

    /// `left + right mod p`.
    func add(_ left: FourWords, _ right: FourWords) -> FourWords {
        var sum = [UInt](repeating: 0, count: 5)
        sum[4] = unsafe __gmpn_add_n(&sum, Self.limbs(left), Self.limbs(right), 4)
        return Self.words(Self.remainder(sum, modulus))
    }

    /// `left - right mod p`, for operands below p.
    func subtract(_ left: FourWords, _ right: FourWords) -> FourWords {
        var raised = [UInt](repeating: 0, count: 5)
        raised[4] = unsafe __gmpn_add_n(&raised, Self.limbs(left), modulus, 4)
        var difference = raised
        let borrow = unsafe __gmpn_sub_n(&difference, Array(raised.prefix(4)), Self.limbs(right), 4)
        difference[4] = raised[4] - borrow
        return Self.words(Self.remainder(difference, modulus))
    }

    /// The Montgomery form of the inverse: `2^512 / value mod p`.
    func invert(_ value: FourWords) -> FourWords {
        var exponent = modulus
        exponent[0] -= 2
        let inverse = Self.power(Self.limbs(value), exponent, modulus)
        return Self.words(Self.multiply(Self.multiply(inverse, radix, modulus), radix, modulus))
    }

    /// A number of any size modulo p, least significant word first, as an integer.
    func reduce(_ number: [UInt64]) -> FourWords {
        Self.words(Self.remainder(number.map { UInt($0) }, modulus))
    }

    private static func limbs(_ words: FourWords) -> [UInt] { words.array.map { UInt($0) } }

    private static func words(_ limbs: [UInt]) -> FourWords {
        FourWords(UInt64(limbs[0]), UInt64(limbs[1]), UInt64(limbs[2]), UInt64(limbs[3]))
    }

    private static func multiply(_ left: [UInt], _ right: [UInt], _ modulus: [UInt]) -> [UInt] {
        var product = [UInt](repeating: 0, count: 8)
        unsafe __gmpn_mul_n(&product, left, right, 4)
        return remainder(product, modulus)
    }

    private static func remainder(_ number: [UInt], _ modulus: [UInt]) -> [UInt] {
        var quotient = [UInt](repeating: 0, count: number.count - 3)
        var rest = [UInt](repeating: 0, count: 4)
        unsafe __gmpn_tdiv_qr(&quotient, &rest, 0, number, number.count, modulus, 4)
        return rest
    }

    private static func power(_ base: [UInt], _ exponent: [UInt], _ modulus: [UInt]) -> [UInt] {
        var result: [UInt] = [1, 0, 0, 0]
        for word in exponent.reversed() {
            for bit in (0..<64).reversed() {
                result = multiply(result, result, modulus)
                if word >> UInt(bit) & 1 == 1 { result = multiply(result, base, modulus) }
            }
        }
        return result
    }
}
