internal import Signatures

/// The measures that choose among groups and keys.
extension QueryPlanner {
    func selection(
        _ keys: FoundKeys, _ groups: RowRouter.Groups, _ bounds: Bounds, _ share: Share, _ delta: PositiveRational
    ) throws(PrivacyError) -> any MeasureExecution {
        let run = try PartitionSelection(
            bounds: bounds, capacity: keys.capacity, epsilon: share.epsilon, delta: delta)
        return MechanismExecution(
            run, bounds: bounds, columnCount: 0, key: key,
            description: describe(
                "private keys", ["truncated geometric selection, threshold \(run.threshold) units"], share.loss,
                run.events, keys.capacity),
            groupCount: { keys.count },
            route: { row in groups.place(of: row).map { RoutedRecord(group: $0.group, groupWord: $0.word, values: []) }
            },
            present: { decisions in
                keys.release(decisions)
                return []
            })
    }

    /// Private keys and their counts in one: what reaches a threshold after noise is named and counted.
    func thresholdCount(
        _ keys: FoundKeys, _ groups: RowRouter.Groups, _ bounds: Bounds, _ delta: PositiveRational
    ) throws(PrivacyError) -> any MeasureExecution {
        guard query.parts.map(\.measure) == [.count] else {
            throw .queryInvalid("selection by threshold releases counts only; measure count alone")
        }
        let share = try share(1, of: 1)
        let run = try ThresholdHistogram(
            bounds: bounds, capacity: keys.capacity, epsilon: share.epsilon, delta: delta)
        let error = run.noise.halfWidth(errorProbability: ResultConfidence.errorProbability)
        return MechanismExecution(
            run, bounds: bounds, columnCount: 0, key: key,
            description: describe(
                "count", [text(run.noise), "shown from \(run.threshold) on"], share.loss, run.events, keys.capacity,
                error: error),
            groupCount: { keys.count },
            route: { row in groups.place(of: row).map { RoutedRecord(group: $0.group, groupWord: $0.word, values: []) }
            },
            present: { output in
                keys.release(output.map { $0 != nil })
                return keys.releasedGroups.map { group in
                    // What is shown was chosen by its noise, so that small counts look larger than they are.
                    ReleasedValue(
                        group: groups.name(of: group), name: "count", value: Double(output[group] ?? 0),
                        halfWidth: error, isBiased: true)
                }
            })
    }

    /// The first groups with more records than a threshold.
    func above(
        _ threshold: Int64, _ count: Int, _ groups: RowRouter.Groups, _ bounds: Bounds, _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        switch groups {
        case .pieces, .list: break
        case .one, .found:
            throw .queryInvalid("above needs group_by with a width, or with a text column that has a public list")
        }
        let run = try SparseVectorMechanism(
            bounds: bounds, groupCount: groups.capacity, threshold: threshold, foundMax: count, epsilon: share.epsilon)
        let name = "\(threshold) or more records"
        let error = run.countError(errorProbability: ResultConfidence.errorProbability)
        return MechanismExecution(
            run, bounds: bounds, columnCount: 0, key: key,
            description: describe(
                name, ["sparse vector, stops after \(count) found"], share.loss, run.events, groups.capacity,
                error: error),
            groupCount: { groups.capacity },
            route: { row in groups.place(of: row).map { RoutedRecord(group: $0.group, groupWord: $0.word, values: []) }
            },
            present: { output in
                output.enumerated().map { group, isAbove in
                    ReleasedValue(
                        group: groups.name(of: group), name: name, value: isAbove ? 1 : 0,
                        text: isAbove ? "yes" : "no")
                }
            })
    }

    /// Tables of a synthetic dataset.
    func synthetic(
        _ wanted: [Query.SyntheticColumn], _ edges: [Query.SyntheticEdge], _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        guard query.grouping == nil else { throw .queryInvalid("synthetic records are made without group_by") }
        var sources: [(place: Int, column: SyntheticTables.Column)] = []
        for column in wanted {
            guard !sources.contains(where: { $0.column.format.name == column.name }) else {
                throw .queryInvalid("the column \(column.name) comes twice")
            }
            sources.append(try source(of: column))
        }
        var pairs: [(Int, Int)] = []
        for edge in edges {
            func place(_ name: String) throws(PrivacyError) -> Int {
                guard let place = sources.firstIndex(where: { $0.column.format.name == name }) else {
                    throw .queryInvalid("the edge names \(name), which is not among the columns of the measure")
                }
                return place
            }
            pairs.append((try place(edge.first), try place(edge.second)))
        }
        let forest = try MarginalForest(sizes: sources.map(\.column.cellCount), pairs: pairs)
        let records = query.recordsPerGroup ?? schema.recordsPerGroup
        let single: Bounds = try ContributionBounds(
            unit: PrivacyUnit(name: schema.unit), groupsPerUnit: 1, recordsPerGroup: records)
        let run = try MarginalMechanism(
            bounds: single, forest: forest, family: try family, budget: try loss(share))
        let names = sources.map(\.column.format.name).joined(separator: ", ")
        return SyntheticExecution(
            run, bounds: single, key: key,
            description: describe(
                "synthetic records of \(names)",
                [
                    "\(forest.tables.count) table(s) with \(forest.cellCount) cells, each: \(text(run.noise))",
                    "of each unit at most \(records) record(s) in all",
                ], share.loss, run.events, forest.cellCount,
                error: run.noise.halfWidth(errorProbability: ResultConfidence.errorProbability)), sources: sources)
    }

    private func source(
        of column: Query.SyntheticColumn
    ) throws(PrivacyError) -> (place: Int, column: SyntheticTables.Column) {
        guard let place = schema.columns.firstIndex(where: { $0.name == column.name }) else {
            throw .queryInvalid("\(column.name) is not a column of this dataset")
        }
        let format = schema.columns[place]
        switch format.kind {
        case .publicText:
            guard column.width == nil else { throw .queryInvalid("\(column.name) is a text; leave its width out") }
        case .integer, .decimal, .date:
            guard let width = column.width, width > 0 else {
                throw .queryInvalid("\(column.name) is numeric; give the width of its cells")
            }
        case .privateText, .ignored:
            throw .queryInvalid("\(column.name) has no public list of texts; synthetic records need one")
        }
        let source = SyntheticTables.Column(format: format, width: column.width)
        guard source.cellCount <= MarginalForest.columnSizeMax else {
            throw .queryInvalid(
                "\(column.name) has \(source.cellCount) cells; \(MarginalForest.columnSizeMax) is the most, raise width"
            )
        }
        return (place, source)
    }

    func top(
        _ name: String, _ count: Int, _ method: SelectionMethod, _ bounds: Bounds, _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        guard query.grouping == nil, case .list(_, let names, _) = try groups(of: .texts(column: name)) else {
            throw .queryInvalid("top needs a text column with a public list of keys, and no group_by")
        }
        let groups = try groups(of: .texts(column: name))
        let run = try SelectionMechanism(
            bounds: bounds, groupCount: names.count, choiceCount: count, method: method, epsilon: share.epsilon)
        let gap = run.countError(errorProbability: ResultConfidence.errorProbability)
        return MechanismExecution(
            run, bounds: bounds, columnCount: 0, key: key,
            description: describe(
                "top \(count) of \(name)",
                [method.rawValue, "each at most \(Int64(gap)) records below the best left, in 95 %"], share.loss,
                run.events, names.count),
            groupCount: { names.count },
            route: { row in groups.place(of: row).map { RoutedRecord(group: $0.group, groupWord: $0.word, values: []) }
            },
            present: { output in
                output.enumerated().map { rank, place in
                    ReleasedValue(name: "\(name), rank \(rank + 1)", value: Double(rank + 1), text: names[place])
                }
            })
    }
}
