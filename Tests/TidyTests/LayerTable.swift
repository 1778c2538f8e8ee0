/// The table of ARCHITECTURE.md that says which target may import which.
struct LayerTable {
    struct Row: Equatable {
        /// The layer's number; -1 for the module maps over system libraries, which lie below everything.
        let layer: Int
        let target: String
        let imports: [String]
    }

    let rows: [Row]

    /// Reads the first Markdown table whose columns are layer, target, holds and imports.
    ///
    /// An empty layer cell means the layer of the row above. Returns `nil` where there is no such table or a row
    /// cannot be read.
    init?(markdown: String) {
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        guard let header = lines.firstIndex(where: { Self.cells(of: $0) == ["layer", "target", "holds", "imports"] })
        else { return nil }
        var rows: [Row] = []
        var layer: Int?
        for line in lines[(header + 2)...] {
            let cells = Self.cells(of: line)
            guard !cells.isEmpty else { break }
            guard cells.count == 4 else { return nil }
            if !cells[0].isEmpty {
                layer = cells[0] == "system" ? -1 : Int(cells[0].prefix { $0.isNumber })
            }
            guard let layer else { return nil }
            let imports = cells[3] == "-" ? [] : cells[3].split(separator: ",").map { Self.name(String($0)) }
            rows.append(Row(layer: layer, target: Self.name(cells[1]), imports: imports))
        }
        self.rows = rows
    }

    func row(of target: String) -> Row? { rows.first { $0.target == target } }

    private static func cells(of line: Substring) -> [String] {
        guard line.hasPrefix("|"), line.hasSuffix("|") else { return [] }
        return line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map {
            String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static func name(_ text: String) -> String { text.filter { $0 != "`" && $0 != " " } }
}
