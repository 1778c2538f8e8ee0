/// Which datasets count as neighbours: what one privacy unit may have changed.
package protocol AdjacencyRelation: Sendable {
    /// The relation as documents and release records name it.
    static var name: AdjacencyName { get }
}

/// The names of the relations.
public enum AdjacencyName: String, Sendable, Hashable, Codable, CaseIterable {
    /// One unit's records are there or not.
    case addRemove = "add-remove"
    /// One unit's records are replaced by any others; the number of units is public.
    case replace
}

/// Neighbours differ in whether one unit's records are there.
package enum AddRemove: AdjacencyRelation {
    package static let name = AdjacencyName.addRemove
}

/// Neighbours differ in what one unit's records are.
package enum Replace: AdjacencyRelation {
    package static let name = AdjacencyName.replace
}
