import Foundation
import Testing
import Workbench

@Suite(.serialized) struct DemoTests {
    /// The purchases of every eighth customer of the sample: enough for everything to happen, in an eighth of the time.
    private func smallData(in folder: ScratchFolder) throws -> String {
        let text = try String(contentsOfFile: Project.path(of: "Examples/cdnow/CDNOW_sample.txt"), encoding: .utf8)
        let lines = text.split(separator: "\r\n").filter { line in
            (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0).isMultiple(of: 8)
        }
        let path = folder.path("purchases.txt")
        try lines.joined(separator: "\r\n").write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    private func demo(seed: Int, data: String, directory: String) async throws -> [String: Any] {
        let result = try await Program.run(
            ["demo", "--seed", "\(seed)", "--json", "--data", data, "--directory", directory])
        #expect(result.status == 0, "\(result.errors)")
        return try result.object()
    }

    /// What does not depend on the machine's speed.
    private func withoutTimings(_ report: [String: Any]) -> NSDictionary {
        let timings = ["seconds", "transactionsPerSecond", "directory"]
        return report.filter { !timings.contains($0.key) } as NSDictionary
    }

    @Test func sameSeedGivesTheSameReportAndAnotherSeedAnother() async throws {
        let folder = try ScratchFolder()
        let data = try smallData(in: folder)
        let first = try await demo(seed: 11, data: data, directory: folder.path("first"))
        let second = try await demo(seed: 11, data: data, directory: folder.path("second"))
        let other = try await demo(seed: 12, data: data, directory: folder.path("other"))
        #expect(withoutTimings(first) == withoutTimings(second))
        #expect(first["appHash"] as? String != other["appHash"] as? String)
        #expect((first["appHash"] as? String)?.count == 64)
        for report in [first, second, other] { try checkPromises(report) }
    }

    /// What the report promises, computed here again from its numbers.
    private func checkPromises(_ report: [String: Any]) throws {
        #expect(report["appHash"] as? String == report["appHashAfterRestart"] as? String)
        #expect(report["supplyConserved"] as? Bool == true)
        #expect(report["netPositionsSum"] as? Int == 0)
        let classes = try #require(report["classes"] as? [[String: Any]])
        #expect(classes.map { $0["symbol"] as? String } == ["TUNES", "CREDIT", "REEL", "PASS", "POSTER"])
        for rightsClass in classes {
            let burned = try #require(rightsClass["burned"] as? [String: Int])
            #expect(Set(burned.keys) == ["holder", "redemption", "calendar", "buyBack"])
            let parts = ["circulating", "reserved", "expired"].compactMap { rightsClass[$0] as? Int }
            #expect(parts.count == 3)
            #expect(rightsClass["minted"] as? Int == (parts + burned.values).reduce(0, +))
            #expect(rightsClass["liability"] as? Int != nil)
        }
        let settlements = try #require(report["settlements"] as? [[String: Any]])
        #expect(settlements.count > 12)
        for settlement in settlements {
            let positions = try #require(settlement["positions"] as? [String: Int])
            #expect(positions.values.reduce(0, +) == 0)
        }
    }

    @Test func everyPartOfTheStoryHappens() async throws {
        let folder = try ScratchFolder()
        let report = try await demo(seed: 3, data: try smallData(in: folder), directory: folder.path("node"))
        let counts = try #require(report["eventCounts"] as? [String: Int])
        let expected = [
            "rolesSet", "classCreated", "campaignCreated", "agreementProposed", "agreementAccepted", "minted",
            "eventAttested", "transferred", "lotSplit", "lotsCombined", "itemOffered", "itemSold", "redeemed",
            "refunded",
            "redemptionFinal", "obligationBooked", "epochNetted", "settlementConfirmed", "burned", "burnScheduled",
            "buyBackSet", "revenueDeposited", "boughtBack", "expired",
        ]
        for type in expected { #expect(counts[type] ?? 0 > 0, "no \(type) event") }
        #expect(counts["eventAttested"] == report["purchases"] as? Int)
    }

    @Test func badPurchaseIsNamedWithItsLine() async throws {
        let folder = try ScratchFolder()
        let data = folder.path("purchases.txt")
        try "1 19970101 1 1.00\n1 19970231 1 1.00\n".write(toFile: data, atomically: false, encoding: .utf8)
        let result = try await Program.run(["demo", "--data", data])
        #expect(result.status == 2)
        #expect(result.errors.contains("line 2: the date is not a day written as YYYYMMDD"))
    }

    @Test func usedFolderIsLeftAlone() async throws {
        let folder = try ScratchFolder()
        try "keep".write(toFile: folder.path("file"), atomically: false, encoding: .utf8)
        let result = try await Program.run(["demo", "--directory", folder.url.path])
        #expect(result.status == 2)
        #expect(result.errors.contains("is not empty"))
        #expect(try String(contentsOfFile: folder.path("file"), encoding: .utf8) == "keep")
    }

    @Test func exampleIsFoundInTheProjectOrReportedAsMissing() throws {
        let folder = try ScratchFolder()
        let path = try ExampleFiles.path(
            of: "programme.yaml", workingDirectory: Project.folder.path, executable: nil)
        #expect(path == Project.path(of: "Examples/cdnow/programme.yaml"))
        let beside = try ExampleFiles.path(
            of: "programme.yaml", workingDirectory: folder.url.path,
            executable: Project.folder.appending(path: ".build/release/symbolon"))
        #expect(beside == path)
        #expect(throws: WorkbenchError.self) {
            try ExampleFiles.path(
                of: "programme.yaml", workingDirectory: folder.url.path,
                executable: folder.url.appending(path: "symbolon"))
        }
    }
}
