internal import Foundation
package import Signatures

/// What a query would do and cost, found without touching the data.
public struct QueryPlan: Sendable, Hashable, Codable {
    /// Who asks.
    public let analyst: String
    /// In what the cost is counted.
    public let unit: BudgetUnit
    /// What the query is charged.
    public let cost: PrivacyCost
    /// What is left of the dataset's budget before the query.
    public let remaining: PrivacyCost
    /// Whom the promise protects.
    public let privacyUnit: String
    /// Which datasets are neighbours.
    public let adjacency: AdjacencyName
    /// In how many groups records of one unit count.
    public let groupsPerUnit: UInt32
    /// How many records of one unit count in each group.
    public let recordsPerGroup: UInt32
    /// The measures.
    public let measures: [MeasureDescription]
}

/// What was released, and how.
///
/// It is everything that may be known about a release: neither the noise nor an exact result is in it.
public struct ReleaseRecord: Sendable, Hashable, Codable {
    /// The number of the charge in the budget ledger.
    public let reservation: UInt64
    /// The dataset's name.
    public let dataset: String
    /// The digest of its file.
    public let fileDigest: String
    /// The digest of the query document.
    public let queryDigest: String
    /// The version of the program.
    public let codeVersion: String
    /// How the charge was added up.
    public let accountant: String
    /// What was planned and charged.
    public let plan: QueryPlan
    /// The released numbers.
    public let values: [ReleasedValue]
    /// For each measure of synthetic records, the tables from which they are made; `nil` where there is none.
    package let synthetic: [SyntheticTables]?

    /// The record as it is stored.
    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { [UInt8]($0) } ?? []
    }
}

/// Answers queries on a registered dataset within its budget.
public struct QueryEngine: Sendable {
    private let dataset: DatasetFolder
    private let ledger: BudgetLedger
    private let codeVersion: String

    /// Opens a dataset.
    public init(dataset: DatasetFolder, codeVersion: String) {
        self.dataset = dataset
        self.codeVersion = codeVersion
        ledger = dataset.ledger
    }

    /// Plans a query: nothing is spent, and the data is not read.
    public func explain(_ query: Query) throws(PrivacyError) -> QueryPlan {
        let executions = try executions(query)
        _ = try tests(query)
        return try plan(query, executions, remaining: try ledger.status().remaining)
    }

    /// Answers a query.
    ///
    /// The order is: plan, charge, draw noise, read the data, write the release record, bind it to the charge, show it.
    /// A failure after the charge leaves it charged.
    /// - Parameter queryDigest: What identifies the query in the ledger.
    package func answer(
        _ query: Query, queryDigest: Digest, progress: @escaping ReadingProgress = { _ in }
    ) throws(PrivacyError) -> ReleaseRecord {
        let executions = try executions(query)
        let tests = try tests(query)
        let plan = try plan(query, executions, remaining: try ledger.status().remaining)
        // Who cannot pay learns nothing about the file, not even whether it is still there.
        try ledger.check(analyst: query.analyst, cost: plan.cost)
        try dataset.checkSize()
        let reservation = try ledger.reserve(
            analyst: query.analyst, query: queryDigest, cost: plan.cost,
            events: executions.flatMap { $0.events.map(\.text) })

        var words = SecureWords()
        for execution in executions { execution.drawNoise(using: &words) }
        try dataset.forEachRow(progress: progress) { row throws(PrivacyError) in
            for test in tests where !test.holds(row) { return }
            for execution in executions { execution.add(row) }
        }
        var values: [ReleasedValue] = []
        for execution in executions { values += execution.finish(using: &words) }
        let synthetic = executions.compactMap { $0.synthetic }

        let record = ReleaseRecord(
            reservation: reservation.number, dataset: dataset.schema.name, fileDigest: dataset.fileDigest,
            queryDigest: queryDigest.hex, codeVersion: codeVersion,
            accountant: plan.unit == .epsilon
                ? "sum of epsilons and deltas, valid for adaptive queries"
                : "sum of rho (zero-concentrated) and deltas, valid for adaptive queries",
            plan: plan, values: values, synthetic: synthetic.isEmpty ? nil : synthetic)
        try dataset.write(record)
        try ledger.commit(reservation.number, release: SHA256.hash(record.bytes))
        return record
    }

    /// Answers a query, which is named in the ledger by the digest of its parts.
    ///
    /// - Throws: ``PrivacyError``; a failure after the charge leaves it charged.
    public func answer(_ query: Query) throws(PrivacyError) -> ReleaseRecord {
        try answer(query, queryDigest: query.digest)
    }

    /// A released record, read again: that costs nothing.
    ///
    /// - Throws: ``PrivacyError/reservationNotOpen(_:)`` where no record of this number was released.
    public func record(_ reservation: UInt64) throws(PrivacyError) -> ReleaseRecord {
        let entry = try ledger.status().entries.first { $0.kind == .commit && $0.reservation == reservation }
        guard let digest = entry?.document else { throw .reservationNotOpen(reservation) }
        return try dataset.readRecord(reservation, digest: digest)
    }

    /// The numbers of all released records.
    public func releasedNumbers() throws(PrivacyError) -> [UInt64] {
        try ledger.status().entries.compactMap { $0.kind == .commit ? $0.reservation : nil }
    }

    private func plan(
        _ query: Query, _ executions: [any MeasureExecution], remaining: PrivacyCost
    ) throws(PrivacyError) -> QueryPlan {
        let schema = dataset.schema
        let cost = try PrivacyCost(loss: query.budget, delta: query.delta)
        // The charge is the exact budget of the query; what the events add up to must not exceed it by more than the
        // rounding of the sum.
        let spent = try PrivacyCost(of: executions.flatMap { $0.events }, in: schema.terms.unit)
        guard spent.lossValue <= cost.lossValue * (1 + 1e-9) + 1e-12,
            spent.deltaValue <= cost.deltaValue * (1 + 1e-9) + 1e-18
        else { throw .queryInvalid("the mechanisms would cost \(spent), more than the query's budget of \(cost)") }
        return QueryPlan(
            analyst: query.analyst, unit: schema.terms.unit, cost: cost, remaining: remaining,
            privacyUnit: schema.unit, adjacency: schema.adjacency,
            groupsPerUnit: query.groupsPerUnit ?? schema.groupsPerUnit,
            recordsPerGroup: query.recordsPerGroup ?? schema.recordsPerGroup,
            measures: executions.map(\.description))
    }

    private func executions(_ query: Query) throws(PrivacyError) -> [any MeasureExecution] {
        switch dataset.schema.adjacency {
        case .addRemove: try planner(query, AddRemove.self).executions()
        case .replace: try planner(query, Replace.self).executions()
        }
    }

    private func tests(_ query: Query) throws(PrivacyError) -> [RowRouter.Test] {
        try planner(query, AddRemove.self).tests()
    }

    private func planner<Relation: AdjacencyRelation>(
        _ query: Query, _ relation: Relation.Type
    ) -> QueryPlanner<Relation> {
        QueryPlanner(schema: dataset.schema, query: query, key: dataset.samplingKey)
    }
}

extension DatasetFolder {
    private func recordPath(_ number: UInt64) -> String { "\(path)/releases/\(number).json" }

    /// Writes a record so that it is on the disk, under its name, before its charge is bound to it.
    func write(_ record: ReleaseRecord) throws(PrivacyError) {
        let place = recordPath(record.reservation)
        let draft = place + ".draft"
        do {
            try Data(record.bytes).write(to: URL(fileURLWithPath: draft))
            try DatasetFolder.synchronize(draft)
            guard FileReplacement.rename(draft, to: place) else { throw CocoaError(.fileWriteUnknown) }
            try DatasetFolder.synchronize(path + "/releases")
        } catch {
            throw .fileUnusable(path: place, reason: "the release record cannot be written")
        }
    }

    /// Waits until what was written to a file, or the names in a folder, are on the disk.
    private static func synchronize(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadUnknown) }
        defer { try? handle.close() }
        try handle.synchronize()
    }

    func readRecord(_ number: UInt64, digest: String) throws(PrivacyError) -> ReleaseRecord {
        let place = recordPath(number)
        guard let content = FileManager.default.contents(atPath: place) else {
            throw .fileUnusable(path: place, reason: "the release record is missing")
        }
        guard SHA256.hash([UInt8](content)).hex == digest,
            let record = try? JSONDecoder().decode(ReleaseRecord.self, from: content)
        else { throw .fileUnusable(path: place, reason: "the release record is not the one that was released") }
        return record
    }
}
