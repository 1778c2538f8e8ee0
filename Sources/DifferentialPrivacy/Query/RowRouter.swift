/// Tells rows apart as a query asks: which count, and into which group they fall.
struct RowRouter {
    /// Which rows count.
    enum Test {
        case range(column: Int, ClosedRange<Int64>)
        case texts(column: Int, Set<String>)

        func holds(_ row: DatasetRecords.Row) -> Bool {
            switch self {
            case .range(let column, let range):
                if case .number(let number) = row.cells[column] { return range.contains(number) }
            case .texts(let column, let texts):
                if case .text(let text) = row.cells[column] { return texts.contains(text) }
            }
            return false
        }
    }

    /// The groups of a query.
    enum Groups {
        /// All rows in one.
        case one
        /// Pieces of a numeric column's bounds.
        case pieces(column: Int, format: ColumnFormat, bounds: ValueBounds, width: Int64)
        /// A public list of texts.
        case list(column: Int, names: [String], places: [String: Int32])
        /// The texts that turn up.
        case found(column: Int, keys: FoundKeys)

        /// The number of groups that noise is drawn for.
        var capacity: Int {
            switch self {
            case .one: 1
            case .pieces(_, _, let bounds, let width): Int((bounds.upper - bounds.lower) / width) + 1
            case .list(_, let names, _): names.count
            case .found(_, let keys): keys.capacity
            }
        }

        /// The group of a row; `nil` where it belongs to none.
        func place(of row: DatasetRecords.Row) -> (group: Int32, word: UInt64)? {
            switch self {
            case .one: return (0, 0)
            case .pieces(let column, _, let bounds, let width):
                guard case .number(let number) = row.cells[column] else { return nil }
                let place = Int32((bounds.clamp(number) - bounds.lower) / width)
                return (place, UInt64(place))
            case .list(let column, _, let places):
                guard case .text(let text) = row.cells[column], let place = places[text] else { return nil }
                return (place, UInt64(place))
            case .found(let column, let keys):
                guard case .text(let text) = row.cells[column] else { return nil }
                return keys.place(of: text)
            }
        }

        /// The name of a group that may be shown; `nil` for no groups, or for a key that may not be named.
        func name(of group: Int) -> String? {
            switch self {
            case .one: nil
            case .pieces(_, let format, let bounds, let width): format.text(of: bounds.lower + Int64(group) * width)
            case .list(_, let names, _): names[group]
            case .found(_, let keys): keys.released(group)
            }
        }

        /// The groups whose results are shown, sorted by name where their order tells something.
        var shown: [Int] {
            switch self {
            case .found(_, let keys): keys.releasedGroups
            default: Array(0..<capacity)
            }
        }
    }
}

/// The private keys that turn up in the data, and which of them may be named.
///
/// An object, because all measures of a query share it.
final class FoundKeys {
    let capacity: Int
    private var places: [String: (group: Int32, word: UInt64)] = [:]
    private var names: [String] = []
    private var isReleased: [Bool] = []

    init(capacity: Int) { self.capacity = capacity }

    var count: Int { names.count }

    func place(of text: String) -> (group: Int32, word: UInt64)? {
        if let place = places[text] { return place }
        // Registration made sure that there are no more keys than the capacity.
        guard names.count < capacity else { return nil }
        let place = (group: Int32(names.count), word: StableWord.of(text))
        places[text] = place
        names.append(text)
        return place
    }

    /// Keeps the decision which keys may be named.
    func release(_ decisions: [Bool]) { isReleased = decisions }

    func released(_ group: Int) -> String? {
        names.indices.contains(group) && isReleased.indices.contains(group) && isReleased[group] ? names[group] : nil
    }

    /// The groups that may be named, by name: the order in which keys turned up stays private.
    var releasedGroups: [Int] {
        names.indices.filter { released($0) != nil }.sorted { names[$0] < names[$1] }
    }
}
