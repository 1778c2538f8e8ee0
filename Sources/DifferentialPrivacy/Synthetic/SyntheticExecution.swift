internal import Signatures

/// The measure that ends in tables of a synthetic dataset.
final class SyntheticExecution<Relation: AdjacencyRelation>: MeasureExecution {
    let description: MeasureDescription
    private(set) var synthetic: SyntheticTables?
    private let run: MarginalMechanism<Relation>
    private let sources: [(place: Int, column: SyntheticTables.Column, places: [String: Int64])]
    private var bounding: ContributionBounding<Relation>?
    private var noise: DrawnNoise<SecureWords>?

    /// Prepares a measure.
    ///
    /// - Parameter sources: For each column, its place in a record.
    init(
        _ run: MarginalMechanism<Relation>, bounds: ContributionBounds<Relation>, key: Digest,
        description: MeasureDescription, sources: [(place: Int, column: SyntheticTables.Column)]
    ) {
        self.run = run
        self.description = description
        self.sources = sources.map { ($0.place, $0.column, $0.column.places) }
        bounding = ContributionBounding(bounds: bounds, columnCount: sources.count, key: key)
    }

    var events: [PrivacyEvent] { run.events }

    func drawNoise(using source: inout SecureWords) {
        source.renewAfterFork()
        noise = run.draw(using: &source)
    }

    func add(_ row: DatasetRecords.Row) {
        var cells: [Int64] = []
        for source in sources {
            guard let cell = source.column.cell(of: row.cells[source.place], places: source.places) else { return }
            cells.append(cell)
        }
        bounding?.add(unit: row.unit, group: 0, groupWord: 0, values: cells)
    }

    func finish(using source: inout SecureWords) -> [ReleasedValue] {
        guard let bounding = bounding.take(), let noise = noise.take() else {
            preconditionFailure("a measure is finished once, after its noise was drawn")
        }
        let noisy = run.release(on: bounding.finish(groupCount: 1), noise: noise, using: &source)
        let tables = SyntheticTables(
            columns: sources.map(\.column), forest: run.forest, noisy: noisy,
            noiseHalfWidth: run.noise.halfWidth(errorProbability: ResultConfidence.errorProbability))
        synthetic = tables
        return tables.values()
    }
}
