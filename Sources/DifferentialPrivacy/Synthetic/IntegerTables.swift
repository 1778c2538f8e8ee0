/// Whole counts over a forest that agree wherever two tables meet: the counts of a dataset that could exist.
package struct IntegerTables: Sendable, Hashable {
    /// The counts of each table.
    package private(set) var counts: [[Int64]]
    /// The number of records; every table adds up to it.
    package let total: Int64

    /// Rounds fitted counts from the roots of the forest downwards.
    ///
    /// Each row of a pair is cut into whole counts that add up to the parent's count; what one row rounds away is handed
    /// on to the next, so that the child's counts stay near the fitted ones too.
    package init(forest: MarginalForest, fit: ForestFit) {
        total = Int64(min(max(fit.total.rounded(), 0), 9e15))
        var columns = [[Int64]](repeating: [], count: forest.sizes.count)
        var counts: [[Int64]] = []
        for (index, table) in forest.tables.enumerated() {
            let weights = fit.counts[index]
            switch table {
            case .single(let column):
                var carry = [Double](repeating: 0, count: weights.count)
                columns[column] = IntegerTables.shares(of: total, weights[...], carry: &carry)
                counts.append(columns[column])
            case .pair(let edge):
                let (height, width) = (forest.sizes[edge.parent], forest.sizes[edge.child])
                let rows = (0..<height).map { weights[($0 * width)..<(($0 + 1) * width)] }
                if columns[edge.parent].isEmpty {
                    let sums = rows.map { $0.reduce(0, +) }
                    var carry = [Double](repeating: 0, count: height)
                    columns[edge.parent] = IntegerTables.shares(of: total, sums[...], carry: &carry)
                }
                var carry = [Double](repeating: 0, count: width)
                var cells: [Int64] = []
                var sums = [Int64](repeating: 0, count: width)
                for (row, whole) in zip(rows, columns[edge.parent]) {
                    let shares = IntegerTables.shares(of: whole, row, carry: &carry)
                    cells += shares
                    for (column, share) in shares.enumerated() { sums[column] += share }
                }
                columns[edge.child] = sums
                counts.append(cells)
            }
        }
        self.counts = counts
    }

    /// Cuts a whole number into whole parts in proportion to weights, by the largest remainders.
    ///
    /// - Parameter carry: What earlier cuts owe each part; updated.
    private static func shares(
        of whole: Int64, _ weights: ArraySlice<Double>, carry: inout [Double]
    ) -> [Int64] {
        let sum = weights.reduce(0, +)
        let wanted = zip(weights, carry).map { weight, owed in
            let share = sum > 0 ? weight / sum : 1 / Double(weights.count)
            return max(0, Double(whole) * share + owed)
        }
        var parts = wanted.map { Int64($0.rounded(.down)) }
        var rest = whole - parts.reduce(0, +)
        // Remainders decide who gets one more; debts may also have taken too much, which the smallest ones give back.
        let order = wanted.indices.sorted { left, right in
            let (first, second) = (wanted[left] - Double(parts[left]), wanted[right] - Double(parts[right]))
            return first == second ? left < right : first > second
        }
        while rest > 0 {
            for index in order where rest > 0 {
                parts[index] += 1
                rest -= 1
            }
        }
        while rest < 0 {
            for index in order.reversed() where rest < 0 && parts[index] > 0 {
                parts[index] -= 1
                rest += 1
            }
        }
        for (index, weight) in zip(carry.indices, weights) {
            let share = sum > 0 ? weight / sum : 1 / Double(weights.count)
            carry[index] += Double(whole) * share - Double(parts[index])
        }
        return parts
    }
}
