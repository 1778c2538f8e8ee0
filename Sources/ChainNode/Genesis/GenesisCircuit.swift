internal import Foundation
package import Groth16
internal import RightsLedger
package import Signatures
internal import SwiftProtobuf

/// A circuit whose proofs a chain takes: the key that they are verified with, and the ceremony that it came from.
package struct GenesisCircuit: Hashable, Sendable {
    /// One step of the ceremony, as the key's file records it.
    package struct Contribution: Hashable, Sendable {
        /// Who contributed, as they wrote it; bytes that are not UTF-8 are replaced.
        package var name: String
        /// The hash that the contributor published: 64 bytes.
        package var hash: [UInt8]

        package init(name: String, hash: [UInt8]) {
            self.name = name
            self.hash = hash
        }
    }

    /// What transactions call the circuit: 1 to 50 letters, digits, hyphens, underscores and full stops.
    package var name: String
    /// The digest of the verification key's points; see ``VerificationKey/identifier``.
    package var key: Digest
    /// The steps of the ceremony, from the first on.
    package var contributions: [Contribution]

    /// The most circuits that a genesis can name.
    package static let countMax = 256
    /// The most contributions to one key.
    package static let contributionCountMax = 10_000
    /// The most bytes of a contribution's name as text: each of the file's 255 can become a three-byte replacement.
    package static let contributionNameByteCountMax = 3 * 255

    package init(name: String, key: Digest, contributions: [Contribution]) {
        self.name = name
        self.key = key
        self.contributions = contributions
    }

    /// Takes the verification key and the list of contributions from a proving key.
    ///
    /// The contributions are read, not verified: `symbolon zk ceremony phase2 verify` does that.
    ///
    /// - Throws: ``NodeError/file(path:reason:)`` where the list cannot be read, and for a key that anyone can forge
    ///   proofs for although the names of its contributions do not say so: a genesis keeps nothing but names and hashes.
    package init(name: String, provingKey: ProvingKey, path: String) throws(NodeError) {
        guard let key = Digest(bytes: provingKey.verificationKey.identifier) else {
            throw .file(path: path, reason: "the key's digest does not have \(Digest.byteCount) bytes")
        }
        let weakness: String?
        do throws(Groth16Error) {
            weakness = try ContributionMark.weakness(of: provingKey)
        } catch {
            throw .file(path: path, reason: "the list of contributions cannot be read: \(error)")
        }
        do throws(CeremonyError) {
            let transcript = try KeyTranscript(of: provingKey)
            let contributions = transcript.contributions.map { contribution in
                Contribution(name: contribution.label.text, hash: contribution.hash)
            }
            self.init(name: name, key: key, contributions: contributions)
        } catch {
            throw .file(path: path, reason: "the list of contributions cannot be read: \(error)")
        }
        if !isForDevelopment, let weakness {
            throw .file(
                path: path,
                reason: "anyone can forge proofs for this key: \(weakness); "
                    + "take one from a ceremony (symbolon zk ceremony)")
        }
    }

    /// Whether anyone could forge proofs for the key: nobody contributed to it, or a step was made from a named seed.
    ///
    /// Keys with known secrets that nothing but the key itself shows have no place in a genesis; see
    /// ``init(name:provingKey:path:)``.
    package var isForDevelopment: Bool {
        ContributionMark.isForDevelopment(names: contributions.map { Array($0.name.utf8) })
    }
}

extension GenesisCircuit {
    /// What the genesis' canonical bytes hold.
    var message: Symbolon_V1_GenesisCircuit {
        .with { message in
            message.name = name
            message.key = Data(key.bytes)
            message.contributions = contributions.map { contribution in
                .with {
                    $0.name = contribution.name
                    $0.hash = Data(contribution.hash)
                }
            }
        }
    }

    /// Reads a message; `nil` where the key is no digest.
    init?(_ message: Symbolon_V1_GenesisCircuit) {
        guard let key = Digest(bytes: message.key) else { return nil }
        self.init(
            name: message.name, key: key,
            contributions: message.contributions.map { Contribution(name: $0.name, hash: Array($0.hash)) })
    }
}
