internal import RightsLedger
internal import Signatures

/// Accounts whose keys derive from a seed and a number, for loads and benchmarks only.
struct LoadAccounts: Sendable {
    /// The accounts, by number.
    let ids: [AccountID]

    private let seed: UInt64

    /// Derives a number of accounts, on all processors.
    init(seed: UInt64, count: Int) async throws(WorkbenchError) {
        self.seed = seed
        do {
            ids = try await ParallelWork.map(count: count) { number in
                AccountID(firstKey: try LoadAccounts.key(seed: seed, number: number).publicKey)
            }
        } catch {
            throw .nodeFailed("a signing key could not be made: \(error)")
        }
    }

    /// The key of an account, derived anew.
    func key(_ number: Int) throws(SignatureError) -> SigningKey {
        try LoadAccounts.key(seed: seed, number: number)
    }

    private static func key(seed: UInt64, number: Int) throws(SignatureError) -> SigningKey {
        try SigningKey(seed: SeededDraws.digest(seed: seed, label: "load/\(number)").bytes)
    }
}
