internal import HTTPTypes
internal import Metrics

/// Counts requests and measures how long they take, by route.
struct RequestMetrics: Sendable {
    let factory: any MetricsFactory

    /// Counts one request.
    ///
    /// The route is the path's template, never the path itself, so that the number of series is bounded.
    func record(
        route: String, method: HTTPRequest.Method, status: HTTPResponse.Status, duration: Duration
    ) {
        let known: [HTTPRequest.Method] = [.get, .post]
        let method = known.contains(method) ? method.rawValue : "other"
        Counter(
            label: "symbolon_http_requests_total",
            dimensions: [("method", method), ("route", route), ("status", "\(status.code / 100)xx")], factory: factory
        ).increment()
        Timer(label: "symbolon_http_request_seconds", dimensions: [("route", route)], factory: factory)
            .recordNanoseconds(duration.nanoseconds)
    }
}

extension Duration {
    /// The whole nanoseconds of a duration.
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
