internal import FiniteFields
internal import Signatures

/// The two random scalars that make a proof hide its witness.
package struct Blinding: Sendable {
    let r: Fr
    let s: Fr

    /// Takes scalars that are not random: for tests only, because whoever knows them learns about the witness.
    package init(deterministicForTests r: UInt64, _ s: UInt64) {
        self.r = Fr(r)
        self.s = Fr(s)
    }

    private init(r: Fr, s: Fr) {
        self.r = r
        self.s = s
    }

    /// Draws scalars from the system's random source.
    package static func random() -> Blinding {
        Blinding(r: randomScalar(), s: randomScalar())
    }

    private static func randomScalar() -> Fr {
        // 64 bytes leave a distance from uniform below 2^-256.
        guard let scalar = Fr(reducing: SecureRandom.bytes(count: 64)) else {
            preconditionFailure("64 bytes were asked for")
        }
        return scalar
    }
}
