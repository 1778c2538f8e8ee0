/// What the holder says about a dataset before anybody may ask: columns with bounds, whom it protects, and what it may
/// spend.
package struct DatasetSchema: Sendable, Hashable, Codable {
    /// How the file separates its columns.
    package enum Separator: String, Sendable, Hashable, Codable, CaseIterable {
        case comma
        case semicolon
        case tab
        /// One or more spaces; no quotes.
        case spaces
    }

    /// The dataset's name.
    package let name: String
    /// The file, as written in the document.
    package let file: String
    package let separator: Separator
    /// For a SQLite database: the table or view that holds the records; `nil` for a text file.
    package let table: String?
    /// Whether the first line names the columns.
    package let hasHeader: Bool
    /// The columns, in the order of the file where it has no header.
    package let columns: [ColumnFormat]
    /// The column whose value says to whom a record belongs.
    package let unit: String
    package let adjacency: AdjacencyName
    /// The most groups in which one unit's records count.
    package let groupsPerUnit: UInt32
    /// The most records of one unit that count in one group.
    package let recordsPerGroup: UInt32
    /// The budget and the quotas.
    package let terms: LedgerEntry.Terms

    /// Reads a dataset document.
    ///
    /// - Throws: ``PrivacyError/documentInvalid(place:reason:)`` or ``PrivacyError/parameterInvalid(_:)``.
    package init(text: String) throws(PrivacyError) {
        let root = try DocumentSection(
            text: text,
            keys: [
                "name", "file", "table", "separator", "header", "unit", "adjacency", "bounds", "columns", "budget",
                "analysts",
            ])
        name = try root.text("name")
        file = try root.text("file")
        table = root.has("table") ? try root.text("table") : nil
        for key in ["separator", "header"] where root.has("table") && root.has(key) {
            throw root.fault("has no meaning for a SQLite table", at: key)
        }
        separator = try root.optional("separator", "comma, semicolon, tab or spaces", Separator.init) ?? .comma
        hasHeader = try root.optional("header", "true or false") { ["true": true, "false": false][$0] } ?? true
        unit = try root.text("unit")
        adjacency = try root.optional("adjacency", "add-remove or replace", AdjacencyName.init) ?? .addRemove
        let bounds = try root.section("bounds", keys: ["groups_per_unit", "records_per_group"])
        let range = 1...UInt64(ContributionBounds<AddRemove>.boundMax)
        guard let groups = try bounds.optionalNumber("groups_per_unit", in: range) else {
            throw bounds.fault("is missing; say in how many groups one unit may count", at: "groups_per_unit")
        }
        guard let records = try bounds.optionalNumber("records_per_group", in: range) else {
            throw bounds.fault("is missing; say how many records of one unit may count", at: "records_per_group")
        }
        groupsPerUnit = UInt32(groups)
        recordsPerGroup = UInt32(records)
        var columns: [ColumnFormat] = []
        for section in try root.sections("columns", keys: DatasetSchema.columnKeys) {
            let column = try DatasetSchema.column(section)
            let known = columns.map(\.name)
            guard !known.contains(column.name) else {
                throw section.fault("two columns are called \(column.name)", at: "name")
            }
            columns.append(column)
        }
        guard !columns.isEmpty, columns.count <= 256 else {
            throw root.fault("must have 1 to 256 entries", at: "columns")
        }
        self.columns = columns
        let unitName = unit
        guard columns.contains(where: { $0.name == unitName && $0.kind != .ignored }) else {
            throw root.fault("\(unitName) is not among the columns", at: "unit")
        }
        terms = try DatasetSchema.terms(root)
    }

    private static let columnKeys = [
        "name", "type", "minimum", "maximum", "decimals", "keys", "private_keys",
    ]

    private static func column(_ section: DocumentSection) throws(PrivacyError) -> ColumnFormat {
        let name = try section.text("name")
        let type = try section.text("type")
        func numeric(
            _ make: (ValueBounds) -> ColumnFormat.Kind, _ probe: ColumnFormat.Kind
        ) throws(PrivacyError) -> ColumnFormat {
            let format = ColumnFormat(name: name, kind: probe)
            guard section.has("minimum"), section.has("maximum") else {
                throw section.fault("\(name) needs minimum and maximum: noise is scaled to them")
            }
            let lower = try section.value("minimum", "a number of this column's type") { format.number($0) }
            let upper = try section.value("maximum", "a number of this column's type") { format.number($0) }
            do throws(PrivacyError) {
                return ColumnFormat(name: name, kind: make(try ValueBounds(lower: lower, upper: upper)))
            } catch {
                throw section.fault(error.description)
            }
        }
        switch type {
        case "integer": return try numeric({ .integer($0) }, .integer(.one))
        case "date": return try numeric({ .date($0) }, .date(.one))
        case "decimal":
            guard let digits = try section.optionalNumber("decimals", in: 1...6) else {
                throw section.fault("is missing; say how many digits stand behind the point", at: "decimals")
            }
            return try numeric({ .decimal(digits: Int(digits), $0) }, .decimal(digits: Int(digits), .one))
        case "text":
            if let keys = try section.optionalWords("keys") {
                guard !keys.isEmpty, keys.count <= 1 << 16, Set(keys).count == keys.count else {
                    throw section.fault("must be 1 to 65536 different texts", at: "keys")
                }
                return ColumnFormat(name: name, kind: .publicText(keys))
            }
            let range = 1...UInt64(PartitionSelection<AddRemove>.capacityMax)
            let most = try section.optionalNumber("private_keys", in: range)
            return ColumnFormat(name: name, kind: .privateText(keyCountMax: Int(most ?? 1 << 14)))
        case "ignored": return ColumnFormat(name: name, kind: .ignored)
        default: throw section.fault("\(type) is not integer, decimal, date, text or ignored", at: "type")
        }
    }

    private static func terms(_ root: DocumentSection) throws(PrivacyError) -> LedgerEntry.Terms {
        let budget = try root.section("budget", keys: ["epsilon", "rho", "delta"])
        let (epsilon, rho) = (try budget.optionalRational("epsilon"), try budget.optionalRational("rho"))
        guard (epsilon == nil) != (rho == nil) else { throw budget.fault("needs either epsilon or rho") }
        let unit: BudgetUnit = epsilon == nil ? .rho : .epsilon
        let total = try PrivacyCost(
            loss: epsilon ?? rho, delta: try budget.optionalRational("delta"), at: budget)
        guard total.delta < UInt64(PrivacyCost.deltaUnits) else { throw budget.fault("must be below 1", at: "delta") }
        var quotas: [String: PrivacyCost] = [:]
        for section in try root.sections("analysts", keys: ["name", "epsilon", "rho", "delta"]) {
            let name = try section.text("name")
            guard !section.has(unit == .epsilon ? "rho" : "epsilon") else {
                throw section.fault("the budget is counted in \(unit.rawValue)")
            }
            let loss = try section.optionalRational(unit.rawValue)
            let quota =
                loss == nil
                ? total : try PrivacyCost(loss: loss, delta: try section.optionalRational("delta"), at: section)
            guard quota.isWithin(total) else { throw section.fault("the quota exceeds the budget of the dataset") }
            guard quotas.updateValue(quota, forKey: name) == nil else { throw section.fault("comes twice", at: "name") }
        }
        guard !quotas.isEmpty else { throw root.fault("name at least one analyst", at: "analysts") }
        return LedgerEntry.Terms(unit: unit, total: total, quotas: quotas)
    }

    /// The column of a name; `nil` where there is none.
    package func column(_ name: String) -> ColumnFormat? { columns.first { $0.name == name } }
}

extension PrivacyCost {
    /// The exact amounts of a document, each rounded up to a whole unit.
    init(loss: PositiveRational?, delta: PositiveRational?, at section: DocumentSection) throws(PrivacyError) {
        do throws(PrivacyError) {
            try self.init(loss: loss, delta: delta)
        } catch {
            throw section.fault(error.description)
        }
    }

    /// The amount of an exact loss and an exact delta, each rounded up to a whole unit.
    package init(loss: PositiveRational?, delta: PositiveRational?) throws(PrivacyError) {
        func units(_ value: PositiveRational?, _ scale: UInt128, _ limit: UInt64) throws(PrivacyError) -> UInt64 {
            guard let value else { return 0 }
            let denominator = UInt128(value.denominator)
            let ceiling = (UInt128(value.numerator) * scale + denominator - 1) / denominator
            guard ceiling <= UInt128(limit) else { throw .parameterInvalid("\(value) is too large") }
            return UInt64(truncatingIfNeeded: ceiling)
        }
        self.init(
            loss: try units(loss, 1_000_000_000_000, PrivacyCost.lossMax),
            delta: try units(delta, 1_000_000_000_000_000_000, UInt64(PrivacyCost.deltaUnits)))
    }
}
