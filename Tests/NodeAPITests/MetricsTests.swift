import CoreMetrics
import Metrics
import NodeAPI
import SymbolonClient
import Testing

@Suite struct MetricsTests {
    @Test func countersGaugesAndHistogramsAreWritten() {
        let registry = PrometheusRegistry()
        registry.makeCounter(label: "b.requests-total", dimensions: [("route", "/v1/\"x\"\n\\")]).increment(by: 3)
        registry.makeMeter(label: "a_gauge", dimensions: []).set(1.5)
        let timer = registry.makeTimer(label: "c_seconds", dimensions: [("stage", "commit")])
        timer.recordNanoseconds(2_000_000)
        timer.recordNanoseconds(20_000_000_000)
        let expected = """
            # TYPE a_gauge gauge
            a_gauge 1.5
            # TYPE b_requests_total counter
            b_requests_total{route="/v1/\\"x\\"\\n\\\\"} 3
            # TYPE c_seconds histogram
            c_seconds_bucket{stage="commit",le="0.0005"} 0
            c_seconds_bucket{stage="commit",le="0.001"} 0
            c_seconds_bucket{stage="commit",le="0.0025"} 1

            """
        #expect(registry.text.hasPrefix(expected))
        #expect(registry.text.contains("c_seconds_bucket{stage=\"commit\",le=\"10\"} 1\n"))
        #expect(registry.text.contains("c_seconds_bucket{stage=\"commit\",le=\"+Inf\"} 2\n"))
        #expect(registry.text.contains("c_seconds_sum{stage=\"commit\"} 20.002\n"))
        #expect(registry.text.contains("c_seconds_count{stage=\"commit\"} 2\n"))
    }

    @Test func sameLabelsAreTheSameSeries() {
        let registry = PrometheusRegistry()
        registry.makeCounter(label: "n", dimensions: [("a", "1")]).increment(by: 1)
        registry.makeCounter(label: "n", dimensions: [("a", "1")]).increment(by: 2)
        #expect(registry.text == "# TYPE n counter\nn{a=\"1\"} 3\n")
    }

    @Test func labelCardinalityIsBounded() {
        let registry = PrometheusRegistry()
        for index in 0..<1_000 { registry.makeCounter(label: "n", dimensions: [("a", "\(index)")]).increment(by: 1) }
        let lines = registry.text.split(separator: "\n").dropFirst()
        #expect(lines.count == PrometheusRegistry.seriesPerNameMax)
        let overflow = 1_000 - PrometheusRegistry.seriesPerNameMax + 1
        #expect(lines.contains("n{a=\"other\"} \(overflow)"))
    }

    @Test func anotherKindUnderTheSameNameIsNotShown() {
        let registry = PrometheusRegistry()
        registry.makeCounter(label: "n", dimensions: []).increment(by: 1)
        registry.makeMeter(label: "n", dimensions: []).set(7.0)
        #expect(registry.text == "# TYPE n counter\nn 1\n")
    }

    @Test func requestsAreCountedByTemplate() async throws {
        let registry = PrometheusRegistry()
        try await ServedNode.run(registry: registry) { served in
            for height in 0..<20 { _ = try await served.http.send("GET", "/v1/blocks/\(height)") }
            _ = try await served.http.send("GET", "/somewhere/else")
            _ = try await served.http.send("TRACE", "/v1/status")
            let answer = try await served.http.send("GET", "/metrics")
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            let text = String(decoding: answer.body, as: UTF8.self)
            let name = "symbolon_http_requests_total"
            #expect(text.contains("\(name){method=\"GET\",route=\"/v1/blocks/{height}\",status=\"2xx\"} 1\n"))
            #expect(text.contains("\(name){method=\"GET\",route=\"/v1/blocks/{height}\",status=\"4xx\"} 19\n"))
            #expect(text.contains("\(name){method=\"GET\",route=\"unknown\",status=\"4xx\"} 1\n"))
            #expect(text.contains("\(name){method=\"other\",route=\"/v1/status\",status=\"4xx\"} 1\n"))
        }
    }
}
