import DifferentialPrivacy
import Foundation
import Signatures
import Testing

/// Half widths are as wide as they claim, by the exact tails of the noise.
@Suite struct IntervalTests {
    @Test func laplaceIntervalsHoldTheirShareAndAreTheShortest() throws {
        for (budget, change) in [(1, 1), (1, 7), (3, 2)] as [(UInt64, UInt64)] {
            let noise = try AdditiveNoise(
                .laplace, budget: try rational(budget), sensitivity: GroupedSensitivity(groups: 2, change: change))
            let ratio = exp(-1 / noise.width)
            for error in [0.05, 0.01, 1e-6] {
                let width = noise.halfWidth(errorProbability: error)
                // Both signs: P(|x| > w) = 2 r^(w + 1) / (1 + r).
                #expect(2 * pow(ratio, width + 1) / (1 + ratio) <= error * (1 + 1e-9))
                #expect(width == 0 || 2 * pow(ratio, width) / (1 + ratio) > error * (1 - 1e-9))
            }
        }
    }

    @Test func gaussianIntervalsHoldTheirShare() throws {
        let noise = try AdditiveNoise(
            .gaussian, budget: try rational(1, 200), sensitivity: GroupedSensitivity(groups: 1, change: 1))
        // Sigma is 10: 1.96 sigma for 5 %, and less than one more for whole numbers.
        let width = noise.halfWidth(errorProbability: 0.05)
        #expect(width >= 19.6 && width <= 21.1)
    }

    @Test func localIntervalsAreTwoSided() throws {
        let response = try RandomisedResponse(answerCount: 4, epsilon: try rational(1))
        let estimate = response.estimates(of: [Int](repeating: 2, count: 1_000), confidence: 0.95)[2]
        // More support than any true count explains: the variance is that of a thousand true answers.
        let truth = exp(1.0) / (exp(1.0) + 3)
        let other = 1 / (exp(1.0) + 3)
        let expected = 1.959_963_984_54 * (1_000 * truth * (1 - truth)).squareRoot() / (truth - other)
        #expect(agrees(estimate.halfWidth, expected, within: 1e-9))
        #expect(agrees(estimate.count, (1_000 - 1_000 * other) / (truth - other), within: 1e-9))
    }

    @Test func theIntervalOfAMeanCoversTheNoiseOfItsCount() throws {
        let folder = try ScratchFolder()
        let rows = (0..<600).map { "m\($0),99" }
        try folder.write("data.csv", (["member,spent"] + rows).joined(separator: "\n"))
        let document = """
            name: shop
            file: data.csv
            unit: member
            bounds: {groups_per_unit: 1, records_per_group: 1}
            columns:
              - {name: member, type: text}
              - {name: spent, type: integer, minimum: 0, maximum: 100}
            budget: {epsilon: 100}
            analysts: [{name: ann}]
            """
        let dataset = try DatasetFolder.register(
            document: try folder.write("dataset.yaml", document), into: folder.path + "/registered")
        let engine = QueryEngine(dataset: dataset, codeVersion: "test")
        let text = "{analyst: ann, epsilon: 2, measures: [{measure: mean, column: spent}]}"
        let value = try engine.answer(try Query(text: text), queryDigest: SHA256.hash(Array(text.utf8))).values[0]
        let run = try MomentMechanism(
            .mean,
            bounds: try ContributionBounds<AddRemove>(
                unit: PrivacyUnit(name: "member"), groupsPerUnit: 1, recordsPerGroup: 1), groupCount: 1, column: 0,
            values: try ValueBounds(lower: 0, upper: 100), family: .laplace, budget: try rational(2))
        let widths = run.parts.map { $0.halfWidth(errorProbability: 0.025) }
        #expect(widths[0] > 0)
        // All values are 49 above the centre, so an error of one in the count is one of 49 in the sum.
        let halfWidth = try #require(value.halfWidth)
        #expect(halfWidth * 600 >= 0.9 * (widths[1] + 49 * widths[0]))
        #expect(abs(value.value - 99) <= 3 * halfWidth)
    }
}
