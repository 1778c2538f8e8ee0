/// How far a file was read: what is known differs with its kind.
package enum ReadingPosition: Sendable, Hashable {
    /// Bytes of a text file.
    case bytes(UInt64)
    /// Rows of a table.
    case rows(UInt64)
}

/// What is told while a file is read.
package typealias ReadingProgress = (ReadingPosition) -> Void

/// The records of a dataset, each checked against the schema.
struct DatasetRecords {
    let schema: DatasetSchema
    /// The file's place on this machine.
    let path: String
    /// Called while records are read.
    var progress: ReadingProgress = { _ in }

    /// One cell of a record.
    enum Cell: Hashable, Sendable {
        case number(Int64)
        case text(String)
        case ignored
    }

    /// One record.
    struct Row: Sendable {
        var unit: String
        /// In the order of the schema's columns.
        var cells: [Cell]
    }

    /// Hands over each record.
    ///
    /// - Returns: The file's digest and length.
    /// - Throws: ``PrivacyError/dataInvalid(path:line:reason:)`` for the first line that does not fit the schema, among
    ///   others.
    func forEach(_ body: (Row) throws(PrivacyError) -> Void) throws(PrivacyError) -> FileIdentity {
        guard let unitColumn = schema.columns.firstIndex(where: { $0.name == schema.unit }) else {
            throw .documentInvalid(place: "unit", reason: "is not among the columns")
        }
        if let table = schema.table { return try forEach(of: table, unitColumn: unitColumn, body) }
        let file = DelimitedFile(path: path, separator: schema.separator) { progress(.bytes($0)) }
        var places: [Int]?
        if !schema.hasHeader { places = Array(schema.columns.indices) }
        let identity = try file.forEachLine { line, fields throws(PrivacyError) in
            guard let known = places else {
                places = try header(fields, line: line)
                return
            }
            try body(try row(fields, places: known, unitColumn: unitColumn, line: line))
        }
        guard places != nil else {
            throw .dataInvalid(path: path, line: 1, reason: "the file is empty; it needs a header and records")
        }
        return identity
    }

    /// Hands over each record of a SQLite table or view.
    private func forEach(
        of table: String, unitColumn: Int, _ body: (Row) throws(PrivacyError) -> Void
    ) throws(PrivacyError) -> FileIdentity {
        let used = schema.columns.indices.filter { schema.columns[$0].kind != .ignored }
        let file = SQLiteFile(path: path, table: table) { progress(.rows($0)) }
        return try file.forEachRow(columns: used.map { schema.columns[$0].name }) { line, values throws(PrivacyError) in
            var cells = [Cell](repeating: .ignored, count: schema.columns.count)
            for (index, value) in zip(used, values) { cells[index] = try cell(value, schema.columns[index], line) }
            let unit: String
            switch cells[unitColumn] {
            case .text(let text): unit = text
            case .number(let number): unit = String(number)
            case .ignored: unit = ""
            }
            guard !unit.isEmpty else {
                throw .dataInvalid(path: path, line: line, reason: "the record names no \(schema.unit)")
            }
            try body(Row(unit: unit, cells: cells))
        }
    }

    /// A stored value as the column's type, strictly: nothing is rounded or guessed.
    private func cell(
        _ value: SQLiteFile.StoredValue, _ column: ColumnFormat, _ line: Int
    ) throws(PrivacyError) -> Cell {
        func fault(_ reason: String) -> PrivacyError {
            .dataInvalid(path: path, line: line, reason: "the column \(column.name) \(reason)")
        }
        switch value {
        case .null: throw fault("is NULL; leave such records out by a view")
        case .real: throw fault("is a floating-point number; store whole numbers or texts such as 12.50")
        case .blob: throw fault("is a BLOB; store numbers or texts")
        case .integer(let number):
            guard column.bounds != nil else { return .text(String(number)) }
            if case .date = column.kind { throw fault("is not a day as YYYY-MM-DD") }
            guard let scaled = column.number(String(number)) else { throw fault("is beyond 2^62") }
            return .number(scaled)
        case .text(let text):
            guard column.bounds != nil else { return .text(text) }
            guard let number = column.number(text) else { throw fault("is not a number of its type within 2^62") }
            return .number(number)
        }
    }

    private func header(_ fields: [String], line: Int) throws(PrivacyError) -> [Int] {
        var places: [Int] = []
        for column in schema.columns {
            guard let place = fields.firstIndex(of: column.name) else {
                if column.kind == .ignored {
                    places.append(-1)
                    continue
                }
                throw .dataInvalid(path: path, line: line, reason: "the header has no column \(column.name)")
            }
            places.append(place)
        }
        return places
    }

    private func row(
        _ fields: [String], places: [Int], unitColumn: Int, line: Int
    ) throws(PrivacyError) -> Row {
        var cells: [Cell] = []
        cells.reserveCapacity(places.count)
        var unit = ""
        for (index, column) in schema.columns.enumerated() {
            if column.kind == .ignored {
                cells.append(.ignored)
                continue
            }
            guard fields.indices.contains(places[index]) else {
                throw .dataInvalid(path: path, line: line, reason: "the column \(column.name) is missing")
            }
            let text = fields[places[index]]
            if index == unitColumn {
                guard !text.isEmpty else {
                    throw .dataInvalid(path: path, line: line, reason: "the record names no \(schema.unit)")
                }
                unit = text
            }
            if column.bounds != nil {
                guard let number = column.number(text) else {
                    throw .dataInvalid(
                        path: path, line: line,
                        reason: "the column \(column.name) is not a number of its type within 2^62")
                }
                cells.append(.number(number))
            } else {
                cells.append(.text(text))
            }
        }
        return Row(unit: unit, cells: cells)
    }
}
