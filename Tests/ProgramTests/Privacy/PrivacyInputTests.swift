import Foundation
import Testing

/// Unusable input of the private queries: exit code 2 and a message that says what to do.
@Suite struct PrivacyInputTests {
    private let folder: ScratchFolder
    private static let document = """
        name: shop
        file: data.csv
        unit: member
        bounds: {groups_per_unit: 1, records_per_group: 2}
        columns:
          - {name: member, type: text}
          - {name: spent, type: integer, minimum: 0, maximum: 100}
        budget: {epsilon: 1}
        analysts: [{name: ann}]
        """
    private static let query = "{analyst: ann, epsilon: 0.5, measures: [{measure: sum, column: spent}]}"
    private static let data = "member,spent\na,10\nb,20\nc,30\n"

    init() throws {
        folder = try ScratchFolder()
        try write("data.csv", Self.data)
        try write("dataset.yaml", Self.document)
        try write("query.yaml", Self.query)
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
    }

    private func run(_ arguments: String...) async throws -> Program.Result {
        try await Program.run(["dp"] + arguments, in: folder.url)
    }

    private func register() async throws -> Program.Result {
        try await run("dataset", "register", "dataset.yaml", "--into", "registered")
    }

    @Test(arguments: [
        ("a,10", "a,NaN", "not a number"), ("a,10", "a,inf", "not a number"), ("a,10", "a,1e3", "not a number"),
        ("a,10", "a,99999999999999999999", "within 2^62"), ("a,10", "a", "column spent is missing"),
        ("a,10", ",10", "names no member"), ("member,spent", "member,cost", "no column spent"),
        ("a,10", "\"a,10", "quoted field is not closed"), ("member,spent\na,10\nb,20\nc,30\n", "", "empty"),
    ])
    func recordsThatDoNotFitAreRefused(part: String, replacement: String, reason: String) async throws {
        try write("data.csv", Self.data.replacing(part, with: replacement))
        let result = try await register()
        #expect(result.status == 2 && result.errors.contains(reason), "\(result.errors)")
        #expect(result.errors.contains("data.csv"))
    }

    @Test(arguments: [
        ("epsilon: 1}", "epsilon: 0}", "above 0"), ("epsilon: 1}", "epsilon: -1}", "above 0"),
        ("epsilon: 1}", "epsilon: .inf}", "finite"), ("epsilon: 1}", "epsilon: NaN}", "above 0"),
        (", minimum: 0, maximum: 100", "", "needs minimum and maximum"), ("groups_per_unit: 1, ", "", "is missing"),
        (", records_per_group: 2", "", "is missing"), ("unit: member", "unit: nobody", "not among the columns"),
        ("maximum: 100", "maximum: 10000000000000", "within 2^40"),
        ("file: data.csv", "file: none.csv", "cannot be read"),
        ("name: shop", "title: shop", "unknown key"), ("analysts: [{name: ann}]", "", "at least one analyst"),
    ])
    func documentsThatMakeNoSenseAreRefused(part: String, replacement: String, reason: String) async throws {
        try write("dataset.yaml", Self.document.replacing(part, with: replacement))
        let result = try await register()
        #expect(result.status == 2 && result.errors.contains(reason), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path("registered/ledger.jsonl")))
    }

    @Test(arguments: [
        ("epsilon: 0.5", "epsilon: 0", "above 0"), ("epsilon: 0.5", "epsilon: -2", "above 0"),
        ("epsilon: 0.5", "epsilon: inf", "finite"), ("epsilon: 0.5", "rho: 0.5", "counted in epsilon"),
        ("column: spent", "column: cost", "not a numeric column"), ("measure: sum", "measure: total", "is not count"),
        ("measures:", "group_by: {column: spent}, measures:", "give the width"),
        ("measures:", "group_by: {column: member}, measures:", "group by another column"),
        ("measures:", "bounds: {records_per_group: 3}, measures:", "at most 1 groups and 2 records"),
        ("analyst: ann, ", "", "is missing"),
    ])
    func queriesThatMakeNoSenseAreRefusedAndCostNothing(
        part: String, replacement: String, reason: String
    ) async throws {
        #expect(try await register().status == 0)
        try write("query.yaml", Self.query.replacing(part, with: replacement))
        let result = try await run("query", "registered", "query.yaml")
        #expect(result.status == 2 && result.errors.contains(reason), "\(result.errors)")
        #expect(try await run("budget", "registered", "--json").object()["spent"] as? Double == 0)
    }

    @Test func strangersAndTheThriftlessAreRefusedBeforeTheDataIsTouched() async throws {
        #expect(try await register().status == 0)
        try FileManager.default.removeItem(atPath: folder.path("data.csv"))
        try write("query.yaml", Self.query.replacing("ann", with: "eve"))
        let stranger = try await run("query", "registered", "query.yaml")
        #expect(stranger.status == 1 && stranger.errors.contains("eve has no quota"))
        try write("query.yaml", Self.query.replacing("0.5", with: "1.5"))
        let dear = try await run("query", "registered", "query.yaml")
        #expect(dear.status == 1 && dear.errors.contains("it costs 1.5 and 1.0 is left"), "\(dear.errors)")
    }

    @Test func aFileThatChangedAfterRegistrationIsRefused() async throws {
        #expect(try await register().status == 0)
        try write("data.csv", Self.data + "d,40\n")
        let longer = try await run("query", "registered", "query.yaml")
        #expect(longer.status == 2 && longer.errors.contains("register the new file as a dataset of its own"))
        #expect(try await run("budget", "registered", "--json").object()["spent"] as? Double == 0)
        // The same length is noticed while it is read: the charge stays, and no answer comes out.
        try write("data.csv", Self.data.replacing("c,30", with: "c,xx"))
        let changed = try await run("query", "registered", "query.yaml")
        #expect(changed.status == 2 && changed.output.isEmpty)
        #expect(changed.errors.contains("is not the file that was registered") && !changed.errors.contains("line"))
        let budget = try await run("budget", "registered", "--json").object()
        #expect(budget["spent"] as? Double == 0.5 && (budget["openReservations"] as? [Any])?.count == 1)
    }

    @Test func aDamagedLedgerIsRefusedAndPlacesThatExistAreKept() async throws {
        #expect(try await register().status == 0)
        let twice = try await register()
        #expect(twice.status == 2 && twice.errors.contains("name a new folder"))
        let path = folder.path("registered/ledger.jsonl")
        let good = try String(contentsOfFile: path, encoding: .utf8)
        try good.replacing("\"loss\":1", with: "\"loss\":9").write(toFile: path, atomically: true, encoding: .utf8)
        let damaged = try await run("query", "registered", "query.yaml")
        #expect(damaged.status == 1 && damaged.output.isEmpty)
        #expect(damaged.errors.contains("its budget is not the one of the dataset's document"))
        try "nonsense\n".write(toFile: path, atomically: true, encoding: .utf8)
        let broken = try await run("budget", "registered")
        #expect(broken.status == 1 && broken.errors.contains("damaged at line 1"))
        #expect(try await run("budget", "nowhere").status == 2)
        #expect(try await run("report", "nowhere").status == 2)
    }

    @Test(arguments: [
        ("[]", "1 to 10000 entries"), ("{}", "must be a list"), (#"[{"mechanism": "magic"}]"#, "mechanism"),
        (#"[{"mechanism": "gaussian"}]"#, "sigma"), (#"[{"mechanism": "gaussian", "sigma": 0}]"#, "above 0"),
        (#"[{"mechanism": "gaussian", "sigma": -1}]"#, "above 0"),
        (#"[{"mechanism": "gaussian", "sigma": "x"}]"#, "sigma"),
        (#"[{"mechanism": "gaussian", "sigma": 1, "count": 0}]"#, "count"),
        (#"[{"mechanism": "poissonSubsampledGaussian", "sigma": 1, "rate": 2}]"#, "rate"),
    ])
    func eventsThatMakeNoSenseAreRefused(text: String, reason: String) async throws {
        try write("events.json", text)
        let result = try await run("account", "events.json", "--delta", "1e-6")
        #expect(result.status == 2 && result.errors.contains(reason), "\(result.errors)")
    }

    @Test func argumentsOutOfRangeAreRefused() async throws {
        try write("events.json", #"[{"mechanism": "gaussian", "sigma": 1}]"#)
        for delta in ["0", "1", "-1", "nan", "inf", "x"] {
            #expect(try await run("account", "events.json", "--delta=\(delta)").status == 2, "\(delta)")
        }
        #expect(try await run("audit", "--runs", "1").status == 2)
        #expect(try await run("soak", "--kills", "0").status == 2)
        #expect(try await run("local", "randomise", "query.yaml", "--choices", "a,b", "--epsilon", "0").status == 2)
        #expect(try await run("synthesise", "registered", "--out", "x.csv").status == 2)
    }
}
