internal import EllipticCurves
package import FiniteFields

/// The arguments of the contract's `verifyProof`, for wallets and block explorers: the form that snarkjs prints.
///
/// Every number is a word of 256 bits in hexadecimal; the imaginary part of a coordinate of G2 comes first (EIP-197), and
/// infinity is (0, 0).
package struct SolidityCall: Sendable, Hashable {
    /// The proof's first point: x, y.
    package let a: [String]
    /// The proof's second point: x, y, each with its imaginary part first.
    package let b: [[String]]
    /// The proof's third point: x, y.
    package let c: [String]
    /// The public signals.
    package let signals: [String]

    package init(proof: Proof, publicSignals: [Fr]) {
        a = Self.words(of: proof.a)
        b =
            proof.b.isInfinity
            ? [[Self.word(Fq.zero), Self.word(Fq.zero)], [Self.word(Fq.zero), Self.word(Fq.zero)]]
            : [proof.b.x, proof.b.y].map { [Self.word($0.c1), Self.word($0.c0)] }
        c = Self.words(of: proof.c)
        signals = publicSignals.map(Self.word)
    }

    /// The arguments with commas between them; without signals, the contract's function has three arguments.
    package var text: String {
        let points = [Self.list(a), "[\(b.map(Self.list).joined(separator: ","))]", Self.list(c)]
        return (signals.isEmpty ? points : points + [Self.list(signals, separator: ",")]).joined(separator: ",")
    }

    private static func list(_ words: [String]) -> String { list(words, separator: ", ") }

    private static func list(_ words: [String], separator: String) -> String {
        "[\(words.map { "\"\($0)\"" }.joined(separator: separator))]"
    }

    private static func words(of point: G1Affine) -> [String] {
        point.isInfinity ? [word(Fq.zero), word(Fq.zero)] : [word(point.x), word(point.y)]
    }

    private static func word(_ element: some PrimeField) -> String {
        let digits = Array("0123456789abcdef")
        return element.bigEndianBytes.reduce(into: "0x") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }
}
