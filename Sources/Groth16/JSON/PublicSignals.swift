package import FiniteFields

/// The text of `public.json`: the public signals of a statement as decimal numbers.
package enum PublicSignals {
    /// The longest `public.json` that is read: about 800,000 signals.
    package static let documentByteCountMax = 1 << 26

    /// Reads signals, each a canonical decimal number below the modulus.
    ///
    /// A signal at or above the modulus would be another name of a smaller one, and a nullifier with two names is spent
    /// twice: that is why it is refused and never reduced.
    package static func read(json bytes: [UInt8]) throws(Groth16Error) -> [Fr] {
        let texts = try DocumentReader.decode([String].self, from: bytes, byteCountMax: documentByteCountMax)
        var signals: [Fr] = []
        signals.reserveCapacity(texts.count)
        for (index, text) in texts.enumerated() {
            signals.append(try DocumentReader.field(text, as: Fr.self, place: "[\(index)]"))
        }
        return signals
    }

    /// The text, as snarkjs writes it.
    package static func json(_ signals: [Fr]) -> String {
        IndentedJSON.array(signals.map { .decimal($0) }).text
    }
}
