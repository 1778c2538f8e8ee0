/// The released tables of a synthetic dataset: everything that its records are made from.
package struct SyntheticTables: Sendable, Hashable, Codable {
    /// One column: its format, and how its values fall into cells.
    package struct Column: Sendable, Hashable, Codable {
        /// What the source's column holds.
        package let format: ColumnFormat
        /// For numbers: how many values share a cell.
        package let width: Int64?

        /// States a column.
        package init(format: ColumnFormat, width: Int64? = nil) {
            self.format = format
            self.width = width
        }
    }

    /// One table of counts.
    package struct Table: Sendable, Hashable, Codable {
        /// Places in the list of columns: one, or parent and child.
        package let columns: [Int]
        /// The counts; of a pair, the cells of the first parent value come first.
        package let counts: [Int64]
        /// Half the width of the 95 % interval of each cell: the noise, and how far the fit moved the cell.
        package let halfWidths: [Double]
    }

    package let columns: [Column]
    /// Parents come before their children.
    package let tables: [Table]
    /// The number of records; every table adds up to it.
    package let recordCount: Int64

    /// The text that stands for values outside a public list.
    package static let otherText = "(other)"

    /// Fits and rounds noisy counts.
    ///
    /// - Parameter noiseHalfWidth: Half the width of the 95 % interval of one noisy count.
    package init(columns: [Column], forest: MarginalForest, noisy: [[Int64]], noiseHalfWidth: Double) {
        self.columns = columns
        let whole = IntegerTables(forest: forest, fit: ForestFit(forest: forest, noisy: noisy))
        recordCount = whole.total
        tables = forest.tables.indices.map { index in
            let counts = whole.counts[index]
            return Table(
                columns: forest.columns(of: forest.tables[index]), counts: counts,
                halfWidths: zip(counts, noisy[index]).map { noiseHalfWidth + abs(Double($0) - Double($1)) })
        }
    }

    /// The released cells as numbers with intervals.
    func values() -> [ReleasedValue] {
        tables.flatMap { table in
            table.counts.indices.map { cell in
                ReleasedValue(
                    group: cellText(cell, of: table), name: "records", value: Double(table.counts[cell]),
                    halfWidth: table.halfWidths[cell], isBiased: true)
            }
        }
    }

    private func cellText(_ cell: Int, of table: Table) -> String {
        var rest = cell
        return table.columns.reversed().map { place in
            let column = columns[place]
            defer { rest /= column.cellCount }
            return "\(column.format.name) \(column.text(ofCell: rest % column.cellCount))"
        }.reversed().joined(separator: ", ")
    }
}

extension SyntheticTables.Column {
    /// The number of cells.
    package var cellCount: Int {
        switch format.kind {
        case .publicText(let keys): keys.count + 1
        default:
            if let bounds = format.bounds, let width {
                Int((bounds.upper - bounds.lower) / max(width, 1)) + 1
            } else {
                1
            }
        }
    }

    /// The cell of a source's value; `nil` where the column has no such values.
    func cell(of value: DatasetRecords.Cell, places: [String: Int64]) -> Int64? {
        switch value {
        case .number(let number):
            guard let bounds = format.bounds, let width else { return nil }
            return (bounds.clamp(number) - bounds.lower) / width
        case .text(let text): return places[text] ?? Int64(cellCount - 1)
        case .ignored: return nil
        }
    }

    /// The place of each text of a public list.
    var places: [String: Int64] {
        guard case .publicText(let keys) = format.kind else { return [:] }
        return Dictionary(keys.enumerated().map { ($1, Int64($0)) }) { first, _ in first }
    }

    /// What stands for a cell: the text, or the first of its numbers.
    func text(ofCell cell: Int) -> String {
        if case .publicText(let keys) = format.kind {
            return keys.indices.contains(cell) ? keys[cell] : SyntheticTables.otherText
        }
        guard let bounds = format.bounds, let width else { return "" }
        return format.text(of: bounds.lower + Int64(cell) * width)
    }

    /// A value of a cell, each equally likely, as it is written.
    func text<Source: RandomWords & ~Copyable>(inCell cell: Int, using source: inout Source) -> String {
        guard let bounds = format.bounds, let width else { return text(ofCell: cell) }
        let first = bounds.lower + Int64(cell) * width
        let count = min(width, bounds.upper - first + 1)
        return format.text(of: first + Int64(UniformSampler.below(UInt64(max(count, 1)), using: &source)))
    }
}
