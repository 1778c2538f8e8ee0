internal import RightsLedger
internal import Signatures

/// The keys and accounts of everyone in a demo, derived from its seed.
///
/// Whoever knows the seed can sign for anyone. That is what makes a demo reproducible, and why nothing of worth may be
/// held by these accounts.
struct DemoAccounts {
    /// The accounts of the programme's parties, in the programme's order.
    let parties: [AccountID]

    private let seed: UInt64
    private let partyKeys: [SigningKey]
    private var customers: [UInt32: AccountID] = [:]

    /// Derives the parties' keys.
    init(seed: UInt64, programme: Programme) throws(WorkbenchError) {
        self.seed = seed
        var keys: [SigningKey] = []
        for party in programme.parties { keys.append(try DemoAccounts.key(seed: seed, label: "party/\(party.key)")) }
        partyKeys = keys
        parties = keys.map { AccountID(firstKey: $0.publicKey) }
    }

    /// The key of a party.
    func partyKey(_ party: Int) -> SigningKey { partyKeys[party] }

    /// The key of a customer, derived anew: keeping tens of thousands of keys would cost more memory than it saves time.
    func customerKey(_ customer: UInt32) throws(WorkbenchError) -> SigningKey {
        try DemoAccounts.key(seed: seed, label: "customer/\(customer)")
    }

    /// The pseudonymous account of a customer.
    mutating func customer(_ customer: UInt32) throws(WorkbenchError) -> AccountID {
        if let account = customers[customer] { return account }
        let account = AccountID(firstKey: try customerKey(customer).publicKey)
        customers[customer] = account
        return account
    }

    /// The id under which the oracle attests a purchase.
    ///
    /// The salt of each purchase comes from a secret of the oracle (here: from the seed), so that nobody can find a
    /// purchase by hashing guesses.
    func eventID(of purchase: Purchase) -> Digest {
        let record = "\(purchase.line)/\(purchase.customer)/\(purchase.day)/\(purchase.discCount)/\(purchase.cents)"
        let salt = SeededDraws.digest(seed: seed, label: "event-salt/\(purchase.line)")
        return SHA256.hash(salt.bytes + Array(record.utf8))
    }

    private static func key(seed: UInt64, label: String) throws(WorkbenchError) -> SigningKey {
        do {
            return try SigningKey(seed: SeededDraws.digest(seed: seed, label: "key/\(label)").bytes)
        } catch {
            throw .nodeFailed("a signing key could not be made: \(error)")
        }
    }
}
