/// Columns with finitely many cells, and the pairs of them whose joint counts are measured.
///
/// The pairs form a forest: between two columns there is at most one path. On a forest, counts that agree wherever they
/// meet in one column are the counts of some dataset, which makes exact inference and exact sampling easy.
package struct MarginalForest: Sendable, Hashable {
    /// One measured pair; every column is the child of at most one pair, and parents come before their children.
    package struct Edge: Sendable, Hashable {
        package let parent: Int
        package let child: Int
    }

    /// What is counted: a pair of columns, or a column that no pair has.
    package enum Table: Sendable, Hashable {
        case pair(Edge)
        case single(Int)
    }

    /// The most columns.
    package static let columnCountMax = 32
    /// The most cells of one column.
    package static let columnSizeMax = 1 << 12
    /// The most cells of all tables.
    package static let cellCountMax = 1 << 17

    /// The number of cells of each column.
    package let sizes: [Int]
    /// The counted tables: pairs, parents first, then single columns.
    package let tables: [Table]

    /// Arranges pairs of columns.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where pairs form a circle, or there are too many cells.
    package init(sizes: [Int], pairs: [(Int, Int)]) throws(PrivacyError) {
        guard (1...MarginalForest.columnCountMax).contains(sizes.count) else {
            throw .parameterInvalid("synthetic records have 1 to \(MarginalForest.columnCountMax) columns")
        }
        guard sizes.allSatisfy({ (1...MarginalForest.columnSizeMax).contains($0) }) else {
            throw .parameterInvalid(
                "a column of synthetic records has at most \(MarginalForest.columnSizeMax) cells; use wider ones")
        }
        var neighbours = [[Int]](repeating: [], count: sizes.count)
        for (first, second) in pairs {
            guard sizes.indices.contains(first), sizes.indices.contains(second), first != second else {
                throw .parameterInvalid("an edge joins two different columns of the list")
            }
            neighbours[first].append(second)
            neighbours[second].append(first)
        }
        var isReached = [Bool](repeating: false, count: sizes.count)
        var (edges, singles): ([Edge], [Int]) = ([], [])
        for root in sizes.indices where !isReached[root] {
            isReached[root] = true
            if neighbours[root].isEmpty { singles.append(root) }
            var waiting = [root]
            while let parent = waiting.popLast() {
                for child in neighbours[parent].sorted() where !isReached[child] {
                    isReached[child] = true
                    edges.append(Edge(parent: parent, child: child))
                    waiting.append(child)
                }
            }
        }
        guard edges.count == pairs.count else {
            throw .parameterInvalid("the edges form a circle or come twice; leave one of them out")
        }
        self.sizes = sizes
        tables = edges.map { .pair($0) } + singles.map { .single($0) }
        guard cellCount <= MarginalForest.cellCountMax else {
            throw .parameterInvalid(
                "the tables have \(cellCount) cells; \(MarginalForest.cellCountMax) is the most, use wider cells")
        }
    }

    /// The number of cells of a table.
    package func cellCount(of table: Table) -> Int {
        switch table {
        case .pair(let edge): sizes[edge.parent] * sizes[edge.child]
        case .single(let column): sizes[column]
        }
    }

    /// The number of cells of all tables.
    package var cellCount: Int { tables.reduce(0) { $0 + cellCount(of: $1) } }

    /// The columns of a table, in the order of its cells.
    package func columns(of table: Table) -> [Int] {
        switch table {
        case .pair(let edge): [edge.parent, edge.child]
        case .single(let column): [column]
        }
    }

    /// The columns that are no child: where sampling begins.
    package var roots: [Int] {
        var isChild = [Bool](repeating: false, count: sizes.count)
        for case .pair(let edge) in tables { isChild[edge.child] = true }
        return sizes.indices.filter { !isChild[$0] }
    }
}
