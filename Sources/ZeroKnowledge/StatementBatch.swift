internal import Groth16

/// Statements of one circuit or several, with their proofs, that are verified together.
///
/// ```swift
/// var batch = StatementBatch()
/// for message in messages { try batch.append(message.statement, under: keys[message.circuit]) }
/// let invalid = try await batch.invalidIndices()
/// ```
public struct StatementBatch: Sendable {
    private var keys: [VerificationKey] = []
    private var indicesOfKeys: [[UInt8]: Int] = [:]
    private var items: [BatchItem] = []

    /// Creates an empty batch.
    public init() {}

    /// The number of statements.
    public var count: Int { items.count }

    /// Adds a statement, which keeps its place.
    ///
    /// - Throws: ``ProofError/publicSignalCountDiffers(expected:found:)``; ``ProofError/documentInvalid(_:)`` for a signal that
    ///   is no decimal number below the field's modulus.
    public mutating func append(
        _ statement: ProvingKey.ProvedStatement, under key: VerificationKey
    ) throws(ProofError) {
        let signals = try PublicSignal.read(statement.publicSignals)
        guard signals.count == key.publicSignalCount else {
            throw .publicSignalCountDiffers(expected: key.publicSignalCount, found: signals.count)
        }
        let index: Int
        if let known = indicesOfKeys[key.identifier] {
            index = known
        } else {
            index = keys.count
            keys.append(key)
            indicesOfKeys[key.identifier] = index
        }
        items.append(BatchItem(keyIndex: index, publicSignals: signals, proof: statement.proof.points))
    }

    /// The places of the statements that do not verify, in order; none where all do.
    ///
    /// The work is done on threads of its own. Cancelling the task ends it soon.
    /// - Throws: ``ProofError/cancelled``.
    public func invalidIndices(threads: Int = ProvingKey.defaultThreadCount) async throws(ProofError) -> [Int] {
        do {
            return try await BatchVerifier(verifiers: keys.map(\.verifier))
                .invalidItems(amongInBackground: items, threads: threads)
        } catch {
            throw ProofError(error)
        }
    }
}
