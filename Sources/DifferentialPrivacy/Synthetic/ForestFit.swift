internal import Foundation

/// The counts of the dataset over a forest of columns that lie closest to noisy counts.
///
/// Among all non-negative tables that agree wherever they meet in one column, these have the least sum of squared
/// distances, up to the precision of the search. The search is entropic mirror descent on the logarithms of the tables;
/// exact marginals come from one pass of messages up and one down the forest. It reads noisy counts only and costs
/// nothing.
/// - SeeAlso: McKenna, Sheldon, Miklau, "Graphical-model based estimation and inference for differential privacy"
///   (2019), algorithms 1 and 2, <https://arxiv.org/abs/1901.09136>.
package struct ForestFit: Sendable {
    /// The fitted counts of each table; they add up to ``total``.
    package private(set) var counts: [[Double]]
    /// The number of records.
    package let total: Double

    private static let stepCountMax = 2_000
    private static let halvingCountMax = 25
    /// Cells times steps at most, so that large tables end in seconds.
    private static let workMax = 1 << 28
    /// A step that gains less than this share of the distance is the last.
    private static let gainMin = 1e-7

    /// Fits.
    ///
    /// - Parameter noisy: The noisy counts of each table of the forest.
    /// - Precondition: There is one count for each cell.
    package init(forest: MarginalForest, noisy: [[Int64]]) {
        let wanted = noisy.map { $0.map(Double.init) }
        precondition(wanted.map(\.count) == forest.tables.map(forest.cellCount(of:)))
        total = ForestFit.total(of: wanted)
        var potentials = wanted.map { [Double](repeating: 0, count: $0.count) }
        guard total > 0 else {
            counts = potentials
            return
        }
        let messages = ForestMessages(forest: forest)
        var current = ForestFit.scaled(messages.marginals(of: potentials), by: total)
        var distance = ForestFit.distance(current, wanted)
        var step = 1 / (total * total)
        let stepCount = min(ForestFit.stepCountMax, max(20, ForestFit.workMax / max(1, forest.cellCount)))
        for _ in 0..<stepCount {
            let gradient = zip(current, wanted).map { zip($0, $1).map { $0 - $1 } }
            var isBetter = false
            var gain = 0.0
            step *= 2
            for _ in 0..<ForestFit.halvingCountMax {
                let next = zip(potentials, gradient).map { zip($0, $1).map { $0 - step * $1 } }
                let marginals = ForestFit.scaled(messages.marginals(of: next), by: total)
                let reached = ForestFit.distance(marginals, wanted)
                var slope = 0.0
                for (table, row) in gradient.enumerated() {
                    for (cell, value) in row.enumerated() {
                        slope += value * (current[table][cell] - marginals[table][cell])
                    }
                }
                if reached.isFinite, distance - reached >= 0.5 * slope, reached <= distance {
                    gain = distance - reached
                    (potentials, current, distance, isBetter) = (next, marginals, reached, true)
                    break
                }
                step /= 2
            }
            if !isBetter || gain <= ForestFit.gainMin * distance { break }
        }
        counts = current
    }

    /// The number of records: every table's sum estimates it, the better the fewer cells it has.
    private static func total(of tables: [[Double]]) -> Double {
        var (sum, weights) = (0.0, 0.0)
        for table in tables {
            let weight = 1 / Double(table.count)
            sum += weight * table.reduce(0, +)
            weights += weight
        }
        return max(0, (sum / weights).rounded())
    }

    private static func scaled(_ tables: [[Double]], by factor: Double) -> [[Double]] {
        tables.map { $0.map { $0 * factor } }
    }

    /// Half the sum of squared differences.
    private static func distance(_ tables: [[Double]], _ wanted: [[Double]]) -> Double {
        var sum = 0.0
        for (table, goal) in zip(tables, wanted) {
            for (value, other) in zip(table, goal) { sum += (value - other) * (value - other) }
        }
        return sum / 2
    }
}

/// Passes messages over a forest: from the logarithms of tables to the marginals of the distribution they stand for.
struct ForestMessages {
    let forest: MarginalForest

    /// The marginal probabilities of each table of the distribution whose density is proportional to the product of the
    /// tables' exponentials.
    func marginals(of potentials: [[Double]]) -> [[Double]] {
        // What each column hears from its children.
        var heard = forest.sizes.map { [Double](repeating: 0, count: $0) }
        var messages = [[Double]](repeating: [], count: forest.tables.count)
        for index in forest.tables.indices.reversed() {
            switch forest.tables[index] {
            case .single(let column):
                for value in heard[column].indices { heard[column][value] += potentials[index][value] }
            case .pair(let edge):
                let width = forest.sizes[edge.child]
                let message = (0..<forest.sizes[edge.parent]).map { value in
                    ForestMessages.logSum(width) { potentials[index][value * width + $0] + heard[edge.child][$0] }
                }
                messages[index] = message
                for value in message.indices { heard[edge.parent][value] += message[value] }
            }
        }
        var beliefs = heard
        for root in forest.roots { beliefs[root] = ForestMessages.normalised(heard[root]) }
        var marginals = [[Double]](repeating: [], count: forest.tables.count)
        for (index, table) in forest.tables.enumerated() {
            switch table {
            case .single(let column): marginals[index] = beliefs[column].map { exp($0) }
            case .pair(let edge):
                let (height, width) = (forest.sizes[edge.parent], forest.sizes[edge.child])
                var joint = [Double](repeating: 0, count: height * width)
                var sums = [Double](repeating: 0, count: width)
                for row in 0..<height {
                    let base = beliefs[edge.parent][row] - messages[index][row]
                    for column in 0..<width {
                        let cell = row * width + column
                        let value = exp(base + potentials[index][cell] + heard[edge.child][column])
                        joint[cell] = value
                        sums[column] += value
                    }
                }
                marginals[index] = joint
                beliefs[edge.child] = sums.map { log(max($0, .leastNormalMagnitude)) }
            }
        }
        return marginals
    }

    private static func normalised(_ logarithms: [Double]) -> [Double] {
        let sum = logSum(logarithms.count) { logarithms[$0] }
        return logarithms.map { $0 - sum }
    }

    /// The logarithm of a sum of exponentials.
    private static func logSum(_ count: Int, _ value: (Int) -> Double) -> Double {
        var largest = -Double.infinity
        for index in 0..<count { largest = max(largest, value(index)) }
        guard largest.isFinite else { return largest }
        var sum = 0.0
        for index in 0..<count { sum += exp(value(index) - largest) }
        return largest + log(sum)
    }
}
