/// A JSON value as a node sent it, for members whose shape depends on their type, such as the data of an event.
///
/// ```swift
/// for try await event in client.events(from: nil) where event.type == "minted" {
///     let units = try event.data.quantity("measure")
/// }
/// ```
public indirect enum JSONNode: Sendable, Hashable {
    /// The value `null`.
    case null
    /// A truth value.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number with a fraction or an exponent.
    case real(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONNode])
    /// An object's members in the order of the text.
    case object([Member])

    /// One member of an object.
    public struct Member: Sendable, Hashable {
        /// The member's name.
        public let name: String
        /// The member's value.
        public let value: JSONNode

        /// Joins a name and a value.
        public init(name: String, value: JSONNode) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a member; `nil` where there is none or this is no object.
    public subscript(name: String) -> JSONNode? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The value of a member; `nil` where it is absent or `null`.
    public func optional(_ name: String) -> JSONNode? {
        guard let value = self[name], !value.isNull else { return nil }
        return value
    }

    /// Whether this is `null`.
    public var isNull: Bool { self == .null }
}
