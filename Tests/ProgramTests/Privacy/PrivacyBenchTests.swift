import Testing
import Workbench

/// The measurement of the privacy engine, at its smallest size.
@Suite struct PrivacyBenchTests {
    @Test func theReportHasTheKeysOfTheContract() async throws {
        let result = try await Program.run(["bench", "dp", "--rows", "1000", "--samples", "1000", "--json"])
        let report = try result.object()
        #expect(result.status == 0, "\(result.errors)")
        let rates = try #require(report["samplesPerSecond"] as? [String: Double])
        #expect(rates.count == 6 && rates.values.allSatisfy { $0 > 0 })
        #expect((report["histogramMilliseconds"] as? Double ?? 0) > 0)
        #expect((report["pldMilliseconds"] as? Double ?? 0) > 0)
        let epsilon = report["pldEpsilon"] as? Double ?? 0
        #expect(epsilon >= 19.4236564739 && epsilon < 19.5)
        #expect(report["machine"] != nil && report["checksum"] != nil)
    }

    @Test func anInterpreterWithoutTheLibrariesIsNamed() async throws {
        let result = try await Program.run(
            ["bench", "dp", "--rows", "1000", "--samples", "1000", "--python", "no-such-python"])
        #expect(result.status == 1 && result.errors.contains("opendp"))
    }

    @Test func aProgramThatDoesNotAnswerFailsTheSoak() throws {
        let options = SpendingSoak.Options(kills: 1, spenders: 1, seed: 9, executable: "/bin/false")
        var soak = try SpendingSoak(options: options)
        let failures = (try? soak.run { _ in })?.failures
        #expect(failures?.isEmpty != true)
    }
}
