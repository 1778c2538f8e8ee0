import EllipticCurves
import FiniteFields
import Foundation
import Testing

/// A case of go-ethereum's `core/vm/testdata/precompiles`: input and expected output in hexadecimal.
struct PrecompileVector: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let input: String
    let expected: String

    var testDescription: String { name }
    var inputBytes: [UInt8] { VectorFile.bytes(input) }
    var expectedBytes: [UInt8] { VectorFile.bytes(expected) }

    enum CodingKeys: String, CodingKey {
        case name = "Name"
        case input = "Input"
        case expected = "Expected"
    }
}

/// Values that py_ecc computed; the file says how.
struct IndependentVectors: Decodable, Sendable {
    struct Multiple: Decodable, Sendable {
        let scalar: String
        let g1: [String]
        let g2: [[String]]
    }

    struct PairingValue: Decodable, Sendable {
        let g1: [String]
        let g2: [[String]]
        /// The coefficients in Fq2 of w^0 to w^5.
        let value: [[String]]
    }

    let schema: Int
    let source: String
    let multiples: [Multiple]
    let pairings: [PairingValue]
}

enum VectorFile {
    static func load<Content: Decodable>(_ name: String, as type: Content.Type = Content.self) throws -> Content {
        let url = try #require(Bundle.module.url(forResource: "Vectors/\(name)", withExtension: "json"))
        return try JSONDecoder().decode(type, from: Data(contentsOf: url))
    }

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    static func fq2(_ parts: [String]) throws -> Fq2 {
        let (real, imaginary) = (Fq(decimal: parts[0]), Fq(decimal: parts[1]))
        return try Fq2(#require(real), #require(imaginary))
    }

    static func g1(_ parts: [String]) throws -> G1Affine {
        let coordinates = try fq2(parts)
        return try #require(G1Affine(x: coordinates.c0, y: coordinates.c1))
    }

    static func g2(_ parts: [[String]]) throws -> G2Affine {
        let (x, y) = try (fq2(parts[0]), fq2(parts[1]))
        return try #require(G2Affine(x: x, y: y))
    }
}
