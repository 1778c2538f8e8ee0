extension Query {
    /// The most measures of one query.
    package static let partCountMax = 32

    /// Reads a query document, in YAML or JSON.
    ///
    /// - Throws: ``PrivacyError/documentInvalid(place:reason:)``.
    public init(text: String) throws(PrivacyError) {
        let root = try DocumentSection(
            text: text,
            keys: ["analyst", "epsilon", "rho", "delta", "where", "group_by", "measures", "noise", "bounds"])
        let (epsilon, rho) = (try root.optionalRational("epsilon"), try root.optionalRational("rho"))
        guard let budget = epsilon ?? rho, (epsilon == nil) != (rho == nil) else {
            throw root.fault("needs either epsilon or rho, above 0")
        }
        self.init(
            analyst: try root.text("analyst"), budget: budget, delta: try root.optionalRational("delta"))
        unit = epsilon == nil ? .rho : .epsilon
        noise = try root.optional("noise", "laplace or gaussian", NoiseFamily.init)
        let conditionKeys = ["column", "minimum", "maximum", "is"]
        for section in try root.sections("where", keys: conditionKeys) {
            conditions.append(try Query.condition(section))
        }
        if let section = try root.optionalSection("group_by", keys: ["column", "width", "selection"]) {
            let column = try section.text("column")
            let selection = try section.optional("selection", "geometric or threshold", KeySelection.init)
            if let width = try section.optionalNumber("width", in: 1...UInt64(ValueBounds.magnitudeMax)) {
                guard selection == nil else { throw section.fault("is for columns with private keys", at: "selection") }
                grouping = .width(column: column, Int64(width))
            } else {
                grouping = .texts(column: column, selection: selection ?? .geometric)
            }
        }
        if let bounds = try root.optionalSection("bounds", keys: ["groups_per_unit", "records_per_group"]) {
            let range = 1...UInt64(ContributionBounds<AddRemove>.boundMax)
            groupsPerUnit = try bounds.optionalNumber("groups_per_unit", in: range).map { UInt32($0) }
            recordsPerGroup = try bounds.optionalNumber("records_per_group", in: range).map { UInt32($0) }
        }
        for section in try root.sections("measures", keys: Query.measureKeys) {
            let share = try section.optionalNumber("share", in: 1...1_000_000) ?? 1
            parts.append(Part(measure: try Query.measure(section), share: UInt32(share)))
        }
        guard (1...Query.partCountMax).contains(parts.count) else {
            throw root.fault("must have 1 to \(Query.partCountMax) entries", at: "measures")
        }
    }

    private static let measureKeys = [
        "measure", "column", "share", "records_at_least", "total_at_least", "shares", "step", "count", "method",
        "width", "threshold", "columns", "edges",
    ]

    private static func condition(_ section: DocumentSection) throws(PrivacyError) -> Condition {
        let column = try section.text("column")
        if let texts = try section.optionalWords("is") {
            guard !section.has("minimum"), !section.has("maximum"), !texts.isEmpty else {
                throw section.fault("a list of texts or a range, not both")
            }
            return .texts(column: column, texts)
        }
        let minimum = section.has("minimum") ? try section.text("minimum") : nil
        let maximum = section.has("maximum") ? try section.text("maximum") : nil
        guard minimum != nil || maximum != nil else { throw section.fault("needs minimum, maximum or is") }
        return .range(column: column, minimum: minimum, maximum: maximum)
    }

    private static func measure(_ section: DocumentSection) throws(PrivacyError) -> Measure {
        let kind = try section.text("measure")
        func allow(_ keys: String...) throws(PrivacyError) {
            let allowed = ["measure", "share"] + keys
            for key in measureKeys where section.has(key) && !allowed.contains(key) {
                throw section.fault("has no meaning for \(kind)", at: key)
            }
        }
        let wide = 1...UInt64(ValueBounds.magnitudeMax)
        func width(_ key: String) throws(PrivacyError) -> Int64 {
            guard let number = try section.optionalNumber(key, in: wide) else {
                throw section.fault("is missing", at: key)
            }
            return Int64(number)
        }
        switch kind {
        case "count":
            try allow()
            return .count
        case "sum", "mean", "variance":
            try allow("column")
            let column = try section.text("column")
            return kind == "sum"
                ? .sum(column: column) : kind == "mean" ? .mean(column: column) : .variance(column: column)
        case "units":
            try allow("column", "records_at_least", "total_at_least")
            guard section.has("column") == section.has("total_at_least") else {
                throw section.fault("column and total_at_least go together")
            }
            return .units(
                recordsAtLeast: try section.optionalNumber("records_at_least", in: 1...UInt64(UInt32.max)) ?? 1,
                column: section.has("column") ? try section.text("column") : nil,
                totalAtLeast: section.has("total_at_least") ? try section.text("total_at_least") : nil)
        case "quantile":
            try allow("column", "shares", "step")
            guard let shares = try section.optionalWords("shares") else {
                throw section.fault("is missing", at: "shares")
            }
            return .quantile(column: try section.text("column"), shares: shares, step: try width("step"))
        case "top":
            try allow("column", "count", "method")
            guard let count = try section.optionalNumber("count", in: 1...1_024) else {
                throw section.fault("is missing", at: "count")
            }
            let method = try section.optional(
                "method", "exponential, permute-and-flip or noisy-max", SelectionMethod.init)
            return .top(column: try section.text("column"), count: Int(count), method: method ?? .permuteAndFlip)
        case "histogram":
            try allow("column", "width")
            return .histogram(column: try section.text("column"), width: try width("width"))
        case "above":
            try allow("threshold", "count")
            guard let threshold = try section.optionalNumber("threshold", in: wide) else {
                throw section.fault("is missing", at: "threshold")
            }
            let count = try section.optionalNumber("count", in: 1...1_024) ?? 1
            return .above(threshold: Int64(threshold), count: Int(count))
        case "synthetic":
            try allow("columns", "edges")
            return try synthetic(section)
        default:
            throw section.fault(
                "\(kind) is not count, sum, mean, variance, units, quantile, top, histogram, above or synthetic",
                at: "measure")
        }
    }

    private static func synthetic(_ section: DocumentSection) throws(PrivacyError) -> Measure {
        var columns: [SyntheticColumn] = []
        for column in try section.sections("columns", keys: ["column", "width"]) {
            let width = try column.optionalNumber("width", in: 1...UInt64(ValueBounds.magnitudeMax))
            columns.append(SyntheticColumn(name: try column.text("column"), width: width.map { Int64($0) }))
        }
        guard !columns.isEmpty else {
            throw section.fault("is missing; list the columns of the records", at: "columns")
        }
        var edges: [SyntheticEdge] = []
        for edge in try section.sections("edges", keys: ["from", "to"]) {
            edges.append(SyntheticEdge(try edge.text("from"), try edge.text("to")))
        }
        return .synthetic(columns: columns, edges: edges)
    }
}
