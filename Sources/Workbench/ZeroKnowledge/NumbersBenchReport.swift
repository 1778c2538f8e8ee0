/// What the measurement of the field and curve kernels found.
package struct NumbersBenchReport: Encodable, Sendable {
    /// One kernel at one size.
    package struct Entry: Encodable, Sendable {
        /// The number of terms, elements or operations of one call.
        package var size: Int
        /// The shortest time of one call.
        package var seconds: Double
        /// The median time of one call.
        package var medianSeconds: Double
        package var threads: Int
        /// Which kernels ran.
        package var path: String
        /// Nanoseconds for each operation, where a call makes many of one kind.
        package var nanoseconds: Double?
        /// What was called, where there are several variants.
        package var variant: String?
    }

    package var fieldMultiplication: [Entry] = []
    package var msmG1: [Entry] = []
    package var msmG2: [Entry] = []
    package var fft: [Entry] = []
    package var pairing: [Entry] = []

    /// The report for people.
    package var text: String {
        let groups = [
            ("field multiplication", fieldMultiplication), ("MSM G1", msmG1), ("MSM G2", msmG2), ("FFT", fft),
            ("pairing", pairing),
        ]
        return groups.flatMap { name, entries in entries.map { "\(name) \(Self.line($0))" } }.joined(separator: "\n")
    }

    private static func line(_ entry: Entry) -> String {
        let variant = entry.variant.map { "\($0), " } ?? ""
        let microseconds = Double(Int(entry.seconds * 1e7)) / 10
        let each = entry.nanoseconds.map { ", \(Double(Int($0 * 100)) / 100) ns each" } ?? ""
        return "\(variant)\(entry.size), \(entry.threads) threads, \(entry.path): \(microseconds) us\(each)"
    }
}
