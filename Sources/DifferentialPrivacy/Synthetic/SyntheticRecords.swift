/// Records whose joint counts are exactly the released tables.
///
/// Columns are filled from the roots of the forest downwards; within the records of one parent value, the children's
/// values stand in random order. So two columns that no table joins directly are related only through those between
/// them. Making records costs nothing: they are computed from what was released.
package struct SyntheticRecords: Sendable {
    private let tables: SyntheticTables
    /// For each column, the cell of each record.
    private var cells: [[Int32]]

    /// The most records.
    package static let countMax: Int64 = 1 << 24

    /// Fills the columns.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where there are too many records, or the tables do not agree.
    package init<Source: RandomWords & ~Copyable>(
        _ tables: SyntheticTables, using source: inout Source
    ) throws(PrivacyError) {
        guard (0...SyntheticRecords.countMax).contains(tables.recordCount) else {
            throw .parameterInvalid("\(tables.recordCount) records are more than \(SyntheticRecords.countMax)")
        }
        self.tables = tables
        let count = Int(tables.recordCount)
        cells = [[Int32]](repeating: [], count: tables.columns.count)
        for table in tables.tables {
            guard table.counts.allSatisfy({ $0 >= 0 && $0 <= tables.recordCount }),
                table.columns.allSatisfy(tables.columns.indices.contains), (1...2).contains(table.columns.count),
                table.columns.reduce(1, { $0 * tables.columns[$1].cellCount }) == table.counts.count,
                table.counts.reduce(0, +) == tables.recordCount
            else { throw .parameterInvalid("the released tables do not agree with each other") }
            let first = table.columns[0]
            if cells[first].isEmpty {
                let width = table.counts.count / tables.columns[first].cellCount
                var filled: [Int32] = []
                filled.reserveCapacity(count)
                for value in 0..<tables.columns[first].cellCount {
                    let number = table.counts[(value * width)..<((value + 1) * width)].reduce(0, +)
                    filled += [Int32](repeating: Int32(value), count: Int(number))
                }
                SyntheticRecords.shuffle(&filled, using: &source)
                cells[first] = filled
            }
            guard table.columns.count == 2 else { continue }
            cells[table.columns[1]] = try SyntheticRecords.children(
                of: cells[first], table: table, width: tables.columns[table.columns[1]].cellCount, using: &source)
        }
        guard cells.allSatisfy({ $0.count == count }) else {
            throw .parameterInvalid("the released tables leave a column without counts")
        }
    }

    /// The number of records.
    package var count: Int { cells.first?.count ?? 0 }

    /// How many records have each pair of cells of two columns.
    package func jointCounts(_ first: Int, _ second: Int) -> [Int64] {
        let width = tables.columns[second].cellCount
        var counts = [Int64](repeating: 0, count: tables.columns[first].cellCount * width)
        for (left, right) in zip(cells[first], cells[second]) { counts[Int(left) * width + Int(right)] += 1 }
        return counts
    }

    /// Hands over the lines of a CSV file, the names of the columns first.
    package func forEachLine<Source: RandomWords & ~Copyable>(
        using source: inout Source, _ body: (String) throws(PrivacyError) -> Void
    ) throws(PrivacyError) {
        try body(tables.columns.map { SyntheticRecords.quoted($0.format.name) }.joined(separator: ","))
        for record in 0..<count {
            var fields: [String] = []
            for (column, cells) in zip(tables.columns, cells) {
                fields.append(SyntheticRecords.quoted(column.text(inCell: Int(cells[record]), using: &source)))
            }
            try body(fields.joined(separator: ","))
        }
    }

    private static func children<Source: RandomWords & ~Copyable>(
        of parents: [Int32], table: SyntheticTables.Table, width: Int, using source: inout Source
    ) throws(PrivacyError) -> [Int32] {
        var waiting: [[Int32]] = []
        for start in stride(from: 0, to: table.counts.count, by: width) {
            var values: [Int32] = []
            for child in 0..<width {
                values += [Int32](repeating: Int32(child), count: Int(table.counts[start + child]))
            }
            shuffle(&values, using: &source)
            waiting.append(values)
        }
        var filled: [Int32] = []
        filled.reserveCapacity(parents.count)
        for parent in parents {
            guard let value = waiting[Int(parent)].popLast() else {
                throw .parameterInvalid("the released tables do not agree with each other")
            }
            filled.append(value)
        }
        return filled
    }

    private static func shuffle<Source: RandomWords & ~Copyable>(_ values: inout [Int32], using source: inout Source) {
        for index in stride(from: values.count - 1, to: 0, by: -1) {
            values.swapAt(index, Int(UniformSampler.below(UInt64(index + 1), using: &source)))
        }
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
