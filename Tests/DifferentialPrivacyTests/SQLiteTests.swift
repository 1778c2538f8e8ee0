import DifferentialPrivacy
import Foundation
import Signatures
import TestSupport
import Testing

/// Datasets in SQLite tables and views.
@Suite struct SQLiteTests {
    private static let document = """
        name: shop
        file: shop.db
        table: visits
        unit: member
        bounds: {groups_per_unit: 2, records_per_group: 2}
        columns:
          - {name: member, type: text}
          - {name: day, type: date, minimum: 2024-01-01, maximum: 2024-01-28}
          - {name: spent, type: decimal, decimals: 2, minimum: 0, maximum: 100}
          - {name: shop, type: text, keys: [north, south, west]}
        budget: {epsilon: 100}
        analysts: [{name: ann}]
        """
    private static let query = """
        {analyst: ann, epsilon: 40, group_by: {column: shop}, measures: [{measure: count}, {measure: sum, column: spent}]}
        """

    private let folder: ScratchFolder
    private var database: String { folder.path + "/shop.db" }

    init() throws {
        folder = try ScratchFolder()
        var statements = ["CREATE TABLE visits (id INTEGER PRIMARY KEY, shop TEXT, day TEXT, member INTEGER, spent)"]
        for member in 0..<300 {
            let shop = ["north", "south", "west"][member % 3]
            // Whole numbers and texts are both exact.
            let spent = member.isMultiple(of: 2) ? "\(member % 50)" : "'\(member % 50).25'"
            statements.append(
                "INSERT INTO visits (shop, day, member, spent) VALUES ('\(shop)', '2024-01-10', \(member), \(spent))")
        }
        statements.append("CREATE VIEW northern AS SELECT member, day, spent, shop FROM visits WHERE shop = 'north'")
        try SQLiteFixture.run(["BEGIN"] + statements + ["COMMIT"], path: database)
    }

    private func register(_ document: String = SQLiteTests.document) throws -> QueryEngine {
        let path = try folder.write("dataset.yaml", document)
        let dataset = try DatasetFolder.register(document: path, into: folder.path + "/\(UUID().uuidString)")
        return QueryEngine(dataset: dataset, codeVersion: "test")
    }

    private func answer(_ engine: QueryEngine, _ text: String = SQLiteTests.query) throws -> [ReleasedValue] {
        try engine.answer(try Query(text: text), queryDigest: .zero).values
    }

    @Test func aTableIsAnsweredAndNotChanged() throws {
        let before = FileManager.default.contents(atPath: database)
        let values = try answer(try register())
        let counts = values.filter { $0.name == "count" }
        #expect(counts.map(\.group) == ["north", "south", "west"])
        #expect(counts.allSatisfy { abs($0.value - 100) < 6 })
        let total = values.filter { $0.name == "sum of spent" }.reduce(0) { $0 + $1.value }
        // 300 members, 0 to 49 and a quarter more for the odd ones.
        #expect(abs(total - (300 * 24.5 + 150 * 0.25)) < 400)
        #expect(FileManager.default.contents(atPath: database) == before)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("shop.db-") } == [])
    }

    @Test func aViewIsAnswered() throws {
        let engine = try register(Self.document.replacing("table: visits", with: "table: northern"))
        let counts = try answer(engine).filter { $0.name == "count" }
        #expect(abs(counts[0].value - 100) < 6 && abs(counts[1].value) < 6)
    }

    @Test func aDatabaseThatChangedAfterRegistrationIsRefused() throws {
        let engine = try register()
        try SQLiteFixture.run(["UPDATE visits SET shop = 'south' WHERE id = 1"], path: database)
        #expect(throws: PrivacyError.dataChanged(path: database)) { try answer(engine) }
        try SQLiteFixture.run(["CREATE TABLE other (a, b)"], path: database)
        #expect(throws: PrivacyError.dataChanged(path: database)) { try answer(engine) }
    }

    @Test(arguments: [
        ("spent", "12.5", "is a floating-point number"), ("spent", "NULL", "is NULL"), ("spent", "x'00'", "is a BLOB"),
        ("spent", "'12.555'", "is not a number"), ("spent", "9223372036854775807", "beyond 2^62"),
        ("day", "'2024-02-30'", "is not a number"),
        ("member", "''", "names no member"),
        ("member", "NULL", "is NULL"),
    ])
    func cellsOfAnotherTypeAreRefused(column: String, value: String, reason: String) throws {
        try SQLiteFixture.run(["UPDATE visits SET \(column) = \(value) WHERE id = 7"], path: database)
        do {
            _ = try register()
            Issue.record("\(value) was taken")
        } catch let error as PrivacyError {
            #expect(error.description.contains(reason) && error.description.contains("line 7"), "\(error)")
        }
    }

    @Test(arguments: [
        ("table: visits", "table: nothing", "no table or view"), ("name: spent", "name: earned", "no column earned"),
        ("table: visits", "table: visits\nheader: true", "no meaning"),
        ("file: shop.db", "file: none.db", "cannot be read"),
        ("file: shop.db", "file: dataset.yaml", "not a SQLite 3 database"),
    ])
    func wrongDocumentsAreRefused(part: String, replacement: String, reason: String) throws {
        do {
            _ = try register(Self.document.replacing(part, with: replacement))
            Issue.record("\(replacement) was taken")
        } catch let error as PrivacyError {
            #expect(error.description.contains(reason), "\(error)")
        }
    }

    @Test func journalsBesideTheFileAreRefused() throws {
        try SQLiteFixture.run(["PRAGMA journal_mode = WAL"], path: database)
        #expect(throws: PrivacyError.self) { try register() }
        try SQLiteFixture.run(["PRAGMA journal_mode = DELETE"], path: database)
        let engine = try register()
        try folder.write("shop.db-journal", "")
        #expect(throws: PrivacyError.self) { try answer(engine) }
    }

    @Test func damagedDatabasesNeverTrap() throws {
        let good = [UInt8](try #require(FileManager.default.contents(atPath: database)))
        var mutator = ByteMutator(seed: 41, corpus: [good])
        var (taken, refused) = (0, 0)
        for _ in 0..<150 {
            try Data(mutator.next()).write(to: URL(fileURLWithPath: database))
            do {
                _ = try register()
                taken += 1
            } catch is PrivacyError {
                refused += 1
            }
        }
        #expect(taken + refused == 150 && refused > 20)
    }
}
