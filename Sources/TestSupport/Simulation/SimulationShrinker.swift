internal import RightsLedger

/// Looks for the few transactions of a block that a finding takes.
package enum SimulationShrinker {
    /// The first block of a failing seed in which anything differs, and what is left of it.
    ///
    /// Runs the seed again with every comparison after every block, then takes transactions out of the block that fails
    /// for as long as it still does.
    ///
    /// - Returns: A finding that ends with the transactions that are needed; the given one where the seed alone does not
    ///   lead to it.
    package static func shrink(_ finding: SimulationFinding, signs: Bool) -> SimulationFinding {
        guard var simulation = try? LedgerSimulation(seed: finding.seed, signs: signs) else { return finding }
        simulation.comparesEverything = true
        while simulation.height < finding.height {
            let before = simulation
            do {
                try simulation.runBlock(transactionsMax: .max)
            } catch {
                return shrink(simulation.lastBlock, at: simulation.time, on: before) ?? finding
            }
        }
        return finding
    }

    private static func shrink(
        _ transactions: [SimulatedTransaction], at time: Int64, on simulation: LedgerSimulation
    ) -> SimulationFinding? {
        func failure(_ candidates: [SimulatedTransaction]) -> SimulationFinding? {
            var copy = simulation
            do {
                try copy.runBlock(at: time, sending: candidates)
                return nil
            } catch {
                return error as? SimulationFinding
            }
        }
        var needed = transactions
        guard var finding = failure(needed) else { return nil }
        // The last first: most of what comes after the fault goes at once.
        for index in needed.indices.reversed() {
            var fewer = needed
            fewer.remove(at: index)
            if let smaller = failure(fewer) {
                finding = smaller
                needed = fewer
            }
        }
        finding.history += ["the block takes only these transactions to fail:"]
        finding.history += needed.map { SimulationFinding.text(of: $0.body) }
        return finding
    }
}
