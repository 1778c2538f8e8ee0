package import Foundation

/// The seeds that once failed, as `simulations/regressions.json` lists them; each stays for good.
package struct SimulationRegressions: Decodable, Sendable {
    /// A run that once failed.
    package struct Regression: Decodable, Sendable {
        package var seed: UInt64
        package var transactions: Int
        /// Whether its transactions are signed and go through the stateless checks.
        package var signed: Bool
        /// What it found.
        package var found: String
    }

    package var schema: Int
    package var regressions: [Regression]

    /// Reads the file of a checkout.
    package init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(SimulationRegressions.self, from: Data(contentsOf: file))
    }
}
