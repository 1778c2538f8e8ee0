import Testing

/// The benchmark at its smallest, so that it cannot rot; nothing here depends on how fast it is.
@Suite(.serialized) struct BenchTests {
    @Test func smallBenchmarkHoldsItsChecks() async throws {
        let result = try await Program.run(
            ["bench", "ledger", "--accounts", "300", "--seconds", "1", "--batch", "100", "--json"])
        #expect(result.status == 0, "\(result.errors)")
        let report = try result.object()
        #expect(report["everyTransferApplied"] as? Bool == true)
        #expect(report["balancesExact"] as? Bool == true)
        #expect(report["supplyConserved"] as? Bool == true)
        #expect(report["accounts"] as? Int == 300)
        let numbers = [
            "transfersPerSecond", "executionPerSecond", "stateProofBytes", "diskBytesPerTransaction", "peakMegabytes",
        ]
        for name in numbers { #expect(report[name] as? Double ?? 0 > 0, "\(name)") }
        let latency = try #require(report["commitLatencyMilliseconds"] as? [String: Double])
        #expect(latency["p50"] ?? 0 > 0)
        #expect(latency["p99"] ?? 0 >= latency["p50"] ?? 0)
        let shares = try #require(report["stageShares"] as? [String: Double])
        #expect(abs(shares.values.reduce(0, +) - 1) < 0.01)
    }

    @Test(arguments: [
        ["bench", "ledger", "--accounts", "1"], ["bench", "ledger", "--seconds", "0"],
        ["bench", "ledger", "--batch", "0"], ["bench", "ledger", "--accounts", "many"],
    ])
    func sizesOutOfRangeAreRefused(_ arguments: [String]) async throws {
        #expect(try await Program.run(arguments).status == 2)
    }
}
