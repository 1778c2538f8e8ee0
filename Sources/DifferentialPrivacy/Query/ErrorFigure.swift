internal import Foundation

/// A drawing of the error of a query's measures against its budget, as SVG.
///
/// Only plans go into it; nothing is spent and the data is not read.
package struct ErrorFigure: Sendable {
    /// The drawing.
    package let svg: String

    private static let factors: [PositiveRational] = [(1, 8), (1, 4), (1, 2), (1, 1), (2, 1), (4, 1), (8, 1)]
        .compactMap { PositiveRational($0.0, over: $0.1) }
    private static let colours = ["#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b"]
    private static let (left, top, width, height) = (80.0, 40.0, 480.0, 300.0)

    /// Plans the query at an eighth of its budget to eight times as much, and draws the 95 % error of each measure.
    ///
    /// - Throws: ``PrivacyError/queryInvalid(_:)`` where no measure has an error that is known in advance.
    package init(of query: Query, with engine: QueryEngine) throws(PrivacyError) {
        var curves: [String: [(budget: Double, error: Double)]] = [:]
        for factor in ErrorFigure.factors {
            guard let budget = query.budget.multiplied(by: factor) else { continue }
            var scaled = query
            scaled.budget = budget
            for measure in try engine.explain(scaled).measures {
                guard let error = measure.expectedError ?? measure.expectedRankError, error > 0 else { continue }
                let name = measure.expectedError == nil ? "\(measure.measure) (rank)" : measure.measure
                curves[name, default: []].append((budget.approximation, error))
            }
        }
        let points = curves.values.joined()
        guard let largest = points.map(\.error).max(), let smallest = points.map(\.error).min(),
            let high = points.map(\.budget).max(), let low = points.map(\.budget).min(), low < high
        else { throw .queryInvalid("no measure of this query has an error that is known in advance") }
        let (bottom, ceiling) = (log10(smallest).rounded(.down), max(log10(largest).rounded(.up), log10(smallest) + 1))
        func horizontal(_ budget: Double) -> Double {
            ErrorFigure.left + ErrorFigure.width * log(budget / low) / log(high / low)
        }
        func vertical(_ error: Double) -> Double {
            ErrorFigure.top + ErrorFigure.height * (ceiling - log10(error)) / (ceiling - bottom)
        }
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"\(430 + 18 * curves.count)\" "
                + "font-family=\"sans-serif\" font-size=\"12\">",
            "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
            "<text x=\"80\" y=\"22\" font-size=\"14\">What 95 % of releases are off by at most, against the budget</text>",
        ]
        for power in Int(bottom)...Int(ceiling) {
            let place = vertical(pow(10, Double(power)))
            lines.append("<line x1=\"80\" x2=\"560\" y1=\"\(place)\" y2=\"\(place)\" stroke=\"#ddd\"/>")
            let label = ErrorFigure.text(pow(10, Double(power)))
            lines.append("<text x=\"72\" y=\"\(place + 4)\" text-anchor=\"end\">\(label)</text>")
        }
        for factor in ErrorFigure.factors {
            let budget = query.budget.approximation * factor.approximation
            let place = horizontal(budget)
            lines.append("<line x1=\"\(place)\" x2=\"\(place)\" y1=\"40\" y2=\"340\" stroke=\"#ddd\"/>")
            lines.append("<text x=\"\(place)\" y=\"358\" text-anchor=\"middle\">\(ErrorFigure.text(budget))</text>")
        }
        lines.append("<text x=\"320\" y=\"380\" text-anchor=\"middle\">\(query.unit.rawValue) of the query</text>")
        lines.append(
            "<text x=\"22\" y=\"190\" text-anchor=\"middle\" transform=\"rotate(-90 22 190)\">"
                + "half the width of the 95 % interval</text>")
        for (index, curve) in curves.sorted(by: { $0.key < $1.key }).enumerated() {
            let colour = ErrorFigure.colours[index % ErrorFigure.colours.count]
            let path = curve.value.map { "\(horizontal($0.budget)),\(vertical($0.error))" }.joined(separator: " ")
            lines.append("<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\"/>")
            let place = 405 + 18 * index
            lines.append("<rect x=\"80\" y=\"\(place)\" width=\"14\" height=\"4\" fill=\"\(colour)\"/>")
            lines.append("<text x=\"102\" y=\"\(place + 6)\">\(ErrorFigure.escaped(curve.key))</text>")
        }
        svg = (lines + ["</svg>\n"]).joined(separator: "\n")
    }

    private static func text(_ number: Double) -> String { String(format: "%g", number) }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
}
