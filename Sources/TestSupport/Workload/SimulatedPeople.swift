package import RightsLedger
package import Signatures

/// The accounts of a simulated chain and their keys, all derived from one seed.
package struct SimulatedPeople: Sendable {
    package let regulators: [AccountID]
    package let issuers: [AccountID]
    package let platforms: [AccountID]
    package let oracles: [AccountID]
    package let persons: [AccountID]
    /// Every account, in a fixed order.
    package let everyone: [AccountID]

    private var firstKeys: [AccountID: PublicKey] = [:]
    private var signingKeys: [PublicKey: SigningKey] = [:]

    /// Makes 2 regulators, 3 issuers, 3 platforms, 2 oracles and some persons.
    package init(personCount: Int, random: inout SeededGenerator) throws(SignatureError) {
        var accounts: [AccountID] = []
        for _ in 0..<(10 + personCount) {
            let key = try SigningKey(seed: random.bytes(count: SigningKey.seedByteCount))
            let account = AccountID(firstKey: key.publicKey)
            accounts.append(account)
            firstKeys[account] = key.publicKey
            signingKeys[key.publicKey] = key
        }
        everyone = accounts
        regulators = Array(accounts[0..<2])
        issuers = Array(accounts[2..<5])
        platforms = Array(accounts[5..<8])
        oracles = Array(accounts[8..<10])
        persons = Array(accounts[10...])
    }

    /// The roles at genesis; persons have no record there.
    package var roles: [AccountID: Roles] {
        var result: [AccountID: Roles] = [:]
        for account in regulators { result[account] = .regulator }
        for account in issuers { result[account] = .issuer }
        // The last platform issues too, so that an issuer can be the other side of its own agreement.
        for account in platforms { result[account] = account == platforms.last ? [.platform, .issuer] : .platform }
        for account in oracles { result[account] = [.oracle, .person] }
        return result
    }

    /// The key whose hash is the account's id.
    package func firstKey(of account: AccountID) -> PublicKey? { firstKeys[account] }

    /// The secret half of a key that was made here.
    package func signingKey(for key: PublicKey) -> SigningKey? { signingKeys[key] }

    /// Makes a further key.
    package mutating func newKey(random: inout SeededGenerator) -> SigningKey? {
        guard let key = try? SigningKey(seed: random.bytes(count: SigningKey.seedByteCount)) else { return nil }
        signingKeys[key.publicKey] = key
        return key
    }
}
