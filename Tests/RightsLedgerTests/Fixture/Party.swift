import RightsLedger
import Signatures

/// Someone who acts in a test, with a key that is made from the name.
///
/// The key is 32 bytes that look like one: fixtures execute transactions whose signatures were not made.
struct Party: Hashable, Sendable {
    /// The account.
    let id: AccountID
    /// The key that the party's transactions carry.
    let key: PublicKey

    init(_ name: String) {
        key = PublicKey(encoding: SHA256.hash(Array(name.utf8)))
        id = AccountID(firstKey: key)
    }

    private init(id: AccountID, key: PublicKey) {
        self.id = id
        self.key = key
    }

    /// The same account with another key.
    func signing(with key: PublicKey) -> Party { Party(id: id, key: key) }

    /// Gives out roles; the fixture's only one.
    static let regulator = Party("regulator")
    /// An issuer.
    static let brand = Party("brand")
    /// Another issuer.
    static let rival = Party("rival")
    /// A platform.
    static let shop = Party("shop")
    /// Another platform.
    static let airline = Party("airline")
    /// Attests events.
    static let oracle = Party("oracle")
    /// Attests events as well, but no campaign trusts it unless a test says so.
    static let otherOracle = Party("other oracle")

    static let alice = Party("alice")
    static let bob = Party("bob")
    static let carol = Party("carol")
}

extension Digest {
    /// A digest made from a name: an event id, a reference, a metadata hash.
    static func named(_ name: String) -> Digest { SHA256.hash(Array(name.utf8)) }
}
