internal import EllipticCurves
internal import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A JSON object that may have certain members only.
protocol ClosedDocument: Decodable {
    /// Their names; those that may be left out as well.
    static var memberNames: Set<String> { get }
}

/// Reading keys, proofs and statements from JSON, strictly: canonical decimals, points on their curves.
enum DocumentReader {
    /// The most values that a document may have: those of a key with 400,000 public signals, or of as many signals.
    private static let valueCountMax = 1 << 21

    /// Decodes an object that is not longer than a bound and has no members but those that it may have.
    static func decode<Document: ClosedDocument>(
        object type: Document.Type, from bytes: [UInt8], byteCountMax: Int
    ) throws(Groth16Error) -> Document {
        try decode(Checked<Document>.self, from: bytes, byteCountMax: byteCountMax).document
    }

    /// Decodes a document that is not longer than a bound.
    static func decode<Document: Decodable>(
        _ type: Document.Type, from bytes: [UInt8], byteCountMax: Int
    ) throws(Groth16Error) -> Document {
        guard bytes.count <= byteCountMax else { throw .documentTooLong(byteCount: bytes.count) }
        try StrictJSON.check(bytes, valueCountMax: valueCountMax)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch DecodingError.keyNotFound(let key, let context) {
            throw .documentInvalid(place: place(context.codingPath + [key]), reason: "missing")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw .documentInvalid(place: place(context.codingPath), reason: "not of the right kind")
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw .documentInvalid(place: place(context.codingPath), reason: "not a member of such a file")
        } catch {
            throw .documentInvalid(place: "", reason: "this is no JSON")
        }
    }

    /// A document whose members' names are checked first.
    private struct Checked<Document: ClosedDocument>: Decodable {
        let document: Document

        init(from decoder: any Decoder) throws {
            for name in try decoder.container(keyedBy: MemberName.self).allKeys
            where !Document.memberNames.contains(name.stringValue) {
                throw DecodingError.dataCorrupted(.init(codingPath: [name], debugDescription: ""))
            }
            document = try Document(from: decoder)
        }
    }

    /// Any name of a member.
    private struct MemberName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined().drop { $0 == "." }.description
    }

    static func field<Element: PrimeField>(
        _ text: String, as type: Element.Type, place: String
    ) throws(Groth16Error) -> Element {
        guard let value = Element(decimal: text) else {
            throw .documentInvalid(place: place, reason: "not a decimal number below the modulus")
        }
        return value
    }

    static func fq2(_ texts: [String], place: String) throws(Groth16Error) -> Fq2 {
        guard texts.count == 2 else { throw .documentInvalid(place: place, reason: "not two numbers") }
        return Fq2(
            try field(texts[0], as: Fq.self, place: "\(place)[0]"),
            try field(texts[1], as: Fq.self, place: "\(place)[1]"))
    }

    /// A point on the curve of G1.
    static func g1(_ texts: [String], place: String) throws(Groth16Error) -> G1Affine {
        guard texts.count == 3 else { throw .documentInvalid(place: place, reason: "not three numbers") }
        if texts == ["0", "1", "0"] { return .infinity }
        let x = try field(texts[0], as: Fq.self, place: "\(place)[0]")
        let y = try field(texts[1], as: Fq.self, place: "\(place)[1]")
        guard texts[2] == "1" else { throw .documentInvalid(place: place, reason: "not in affine form") }
        let point = G1Affine(uncheckedX: x, y: y)
        guard !point.isInfinity, point.isOnCurve else {
            throw .documentInvalid(place: place, reason: "not a point of G1")
        }
        return point
    }

    /// A point of the subgroup G2.
    static func g2(_ texts: [[String]], place: String) throws(Groth16Error) -> G2Affine {
        guard texts.count == 3 else { throw .documentInvalid(place: place, reason: "not three pairs of numbers") }
        if texts == [["0", "0"], ["1", "0"], ["0", "0"]] { return .infinity }
        let x = try fq2(texts[0], place: "\(place)[0]")
        let y = try fq2(texts[1], place: "\(place)[1]")
        guard texts[2] == ["1", "0"] else { throw .documentInvalid(place: place, reason: "not in affine form") }
        let point = G2Affine(uncheckedX: x, y: y)
        guard !point.isInfinity, point.isOnCurve, point.isInSubgroup else {
            throw .documentInvalid(place: place, reason: "not a point of G2")
        }
        return point
    }

    /// Checks the names of the proof system and, where it is given, of the curve.
    static func check(system: String, curve: String?) throws(Groth16Error) {
        guard system == "groth16" else { throw .documentInvalid(place: "protocol", reason: "not groth16") }
        guard curve == nil || curve == "bn128" || curve == "bn254" else {
            throw .documentInvalid(place: "curve", reason: "not bn128")
        }
    }
}
