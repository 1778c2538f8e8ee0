internal import FiniteFields
internal import Groth16

/// What proofs of a circuit are verified with, prepared once and shared among tasks.
public struct VerificationKey: Sendable {
    let verifier: Verifier

    init(_ key: Groth16.VerificationKey) throws(ProofError) {
        verifier = try ProofError.proving { () throws(Groth16Error) in try Verifier(key: key) }
    }

    /// Reads a `verification_key.json`; every point must be in its group.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)``.
    public init(json: [UInt8]) throws(ProofError) {
        try self.init(ProofError.proving { () throws(Groth16Error) in try Groth16.VerificationKey(json: json) })
    }

    /// The text of `verification_key.json`, as snarkjs writes it.
    public var json: String { verifier.key.json }
    /// The number of public signals of a statement.
    public var publicSignalCount: Int { verifier.key.publicCount }
    /// The SHA-256 digest of the key's points, which names the key.
    public var identifier: [UInt8] { verifier.key.identifier }

    /// Whether a proof proves the statement with these public signals.
    ///
    /// - Parameter publicSignals: Outputs, then public inputs, each a decimal number below the field's modulus.
    /// - Throws: ``ProofError/publicSignalCountDiffers(expected:found:)``; ``ProofError/documentInvalid(_:)`` for a signal
    ///   that is no such number: it is never reduced, because a signal with two names could be spent twice.
    public func verify(_ proof: Proof, publicSignals: [String]) throws(ProofError) -> Bool {
        let signals = try PublicSignal.read(publicSignals)
        return try ProofError.proving { () throws(Groth16Error) in
            try verifier.verify(proof.points, publicSignals: signals)
        }
    }

    /// Verifies many statements together, several times as fast as one by one; see also ``StatementBatch``.
    ///
    /// - Returns: The indices of the statements that do not verify, in order.
    /// - Throws: ``ProofError/documentInvalid(_:)`` for a signal that is no decimal number below the field's modulus.
    public func invalidStatements(
        among statements: [ProvingKey.ProvedStatement], threads: Int = ProvingKey.defaultThreadCount
    ) throws(ProofError) -> [Int] {
        var items: [BatchItem] = []
        items.reserveCapacity(statements.count)
        for statement in statements {
            items.append(
                BatchItem(
                    publicSignals: try PublicSignal.read(statement.publicSignals), proof: statement.proof.points))
        }
        return BatchVerifier(verifiers: [verifier]).invalidItems(among: items, threads: threads)
    }
}

/// Public signals as decimal numbers.
enum PublicSignal {
    static func text(_ signal: Fr) -> String { signal.decimal }

    static func read(_ texts: [String]) throws(ProofError) -> [Fr] {
        var signals: [Fr] = []
        signals.reserveCapacity(texts.count)
        for (index, text) in texts.enumerated() {
            guard let signal = Fr(decimal: text) else {
                throw .documentInvalid("public signal \(index) is not a decimal number below the modulus")
            }
            signals.append(signal)
        }
        return signals
    }
}
