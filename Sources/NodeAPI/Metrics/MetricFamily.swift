/// All series of one name.
struct MetricFamily: Sendable {
    enum Kind: String {
        case counter, gauge, histogram
    }

    let name: String
    let kind: Kind
    /// The series by their labels as they are written, such as `{route="/v1/status"}`; empty without labels.
    var series: [String: any MetricSeries] = [:]

    /// Writes the family's type and its samples, ordered by labels.
    func write(to text: inout String) {
        text += "# TYPE \(name) \(kind.rawValue)\n"
        for (labels, series) in series.sorted(by: { $0.key < $1.key }) {
            series.write(name: name, labels: labels, to: &text)
        }
    }

    /// The labels under which dimensions are kept, folded into `other` once the family is full.
    func labels(for dimensions: [(String, String)], seriesCountMax: Int) -> String {
        let labels = MetricFamily.text(dimensions)
        if series[labels] != nil || series.count + 1 < seriesCountMax { return labels }
        return MetricFamily.text(dimensions.map { ($0.0, "other") })
    }

    /// A name made of the characters that the format allows, the others replaced by underscores.
    static func sanitized(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "_", ":": result.unicodeScalars.append(scalar)
            case "0"..."9": result.unicodeScalars.append(contentsOf: result.isEmpty ? ["_", scalar] : [scalar])
            default: result += "_"
            }
        }
        return result.isEmpty ? "_" : result
    }

    private static func text(_ dimensions: [(String, String)]) -> String {
        guard !dimensions.isEmpty else { return "" }
        let pairs = dimensions.map { "\(sanitized($0.0))=\"\(escaped($0.1))\"" }
        return "{\(pairs.joined(separator: ","))}"
    }

    private static func escaped(_ value: String) -> String {
        var result = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
