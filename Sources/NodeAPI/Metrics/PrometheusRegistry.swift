package import Metrics
internal import Synchronization

/// A metrics backend that keeps every series in memory and writes them in Prometheus's text format.
///
/// A name has at most ``seriesPerNameMax`` combinations of label values; what comes after that is counted in one
/// series whose label values are all `other`, so that no caller can make the node's memory grow.
///
/// - SeeAlso: Prometheus, "Text-based format", version 0.0.4,
///   <https://prometheus.io/docs/instrumenting/exposition_formats/>.
package final class PrometheusRegistry: MetricsFactory {
    /// The number of label combinations that one name may have.
    package static let seriesPerNameMax = 128

    /// The media type of ``text``.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private let families = Mutex<[String: MetricFamily]>([:])

    package init() {}

    /// Every series in the text format, by name and labels.
    package var text: String {
        let families = families.withLock { $0.values.sorted { $0.name < $1.name } }
        var text = ""
        for family in families { family.write(to: &text) }
        return text
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, kind: .counter, make: { CounterSeries() }) as CounterSeries
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, dimensions, kind: .counter, make: { FloatingPointSeries() }) as FloatingPointSeries
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, kind: .gauge, make: { FloatingPointSeries() }) as FloatingPointSeries
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else {
            return series(label, dimensions, kind: .gauge, make: { FloatingPointSeries() }) as FloatingPointSeries
        }
        return histogram(label, dimensions, bounds: HistogramSeries.sizeBounds, unitsPerBase: 1)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions, bounds: HistogramSeries.secondBounds, unitsPerBase: 1_000_000_000)
    }

    // Series live as long as the registry: a scrape after a handle was dropped must still see its total.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func histogram(
        _ label: String, _ dimensions: [(String, String)], bounds: [Double], unitsPerBase: Double
    ) -> HistogramSeries {
        series(
            label, dimensions, kind: .histogram,
            make: { HistogramSeries(bounds: bounds, unitsPerBase: unitsPerBase) })
    }

    /// Finds or makes a series; one that the name cannot hold as this kind is made but not shown.
    private func series<Series: MetricSeries>(
        _ label: String, _ dimensions: [(String, String)], kind: MetricFamily.Kind, make: () -> Series
    ) -> Series {
        let name = MetricFamily.sanitized(label)
        return families.withLock { families in
            var family = families[name] ?? MetricFamily(name: name, kind: kind)
            guard family.kind == kind else { return make() }
            let labels = family.labels(for: dimensions, seriesCountMax: PrometheusRegistry.seriesPerNameMax)
            if let present = family.series[labels] { return present as? Series ?? make() }
            let series = make()
            family.series[labels] = series
            families[name] = family
            return series
        }
    }
}

extension PrometheusRegistry {
    /// Makes this the program's metrics backend; once in the life of the program, before anything counts.
    package func install() { MetricsSystem.bootstrap(self) }
}
