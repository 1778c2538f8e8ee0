/// Two points of a distribution that say how it looks usually and how it looks at its worst.
package struct Percentiles: Encodable, Equatable, Sendable {
    /// Half of the values are not above this.
    package var p50: Double
    /// 99 of 100 values are not above this.
    package var p99: Double

    /// Takes the nearest-rank percentiles; zero for no values.
    package init(of values: [Double]) {
        let sorted = values.sorted()
        func rank(_ share: Double) -> Double {
            guard !sorted.isEmpty else { return 0 }
            let index = Int((share * Double(sorted.count)).rounded(.up)) - 1
            return (sorted[min(max(index, 0), sorted.count - 1)] * 100).rounded() / 100
        }
        p50 = rank(0.5)
        p99 = rank(0.99)
    }
}
