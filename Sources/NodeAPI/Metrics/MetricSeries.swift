internal import Metrics
internal import Synchronization

/// One name with one combination of labels, which writes itself as samples.
protocol MetricSeries: AnyObject, Sendable {
    func write(name: String, labels: String, to text: inout String)
}

/// A whole number that only grows.
final class CounterSeries: MetricSeries, CounterHandler {
    private let total = Atomic<Int64>(0)

    func increment(by amount: Int64) { total.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { total.store(0, ordering: .relaxed) }

    func write(name: String, labels: String, to text: inout String) {
        text += "\(name)\(labels) \(total.load(ordering: .relaxed))\n"
    }
}

/// A number with a fraction that is set, or that grows.
final class FloatingPointSeries: MetricSeries, FloatingPointCounterHandler, MeterHandler, RecorderHandler {
    private let value = Mutex<Double>(0)

    func set(_ newValue: Int64) { set(Double(newValue)) }

    func set(_ newValue: Double) { value.withLock { $0 = newValue } }

    func increment(by amount: Double) { value.withLock { $0 += amount } }

    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func record(_ newValue: Int64) { set(Double(newValue)) }

    func record(_ newValue: Double) { set(newValue) }

    func reset() { set(0.0) }

    func write(name: String, labels: String, to text: inout String) {
        text += "\(name)\(labels) \(MetricNumber.text(value.withLock { $0 }))\n"
    }
}

/// The distribution of sizes or durations over fixed buckets.
final class HistogramSeries: MetricSeries, RecorderHandler, TimerHandler {
    /// Upper bounds for durations, in seconds.
    static let secondBounds = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
    /// Upper bounds for counts and sizes.
    static let sizeBounds = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] as [Double]

    private struct State {
        var counts: [UInt64]
        var sum = 0.0
        var count: UInt64 = 0
    }

    private let bounds: [Double]
    private let unitsPerBase: Double
    private let state: Mutex<State>

    /// Creates an empty histogram.
    ///
    /// - Parameters:
    ///   - bounds: Upper bounds of the buckets, ascending, in base units.
    ///   - unitsPerBase: How many recorded units make a base unit; 10^9 for nanoseconds shown as seconds.
    init(bounds: [Double], unitsPerBase: Double) {
        self.bounds = bounds
        self.unitsPerBase = unitsPerBase
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let amount = value / unitsPerBase
        let bucket = bounds.firstIndex { amount <= $0 }
        state.withLock {
            $0.sum += amount
            $0.count += 1
            if let bucket { $0.counts[bucket] += 1 }
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration)) }

    func write(name: String, labels: String, to text: inout String) {
        let (counts, sum, count) = state.withLock { ($0.counts, $0.sum, $0.count) }
        let open = labels.isEmpty ? "{" : "\(labels.dropLast()),"
        var cumulative: UInt64 = 0
        for (bound, inBucket) in zip(bounds, counts) {
            cumulative += inBucket
            text += "\(name)_bucket\(open)le=\"\(MetricNumber.text(bound))\"} \(cumulative)\n"
        }
        text += "\(name)_bucket\(open)le=\"+Inf\"} \(count)\n"
        text += "\(name)_sum\(labels) \(MetricNumber.text(sum))\n"
        text += "\(name)_count\(labels) \(count)\n"
    }
}

/// Numbers as the text format writes them.
enum MetricNumber {
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if let whole = Int64(exactly: value) { return String(whole) }
        return String(value)
    }
}
