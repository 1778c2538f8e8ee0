/// A list of events as scripts write it, in JSON or YAML.
package enum EventDocument {
    /// The most entries of a list.
    package static let entryCountMax = 10_000

    private static let keys = [
        "mechanism", "scale", "sigma", "rate", "count", "sensitivity", "buckets", "epsilon", "delta", "rho",
    ]

    /// Reads a list of events.
    ///
    /// - Throws: ``PrivacyError/documentInvalid(place:reason:)``.
    package static func events(text: String) throws(PrivacyError) -> [PrivacyEvent] {
        let sections = try DocumentSection.list(text: text, keys: keys)
        guard (1...entryCountMax).contains(sections.count) else {
            throw .documentInvalid(place: "", reason: "must have 1 to \(entryCountMax) entries")
        }
        var events: [PrivacyEvent] = []
        for section in sections {
            let count = try section.optionalNumber("count", in: 1...PrivacyEvent.countMax) ?? 1
            let mechanism = try mechanism(section)
            do throws(PrivacyError) {
                events.append(try PrivacyEvent(mechanism, count: count))
            } catch {
                throw section.fault(error.description)
            }
        }
        return events
    }

    private static func mechanism(_ section: DocumentSection) throws(PrivacyError) -> PrivacyMechanism {
        let name = try section.text("mechanism")
        func number(_ keys: String...) throws(PrivacyError) -> Double {
            for key in keys where section.has(key) {
                return try section.value(key, "a finite number") { text in
                    guard let value = Double(text), value.isFinite else { return nil }
                    return value
                }
            }
            throw section.fault("\(name) needs \(keys.joined(separator: " or "))")
        }
        func allow(_ keys: String...) throws(PrivacyError) {
            for key in EventDocument.keys where section.has(key) && !(["mechanism", "count"] + keys).contains(key) {
                throw section.fault("has no meaning for \(name)", at: key)
            }
        }
        let wide = 1...UInt64(1) << 40
        switch name {
        case "gaussian":
            try allow("sigma", "scale")
            return .gaussian(sigma: try number("sigma", "scale"))
        case "laplace":
            try allow("scale", "sigma")
            return .laplace(scale: try number("scale", "sigma"))
        case "discreteGaussian":
            try allow("sigma", "scale", "sensitivity")
            let sensitivity = try section.optionalNumber("sensitivity", in: wide) ?? 1
            return .discreteGaussian(sigma: try number("sigma", "scale"), sensitivity: sensitivity)
        case "discreteLaplace":
            try allow("scale", "sigma", "sensitivity")
            let sensitivity = try section.optionalNumber("sensitivity", in: wide) ?? 1
            return .discreteLaplace(scale: try number("scale", "sigma"), sensitivity: sensitivity)
        case "poissonSubsampledGaussian", "gaussianWithoutReplacement":
            try allow("sigma", "scale", "rate")
            let (sigma, rate) = (try number("sigma", "scale"), try number("rate"))
            return name == "poissonSubsampledGaussian"
                ? .poissonSubsampledGaussian(sigma: sigma, rate: rate)
                : .gaussianWithoutReplacement(sigma: sigma, rate: rate)
        case "randomisedResponse":
            try allow("rate", "buckets")
            let buckets = try section.optionalNumber("buckets", in: 2...1 << 20) ?? 2
            return .randomisedResponse(rate: try number("rate"), buckets: UInt32(buckets))
        case "pure", "boundedRange":
            try allow("epsilon")
            let epsilon = try number("epsilon")
            return name == "pure" ? .pure(epsilon: epsilon) : .boundedRange(epsilon: epsilon)
        case "approximate":
            try allow("epsilon", "delta")
            return .approximate(epsilon: try number("epsilon"), delta: try number("delta"))
        case "zeroConcentrated":
            try allow("rho")
            return .zeroConcentrated(rho: try number("rho"))
        default:
            throw section.fault(
                "\(name) is not gaussian, laplace, discreteGaussian, discreteLaplace, poissonSubsampledGaussian, "
                    + "gaussianWithoutReplacement, randomisedResponse, pure, boundedRange, approximate or "
                    + "zeroConcentrated", at: "mechanism")
        }
    }
}
