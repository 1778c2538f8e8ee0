internal import Signatures

/// One measure on its way from plan to result: draw, read, finish.
///
/// Objects are used by one thread and for one release.
protocol MeasureExecution: AnyObject {
    /// What is charged.
    var events: [PrivacyEvent] { get }
    /// How it is computed.
    var description: MeasureDescription { get }
    /// Draws all noise, before the first row.
    func drawNoise(using source: inout SecureWords)
    /// Takes a row that meets the query's conditions.
    func add(_ row: DatasetRecords.Row)
    /// Computes the released numbers.
    func finish(using source: inout SecureWords) -> [ReleasedValue]
    /// What synthetic records are made from, after the measure was finished; `nil` for other measures.
    var synthetic: SyntheticTables? { get }
}

extension MeasureExecution {
    var synthetic: SyntheticTables? { nil }
}

/// Where a row belongs: its group, what names the group, and the values that are measured.
struct RoutedRecord {
    var group: Int32
    var groupWord: UInt64
    var values: [Int64]
}

/// A measure that is one mechanism on bounded records.
final class MechanismExecution<Run: PrivacyMechanismRun>: MeasureExecution {
    let description: MeasureDescription
    private let run: Run
    private let groupCount: () -> Int
    private let route: (DatasetRecords.Row) -> RoutedRecord?
    private let present: (Run.Output) -> [ReleasedValue]
    private var bounding: ContributionBounding<Run.Relation>?
    private var noise: DrawnNoise<SecureWords>?

    init(
        _ run: Run, bounds: ContributionBounds<Run.Relation>, columnCount: Int, key: Digest,
        description: MeasureDescription, groupCount: @escaping () -> Int,
        route: @escaping (DatasetRecords.Row) -> RoutedRecord?, present: @escaping (Run.Output) -> [ReleasedValue]
    ) {
        self.run = run
        self.description = description
        self.groupCount = groupCount
        self.route = route
        self.present = present
        bounding = ContributionBounding(bounds: bounds, columnCount: columnCount, key: key)
    }

    var events: [PrivacyEvent] { run.events }

    func drawNoise(using source: inout SecureWords) {
        source.renewAfterFork()
        noise = run.draw(using: &source)
    }

    func add(_ row: DatasetRecords.Row) {
        guard let record = route(row) else { return }
        bounding?.add(unit: row.unit, group: record.group, groupWord: record.groupWord, values: record.values)
    }

    func finish(using source: inout SecureWords) -> [ReleasedValue] {
        guard let bounding = bounding.take(), let noise = noise.take() else {
            preconditionFailure("a measure is finished once, after its noise was drawn")
        }
        let table = bounding.finish(groupCount: groupCount())
        return present(run.release(on: table, noise: noise, using: &source))
    }
}

/// The number of units that have enough records, or enough in a column: one record per unit is left when all were read.
final class UnitExecution<Relation: AdjacencyRelation>: MeasureExecution {
    let description: MeasureDescription
    private let run: CountMechanism<Relation>
    private let bounds: ContributionBounds<Relation>
    private let key: Digest
    private let recordsAtLeast: UInt64
    private let total: (column: Int, atLeast: Int64)?
    private let present: ([Int64]) -> [ReleasedValue]
    private var units: [String: (records: UInt64, total: Int128)] = [:]
    private var noise: DrawnNoise<SecureWords>?

    init(
        _ run: CountMechanism<Relation>, bounds: ContributionBounds<Relation>, key: Digest,
        description: MeasureDescription, recordsAtLeast: UInt64, total: (column: Int, atLeast: Int64)?,
        present: @escaping ([Int64]) -> [ReleasedValue]
    ) {
        self.run = run
        self.bounds = bounds
        self.key = key
        self.description = description
        self.recordsAtLeast = recordsAtLeast
        self.total = total
        self.present = present
    }

    var events: [PrivacyEvent] { run.events }

    func drawNoise(using source: inout SecureWords) {
        source.renewAfterFork()
        noise = run.draw(using: &source)
    }

    func add(_ row: DatasetRecords.Row) {
        var unit = units[row.unit] ?? (0, 0)
        unit.records += 1
        if let total, case .number(let number) = row.cells[total.column] { unit.total += Int128(number) }
        units[row.unit] = unit
    }

    func finish(using source: inout SecureWords) -> [ReleasedValue] {
        guard let noise = noise.take() else { preconditionFailure("noise is drawn before a measure is finished") }
        var bounding = ContributionBounding(bounds: bounds, columnCount: 0, key: key)
        for (name, unit) in units
        where unit.records >= recordsAtLeast && (total.map { unit.total >= Int128($0.atLeast) } ?? true) {
            bounding.add(unit: name, group: 0, groupWord: 0, values: [])
        }
        return present(run.release(on: bounding.finish(groupCount: 1), noise: noise, using: &source))
    }
}
