/// What an account may do besides holding and moving rights.
public struct Roles: OptionSet, Hashable, Sendable, CustomStringConvertible {
    /// The bits as they travel and as they are stored.
    public let rawValue: UInt32

    /// Wraps the bits, known or not; see ``isValid``.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Gives out roles and freezes accounts and classes.
    public static let regulator = Roles(rawValue: 1)
    /// Creates classes of rights.
    public static let issuer = Roles(rawValue: 2)
    /// Accepts redemption agreements.
    public static let platform = Roles(rawValue: 4)
    /// Attests events.
    public static let oracle = Roles(rawValue: 8)
    /// Holds rights; what an account without a record is.
    public static let person = Roles(rawValue: 16)

    /// Every role there is.
    public static let all: Roles = [.regulator, .issuer, .platform, .oracle, .person]

    /// Whether there is no bit without a meaning.
    public var isValid: Bool { isSubset(of: .all) }

    /// The names of the roles in the order of their bits.
    public var names: [String] {
        let named: [(Roles, String)] = [
            (.regulator, "regulator"), (.issuer, "issuer"), (.platform, "platform"), (.oracle, "oracle"),
            (.person, "person"),
        ]
        return named.filter { contains($0.0) }.map { $0.1 }
    }

    /// The names joined by commas.
    public var description: String { names.joined(separator: ",") }
}
