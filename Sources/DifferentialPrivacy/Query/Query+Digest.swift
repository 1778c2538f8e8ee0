internal import Foundation
internal import Signatures

extension Query {
    /// What names a query that has no document: the SHA-256 digest of its parts as JSON with sorted keys.
    var digest: Digest {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and whole numbers always have a form in JSON.
        guard let bytes = try? encoder.encode(self) else { preconditionFailure("a query can be written as JSON") }
        return SHA256.hash([UInt8](bytes))
    }
}

extension PositiveRational: Encodable {
    /// Writes the fraction as its text, such as `1/4`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
