internal import EllipticCurves
internal import FiniteFields

extension ChaChaGenerator {
    /// Draws a scalar.
    mutating func scalar() -> Fr {
        while true {
            if let element = Fr(montgomery: below254Bits()) { return element }
        }
    }

    /// Draws a point of G1 whose logarithm nobody knows.
    mutating func pointOfG1() -> G1Affine {
        while true {
            let x = coordinate()
            let wantsGreater = word() & 1 == 1
            guard let root = (x.squared * x + G1Curve.b).squareRoot() else { continue }
            return G1Affine(uncheckedX: x, y: root.isGreaterHalf == wantsGreater ? root : -root)
        }
    }

    /// Draws a point of G2 whose logarithm nobody knows.
    mutating func pointOfG2() -> G2Affine {
        while true {
            let real = coordinate()
            let x = Fq2(real, coordinate())
            let wantsGreater = word() & 1 == 1
            guard let root = (x.squared * x + G2Curve.b).squareRoot() else { continue }
            let point = G2Affine(uncheckedX: x, y: root.isGreaterHalf == wantsGreater ? root : -root)
            // The twist has more points than the subgroup: the cofactor 2 p - r takes any of them there.
            return G2(point).multipliedVariableTime(by: ChaChaGenerator.cofactorOfG2).affine
        }
    }

    private mutating func coordinate() -> Fq {
        while true {
            if let element = Fq(montgomery: below254Bits()) { return element }
        }
    }

    /// 254 bits as words, least significant first: read as the stored form of an element, as ffjavascript does.
    private mutating func below254Bits() -> (UInt64, UInt64, UInt64, UInt64) {
        let word0 = doubleWord()
        let word1 = doubleWord()
        let word2 = doubleWord()
        return (word0, word1, word2, doubleWord() & (1 << 62 - 1))
    }

    private static let cofactorOfG2 = Fq.modulusWords.adding(
        Fq.modulusWords.subtracting(Fr.modulusWords).difference
    ).sum
}

extension Fq {
    /// Whether the element, as an integer, is above (p - 1) / 2.
    var isGreaterHalf: Bool { Fq.modulusWords.halved() < canonicalWords }
}

extension Fq2 {
    /// Whether the element is the greater of itself and its negative: by the imaginary part, then by the real one.
    var isGreaterHalf: Bool { c1.isZero ? c0.isGreaterHalf : c1.isGreaterHalf }
}
