internal import ConstraintSystem

/// The sections of a `.ptau` file.
///
/// - SeeAlso: snarkjs, `src/powersoftau_new.js` and `src/powersoftau_preparephase2.js`.
package enum PowersSection: UInt32, CaseIterable, Sendable {
    /// The field and the power.
    case header = 1
    /// tau^i in G1, for 2^(power + 1) - 1 exponents.
    case tauG1 = 2
    /// tau^i in G2, for 2^power exponents, as in those that follow.
    case tauG2 = 3
    /// alpha tau^i in G1.
    case alphaTauG1 = 4
    /// beta tau^i in G1.
    case betaTauG1 = 5
    /// beta in G2.
    case betaG2 = 6
    case contributions = 7
    /// The Lagrange forms of section 2 for the domains of 1, 2, 4 to 2^(power + 1) points, one after the other.
    case lagrangeTauG1 = 12
    /// The Lagrange forms of section 3, up to 2^power points, as in those that follow.
    case lagrangeTauG2 = 13
    case lagrangeAlphaTauG1 = 14
    case lagrangeBetaTauG1 = 15

    static let kind = SectionFile.Kind(letters: "ptau", version: 1, sections: 1...15)

    /// The sections of a file that is not prepared for phase 2.
    static let ofPowers: [PowersSection] = [
        .header, .tauG1, .tauG2, .alphaTauG1, .betaTauG1, .betaG2, .contributions,
    ]

    /// The sections of powers and their Lagrange forms.
    static let prepared: [(powers: PowersSection, lagrange: PowersSection)] = [
        (.tauG1, .lagrangeTauG1), (.tauG2, .lagrangeTauG2), (.alphaTauG1, .lagrangeAlphaTauG1),
        (.betaTauG1, .lagrangeBetaTauG1),
    ]

    /// Whether the section's points are in G2.
    var isOfG2: Bool { self == .tauG2 || self == .betaG2 || self == .lagrangeTauG2 }

    /// The number of points of a section; nil for the two that hold something else.
    func pointCount(power: Int) -> Int? {
        switch self {
        case .header, .contributions: nil
        case .tauG1: 2 << power - 1
        case .tauG2, .alphaTauG1, .betaTauG1: 1 << power
        case .betaG2: 1
        case .lagrangeTauG1: 4 << power - 1
        case .lagrangeTauG2, .lagrangeAlphaTauG1, .lagrangeBetaTauG1: 2 << power - 1
        }
    }

    /// The logarithms of the sizes of the domains for which a section of powers has Lagrange forms.
    func lagrangeSizes(power: Int) -> ClosedRange<Int> { 0...(self == .tauG1 ? power + 1 : power) }

    /// Where the Lagrange form of a domain begins in its section, in points.
    static func lagrangeStart(sizeLog2: Int) -> Int { 1 << sizeLog2 - 1 }
}
