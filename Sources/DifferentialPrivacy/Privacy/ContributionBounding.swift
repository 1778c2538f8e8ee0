package import Signatures

/// Takes records one by one and keeps, of each privacy unit, only as many as its bounds allow.
///
/// Which groups and records of a unit are kept is decided by a keyed hash of the unit, the group and the record's
/// number among the unit's own records. So it does not depend on anybody else's records, and a second run keeps the
/// same ones: asking again reveals nothing more about them.
package struct ContributionBounding<Relation: AdjacencyRelation>: ~Copyable {
    private struct Record {
        var priority: Digest
        var values: [Int64]
    }

    private struct Group {
        var index: Int32
        var priority: Digest
        var records: [Record]
    }

    private struct Unit {
        var word: UInt64
        var recordCount: UInt64 = 0
        var groups: [Group] = []
    }

    private let bounds: ContributionBounds<Relation>
    private let columnCount: Int
    private let key: Digest
    private var indices: [String: Int] = [:]
    private var units: [Unit] = []

    /// Begins with no records.
    ///
    /// - Parameter key: The dataset's secret key for choosing among a unit's records.
    package init(bounds: ContributionBounds<Relation>, columnCount: Int, key: Digest) {
        self.bounds = bounds
        self.columnCount = columnCount
        self.key = key
    }

    /// The number of units seen.
    package var unitCount: Int { units.count }

    /// Takes a record.
    ///
    /// - Parameters:
    ///   - group: The group's index.
    ///   - groupWord: What names the group in the choice of groups, independently of other units' records.
    /// - Precondition: There is one value per column.
    package mutating func add(unit name: String, group: Int32, groupWord: UInt64, values: [Int64]) {
        precondition(values.count == columnCount)
        let unit = index(of: name)
        let number = units[unit].recordCount
        units[unit].recordCount += 1
        let word = units[unit].word
        let record = Record(
            priority: SHA256.hash(prefix: 2, key, Digest(word, groupWord, number, 0)), values: values)

        if let place = units[unit].groups.firstIndex(where: { $0.index == group }) {
            keep(record, unit: unit, group: place)
            return
        }
        let priority = SHA256.hash(prefix: 1, key, Digest(word, groupWord, 0, 0))
        let fresh = Group(index: group, priority: priority, records: [record])
        if units[unit].groups.count < Int(bounds.groupsPerUnit) {
            units[unit].groups.append(fresh)
        } else if let last = units[unit].groups.indices.max(by: {
            units[unit].groups[$0].priority < units[unit].groups[$1].priority
        }), priority < units[unit].groups[last].priority {
            units[unit].groups[last] = fresh
        }
    }

    private mutating func keep(_ record: Record, unit: Int, group: Int) {
        if units[unit].groups[group].records.count < Int(bounds.recordsPerGroup) {
            units[unit].groups[group].records.append(record)
            return
        }
        let records = units[unit].groups[group].records
        guard let last = records.indices.max(by: { records[$0].priority < records[$1].priority }) else { return }
        if record.priority < records[last].priority { units[unit].groups[group].records[last] = record }
    }

    private mutating func index(of name: String) -> Int {
        if let index = indices[name] { return index }
        let index = units.count
        indices[name] = index
        units.append(Unit(word: StableWord.of(name)))
        return index
    }

    /// Ends with the records that are kept.
    ///
    /// - Precondition: Every group's index is below `groupCount`.
    package consuming func finish(groupCount: Int) -> BoundedTable<Relation> {
        var groups: [Int32] = []
        var owners: [Int32] = []
        var values: [Int64] = []
        for (index, unit) in units.enumerated() {
            for group in unit.groups {
                precondition(group.index >= 0 && Int(group.index) < groupCount)
                for record in group.records {
                    groups.append(group.index)
                    owners.append(Int32(truncatingIfNeeded: index))
                    values.append(contentsOf: record.values)
                }
            }
        }
        return BoundedTable(
            bounds: bounds, groupCount: groupCount, columnCount: columnCount, groups: groups, units: owners,
            values: values)
    }
}

/// A word that a text always has, on every platform and in every run.
package enum StableWord {
    /// The first eight bytes of the text's SHA-256 digest.
    package static func of(_ text: String) -> UInt64 {
        SHA256.hash(Array(text.utf8)).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
