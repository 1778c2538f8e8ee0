internal import EllipticCurves
package import FiniteFields
internal import Signatures

/// The random factors with which the equations of a batch are added up.
///
/// An equation that does not hold survives in the sum but for a chance of 2^-128, as long as nobody could choose its
/// terms after the factors were known. So the factors are a digest of everything that the equations depend on: the keys,
/// **every public signal** and the proofs. With a digest of the proofs alone, two public signals under one key can be
/// moved against each other such that the sum stays; a test keeps that forgery. Randomness of the verifier's own is
/// hashed as well, so that nobody can search for a batch whose factors suit them.
package enum BatchCoefficients {
    /// The factors of a batch, each below 2^128 and not zero.
    ///
    /// - Parameter randomness: Bytes that nobody knew before; given by the caller in tests only.
    package static func derive(
        keyIdentifiers: [[UInt8]], items: [BatchItem], randomness: [UInt8] = SecureRandom.bytes(count: 32)
    ) -> [FourWords] {
        var transcript = [UInt8]("symbolon groth16 batch\u{0}".utf8)
        append(UInt64(keyIdentifiers.count), to: &transcript)
        for identifier in keyIdentifiers {
            append(UInt64(identifier.count), to: &transcript)
            transcript.append(contentsOf: identifier)
        }
        append(UInt64(items.count), to: &transcript)
        transcript.reserveCapacity(transcript.count + items.count * 512)
        for item in items {
            append(UInt64(bitPattern: Int64(item.keyIndex)), to: &transcript)
            append(UInt64(item.publicSignals.count), to: &transcript)
            for signal in item.publicSignals { append(signal.montgomeryWords, to: &transcript) }
            append(item.proof, to: &transcript)
        }
        append(UInt64(randomness.count), to: &transcript)
        transcript.append(contentsOf: randomness)
        return expand(DigestAlgorithm.blake2b512.hash(transcript), count: items.count)
    }

    /// Numbers below 2^128 that follow from a seed: four from each digest of the seed and a counter.
    package static func expand(_ seed: [UInt8], count: Int) -> [FourWords] {
        var factors: [FourWords] = []
        factors.reserveCapacity(count)
        var counter: UInt64 = 0
        while factors.count < count {
            var message = seed
            append(counter, to: &message)
            let digest = DigestAlgorithm.blake2b512.hash(message)
            for start in stride(from: 0, to: min(4, count - factors.count) * 16, by: 16) {
                let low = word(digest[start..<(start + 8)])
                let high = word(digest[(start + 8)..<(start + 16)])
                factors.append(FourWords(low | high == 0 ? 1 : low, high, 0, 0))
            }
            counter += 1
        }
        return factors
    }

    /// Appends a proof's coordinates; equal points have equal bytes.
    package static func append(_ proof: Proof, to bytes: inout [UInt8]) {
        for coordinate in [
            proof.a.x, proof.a.y, proof.b.x.c0, proof.b.x.c1, proof.b.y.c0, proof.b.y.c1, proof.c.x, proof.c.y,
        ] {
            append(coordinate.montgomeryWords, to: &bytes)
        }
    }

    private static func append(_ words: FourWords, to bytes: inout [UInt8]) {
        append(words.word0, to: &bytes)
        append(words.word1, to: &bytes)
        append(words.word2, to: &bytes)
        append(words.word3, to: &bytes)
    }

    private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
