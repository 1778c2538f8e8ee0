internal import Foundation

/// Writes reports as JSON for scripts.
package enum JSONReport {
    /// One object on one line, its keys in alphabetical order.
    package static func text(_ report: some Encodable) throws(WorkbenchError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(report), as: UTF8.self)
        } catch {
            throw .checkFailed("the report cannot be written as JSON: \(error)")
        }
    }
}
