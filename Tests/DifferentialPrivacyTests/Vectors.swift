import DifferentialPrivacy
import Foundation
import Testing

/// One reference value of another implementation.
struct AccountingVector: Decodable, Sendable, CustomTestStringConvertible {
    var mechanism: String
    var parameter: Double
    var rate: Double
    var buckets: UInt32
    var count: UInt64
    var delta: Double
    var rdp: Double?
    var order: Double?
    var pld: Double?
    var exact: Double?

    var testDescription: String { "\(count) x \(mechanism) \(parameter) rate \(rate) delta \(delta)" }

    var event: PrivacyEvent {
        get throws {
            let mechanism: PrivacyMechanism =
                switch mechanism {
                case "gaussian": .gaussian(sigma: parameter)
                case "laplace": .laplace(scale: parameter)
                case "poissonSubsampledGaussian": .poissonSubsampledGaussian(sigma: parameter, rate: rate)
                case "gaussianWithoutReplacement": .gaussianWithoutReplacement(sigma: parameter, rate: rate)
                case "discreteGaussian": .discreteGaussian(sigma: parameter, sensitivity: 1)
                case "discreteLaplace": .discreteLaplace(scale: parameter, sensitivity: 1)
                case "randomisedResponse": .randomisedResponse(rate: rate, buckets: buckets)
                default: .zeroConcentrated(rho: parameter)
                }
            return try PrivacyEvent(mechanism, count: count)
        }
    }

    private struct File: Decodable {
        var schema: Int
        var source: String
        var rows: [AccountingVector]
    }

    static func load() throws -> [AccountingVector] {
        let url = try #require(Bundle.module.url(forResource: "Vectors/dp-accounting", withExtension: "json"))
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).rows
    }
}

/// A positive fraction that a test knows to be one.
func rational(_ numerator: UInt64, _ denominator: UInt64 = 1) throws -> PositiveRational {
    try #require(PositiveRational(numerator, over: denominator))
}

/// Whether two numbers agree to a relative distance.
func agrees(_ value: Double, _ reference: Double, within relative: Double) -> Bool {
    abs(value - reference) <= relative * abs(reference)
}

/// A folder that is removed when the test is over.
final class ScratchFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "symbolon-dp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }
}
