/// What several measurements found, as one JSON object with the members of all.
package struct ZeroKnowledgeBenchReport: Encodable, Sendable {
    private let parts: [any Encodable & Sendable]

    /// Joins reports.
    ///
    /// - Parameter parts: Reports that are objects and have no member in common.
    package init(parts: [any Encodable & Sendable]) {
        self.parts = parts
    }

    package func encode(to encoder: any Encoder) throws {
        // Each part adds its members to the same object.
        for part in parts { try part.encode(to: encoder) }
    }
}
