/// Lays out a table for a terminal: the first column to the left, numbers to the right.
struct TextTable {
    private var rows: [[String]]

    /// Begins a table.
    init(header: [String]) {
        rows = [header]
    }

    /// Adds a row with as many cells as the header.
    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// The lines of the table, each indented, with a rule under the header.
    func lines(indentation: Int = 2) -> [String] {
        let columnCount = rows.map(\.count).max() ?? 0
        let widths = (0..<columnCount).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        let margin = String(repeating: " ", count: indentation)
        var lines = rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }
            return margin + cells.joined(separator: "  ")
        }
        let width = widths.reduce(0, +) + 2 * max(columnCount - 1, 0)
        lines.insert(margin + String(repeating: "─", count: width), at: 1)
        return lines
    }
}

/// Numbers as people read them.
enum ReadableNumber {
    /// A whole number with a comma after every third digit.
    static func grouped(_ value: some FixedWidthInteger) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return value < 0 ? "-\(text)" : text
    }

    /// An amount of cents as a decimal number.
    static func decimal(cents: some FixedWidthInteger) -> String {
        let magnitude = UInt64(cents.magnitude)
        let rest = magnitude % 100
        return "\(cents < 0 ? "-" : "")\(grouped(magnitude / 100)).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A measured number with a digit behind the point where it is small.
    static func rounded(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "-" }
        guard value < 100 else { return grouped(Int64(value.rounded())) }
        let tenths = Int64((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
