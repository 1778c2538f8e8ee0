/// How much the constraints are simplified; the names are circom's.
package enum SimplificationLevel: Int, Sendable, CaseIterable {
    /// Not at all.
    case none = 0
    /// Signals that equal a signal or a constant are removed.
    case equalities = 1
    /// All linear constraints are removed that a signal can be computed from, to a fixed point.
    case linear = 2
}
