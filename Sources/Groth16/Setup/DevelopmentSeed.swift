internal import FiniteFields
internal import Signatures

/// The name from which a development key's secrets are derived.
///
/// Whoever knows the name can forge proofs: that is what makes such a key a development key.
package struct DevelopmentSeed: Sendable {
    /// What every development key says of itself in its list of contributions.
    package static let mark = "development only: "
    /// The longest name: a contribution's name has at most 64 bytes, the mark included.
    package static let byteCountMax = 64 - mark.utf8.count

    package let name: String

    /// Takes a name.
    ///
    /// - Throws: ``Groth16Error/seedNameInvalid`` where it is empty or too long.
    package init(name: String) throws(Groth16Error) {
        guard (1...DevelopmentSeed.byteCountMax).contains(name.utf8.count) else { throw .seedNameInvalid }
        self.name = name
    }

    /// A secret of the set-up: the BLAKE2b-512 digest of a label and the name, reduced.
    func scalar(_ label: String, attempt: Int = 0) -> Fr {
        let message = "symbolon development setup\u{0}\(label)\u{0}\(attempt)\u{0}\(name)"
        guard let scalar = Fr(reducing: DigestAlgorithm.blake2b512.hash([UInt8](message.utf8))), !scalar.isZero else {
            // A digest has 64 bytes, and one that is a multiple of the modulus will not be seen.
            preconditionFailure("the digest gives no scalar")
        }
        return scalar
    }
}
