import Foundation
import Testing

/// The commands for private questions, as scripts and analysts call them.
@Suite struct PrivacyCommandTests {
    private let folder: ScratchFolder
    private static let events = """
        [{"mechanism": "gaussian", "sigma": 10, "count": 1000}]
        """

    init() throws {
        folder = try ScratchFolder()
    }

    private func run(_ arguments: String...) async throws -> Program.Result {
        try await Program.run(["dp"] + arguments)
    }

    private var dataset: String { folder.path("purchases.dp") }

    private func example(_ name: String) -> String { Project.path(of: "Examples/privacy/\(name).yaml") }

    private func register() async throws {
        let result = try await run("dataset", "register", example("purchases"), "--into", dataset)
        #expect(result.status == 0, "\(result.errors)")
    }

    private func write(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
        return folder.path(name)
    }

    @Test func theExampleRunsUntilTheQuotaRefuses() async throws {
        try await register()
        var spent = 0.0
        for (name, cost, count) in [
            ("weekly", 0.5, 78), ("spending", 0.5, 5), ("repeat-buyers", 0.2, 2), ("top-spenders", 0.1, 1),
        ] {
            let plan = try await run("explain", dataset, example(name), "--json")
            #expect(plan.status == 0, "\(plan.errors)")
            #expect(try (plan.object()["measures"] as? [Any])?.isEmpty == false)
            let answer = try await run("query", dataset, example(name), "--json")
            #expect(answer.status == 0, "\(answer.errors)")
            #expect(try (answer.object()["values"] as? [Any])?.count == count)
            spent += cost
            let budget = try await run("budget", dataset, "--json").object()
            #expect(abs((budget["spent"] as? Double ?? 0) - spent) < 1e-9)
        }
        let refused = try await run("query", dataset, example("weekly"), "--json")
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(
            refused.errors
                == "Error: the quota of marketing does not cover this query: it costs 0.5 and 0.3 is left\n")
        let budget = try await run("budget", dataset, "--json").object()
        #expect(budget["total"] as? Double == 2)
        #expect(abs((budget["remaining"] as? Double ?? 0) - 0.7) < 1e-9)
        // One line for the terms, and two for each answer.
        #expect((budget["entries"] as? [Any])?.count == 9)
        let report = try await run("report", dataset, "--json")
        let records = try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [[String: Any]]
        #expect(records?.count == 4)
        #expect(try await run("report", dataset).output.contains("release 7: charged epsilon 0.1"))
    }

    @Test func answersAreNearTheTruthAndNameWhatTheyCost() async throws {
        try await register()
        let record = try await run("query", dataset, example("repeat-buyers"), "--json").object()
        let values = try #require(record["values"] as? [[String: Any]])
        // 2,357 customers, of whom 1,134 or so bought twice; noise of scale 10 is beyond 300 once in 10^13.
        #expect(abs((values[0]["value"] as? Double ?? 0) - 2_357) < 300)
        #expect(values[0]["halfWidth"] as? Double == 30)
        for key in ["reservation", "dataset", "fileDigest", "queryDigest", "codeVersion", "accountant", "plan"] {
            #expect(record[key] != nil, "\(key)")
        }
        let plan = try #require(record["plan"] as? [String: Any])
        for key in ["analyst", "unit", "cost", "privacyUnit", "adjacency", "groupsPerUnit", "recordsPerGroup"] {
            #expect(plan[key] != nil, "\(key)")
        }
        let text = try await run("query", dataset, example("top-spenders")).output
        #expect(text.contains("±30") && text.contains("charged epsilon 0.1"))
    }

    @Test func explainingSpendsNothingAndDrawsTheError() async throws {
        try await register()
        let figure = folder.path("error.svg")
        let result = try await run("explain", dataset, example("weekly"), "--figure", figure)
        #expect(result.status == 0 && result.output.contains("off by at most 48 in 95 %"))
        let drawing = try String(contentsOfFile: figure, encoding: .utf8)
        #expect(
            drawing.hasPrefix("<svg") && drawing.contains("epsilon of the query") && drawing.contains("95 % interval"))
        let flag = try await run("query", dataset, example("weekly"), "--explain", "--json")
        #expect(flag.status == 0)
        let budget = try await run("budget", dataset, "--json").object()
        #expect(budget["spent"] as? Double == 0 && (budget["entries"] as? [Any])?.count == 1)
    }

    @Test func accountingHasTheFiguresOfTheContract() async throws {
        let result = try await run("account", try write("events.json", Self.events), "--delta", "1e-6", "--json")
        let figures = try result.object()
        #expect(result.status == 0)
        #expect(abs((figures["rdpEpsilon"] as? Double ?? 0) / 20.5519916298 - 1) < 1e-9)
        #expect(figures["rdpOrder"] as? Double == 2.6)
        let pld = figures["pldEpsilon"] as? Double ?? 0
        #expect(pld >= 19.4236564739 && pld < 19.4236564740 * 1.005)
        #expect(abs((figures["zcdpRho"] as? Double ?? 0) / 5 - 1) < 1e-9)
        let all = """
            [{"mechanism": "gaussian", "sigma": 10}, {"mechanism": "laplace", "scale": 10, "count": 2},
             {"mechanism": "discreteGaussian", "sigma": 10}, {"mechanism": "discreteLaplace", "scale": 10},
             {"mechanism": "poissonSubsampledGaussian", "sigma": 2, "rate": 0.01, "count": 100},
             {"mechanism": "randomisedResponse", "rate": 0.5}]
            """
        let mixed = try await run("account", try write("all.json", all), "--delta", "1e-6", "--json")
        #expect(mixed.status == 0, "\(mixed.errors)")
        #expect(try (mixed.object()["pldEpsilon"] as? Double ?? 0) > 1)
        #expect(try mixed.object()["zcdpRho"] is NSNull)
        let pair = try await run("account", folder.path("events.json"), "--delta", "1e-6", "--group", "2", "--json")
        #expect(try (pair.object()["groupEpsilon"] as? Double ?? 0) >= 2 * pld)
        #expect(try await run("account", folder.path("all.json"), "--delta", "1e-6").output.contains("Renyi"))
    }

    @Test func calibrationGivesTheLeastNoise() async throws {
        let result = try await run(
            "calibrate", "--epsilon", "1", "--delta", "1e-6", "--count", "1000", "--accountant", "rdp", "--json")
        #expect(try abs((result.object()["noise"] as? Double ?? 0) / 143.278953636 - 1) < 1e-8)
        let single = try await run("calibrate", "--epsilon", "1", "--delta", "1e-6", "--json")
        #expect(try abs((single.object()["noise"] as? Double ?? 0) / 4.22467888933 - 1) < 1e-8)
        #expect(try await run("calibrate", "--epsilon", "0", "--delta", "1e-6").status == 2)
    }

    @Test func auditsNameEveryMechanism() async throws {
        let result = try await run("audit", "--runs", "2000", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let mechanisms = try #require(try result.object()["mechanisms"] as? [[String: Any]])
        #expect(mechanisms.count >= 25)
        for entry in mechanisms {
            #expect(entry["charged"] is Double && entry["measuredLowerBound"] is Double)
            #expect(entry["confidence"] as? Double == 0.9999)
        }
    }

    @Test func syntheticRecordsAreWrittenAndMadeAgainForNothing() async throws {
        try await register()
        let first = folder.path("records.csv")
        let made = try await run("synthesise", dataset, example("synthetic"), "--out", first, "--json")
        #expect(made.status == 0, "\(made.errors)")
        let summary = try made.object()
        let count = try #require(summary["records"] as? Int)
        #expect(abs(count - 3_500) < 500 && summary["charged"] as? Double == 0.5)
        let lines = try String(contentsOfFile: first, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == count + 1 && lines[0] == "date,discs,dollars")
        let again = try await run(
            "synthesise", dataset, "--release", "1", "--out", folder.path("more.csv"), "--json")
        #expect(try again.object()["charged"] as? Double == 0)
        #expect(try await run("budget", dataset, "--json").object()["spent"] as? Double == 0.5)
        // A file that exists is refused before anything is charged.
        let taken = try await run("synthesise", dataset, example("synthetic"), "--out", first)
        #expect(taken.status == 2)
        let other = try await run("synthesise", dataset, example("weekly"), "--out", folder.path("none.csv"))
        #expect(other.status == 2 && !FileManager.default.fileExists(atPath: folder.path("none.csv")))
        #expect(try await run("budget", dataset, "--json").object()["spent"] as? Double == 0.5)
    }

    @Test func localReportsAreRandomisedAndEstimated() async throws {
        let answers = try write("answers.txt", String(repeating: "yes\nno\nno\n", count: 2_000))
        for method in ["randomised-response", "unary-optimised", "subset-selection", "hadamard-response"] {
            let options = ["--choices", "yes,no,other", "--epsilon", "2", "--method", method]
            let reports = try await Program.run(["dp", "local", "randomise", answers] + options)
            #expect(reports.status == 0, "\(reports.errors)")
            let path = try write("reports.txt", reports.output)
            let estimated = try await Program.run(["dp", "local", "estimate", path, "--json"] + options)
            let estimates = try #require(try estimated.object()["estimates"] as? [[String: Any]])
            #expect(estimates.map { $0["answer"] as? String } == ["yes", "no", "other"])
            #expect(abs((estimates[1]["count"] as? Double ?? 0) - 4_000) < 1_000)
            #expect(try (estimated.object()["shuffledEpsilon"] as? Double ?? 9) < 2)
        }
        let wrong = try await run("local", "estimate", answers, "--choices", "yes,no", "--epsilon", "1")
        #expect(wrong.status == 2 && wrong.errors.contains("line 1"))
        let unknown = try await run("local", "randomise", answers, "--choices", "yes,maybe", "--epsilon", "1")
        #expect(unknown.status == 2 && unknown.errors.contains("--choices"))
    }

    @Test func killedQueriesNeverAnswerTwiceOrForFree() async throws {
        let result = try await run("soak", "--kills", "20", "--spenders", "16", "--seed", "3", "--json")
        let report = try result.object()
        #expect(result.status == 0, "\(result.errors)")
        #expect(report["kills"] as? Int == 20 && (report["failures"] as? [Any])?.isEmpty == true)
        #expect((report["killedBeforeRelease"] as? Int ?? 0) + (report["killedBeforeCommit"] as? Int ?? 0) > 0)
        #expect((report["refusals"] as? Int ?? 0) >= 16)
        let (total, spent, released) = (
            report["total"] as? Double, report["spent"] as? Double, report["released"] as? Double
        )
        #expect(total == spent && (released ?? 9) <= (spent ?? 0) + 1e-9)
    }

    @Test func everyCommandExplainsItselfWithAnExample() async throws {
        for command in [
            ["dataset"], ["dataset", "register"], ["dataset", "show"], ["query"], ["explain"], ["budget"], ["account"],
            ["calibrate"], ["report"], ["synthesise"], ["local"], ["local", "randomise"], ["local", "estimate"],
            ["audit"], ["soak"],
        ] {
            let help = try await Program.run(["dp"] + command + ["--help"])
            #expect(help.status == 0 && help.output.contains("Example"), "\(command)")
        }
    }
}
