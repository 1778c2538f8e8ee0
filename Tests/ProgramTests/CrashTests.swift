import Testing

/// A few kills for every run of the tests; `make soak` does a hundred.
@Suite(.serialized) struct CrashTests {
    @Test func nothingAcknowledgedIsLostInFiveKills() async throws {
        let result = try await Program.run(["soak", "crash", "--kills", "5", "--seed", "3", "--json"])
        #expect(result.status == 0, "\(result.errors)")
        let report = try result.object()
        #expect(report["kills"] as? Int == 5)
        #expect(report["lostTransactions"] as? Int == 0)
        #expect(report["appHashEqual"] as? Bool == true)
        #expect(report["recoveries"] as? Int == 5)
        #expect(report["acknowledgedTransactions"] as? Int ?? 0 > 0)
    }

    @Test func zeroKillsAreRefused() async throws {
        #expect(try await Program.run(["soak", "crash", "--kills", "0"]).status == 2)
    }
}
