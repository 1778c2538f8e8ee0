internal import Foundation

#if canImport(FoundationNetworking)
internal import FoundationNetworking
#endif

/// The stage times in a node's Prometheus metrics.
struct StageMetrics {
    /// Seconds by the name of the stage.
    let seconds: [String: Double]

    /// Reads the sums of `symbolon_stage_seconds` from the text exposition format.
    init(text: String) {
        var seconds: [String: Double] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("symbolon_stage_seconds_sum{") {
            guard let match = line.firstMatch(of: #/stage="([a-z]+)"[^}]*\}\s+([0-9.eE+-]+)/#),
                let value = Double(match.2)
            else { continue }
            seconds[String(match.1)] = value
        }
        self.seconds = seconds
    }

    /// The seconds since an earlier reading.
    func since(_ earlier: StageMetrics) -> [String: Double] {
        seconds.reduce(into: [:]) { $0[$1.key] = $1.value - (earlier.seconds[$1.key] ?? 0) }
    }

    /// Fetches the metrics of a node.
    static func fetch(from address: String) async throws(WorkbenchError) -> StageMetrics {
        guard let url = URL(string: "\(address)/metrics") else { throw .processFailed("\(address) is no address") }
        do {
            let (data, _) = try await URLSession.shared.data(from: url)
            return StageMetrics(text: String(decoding: data, as: UTF8.self))
        } catch {
            throw .processFailed("the node's metrics cannot be read: \(error)")
        }
    }
}
