internal import Foundation
internal import Signatures

/// The place in a collection at which a page ended, as text that a client hands back and does not read.
///
/// A checksum binds the text to the collection and its filters, so that a cursor of one question is refused by another
/// instead of giving a page that makes no sense. It is no secret and proves nothing.
struct OpaqueCursor {
    private static let checksumByteCount = 4
    private static let textBytesMax = 256

    /// The collection and its filters.
    let scope: String

    /// Writes a place.
    func text(_ place: [UInt8]) -> String {
        let data = Data(checksum(place) + place)
        return data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Reads the `cursor` parameter, of which the place must have so many bytes; `nil` where there is none.
    func place(in query: RequestQuery, byteCount: Int? = nil) throws(Problem) -> [UInt8]? {
        guard let text = query.text("cursor") else { return nil }
        let invalid = query.invalid("cursor", "must be the next member of an earlier page of the same question")
        guard !text.isEmpty, text.utf8.count <= OpaqueCursor.textBytesMax else { throw invalid }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let standard = text.replacing("-", with: "+").replacing("_", with: "/") + padding
        guard let data = Data(base64Encoded: standard), data.count >= OpaqueCursor.checksumByteCount else {
            throw invalid
        }
        let place = [UInt8](data.dropFirst(OpaqueCursor.checksumByteCount))
        guard checksum(place) == [UInt8](data.prefix(OpaqueCursor.checksumByteCount)),
            byteCount == nil || place.count == byteCount
        else { throw invalid }
        return place
    }

    private func checksum(_ place: [UInt8]) -> [UInt8] {
        let digest = SHA256.hash(Array("symbolon/cursor/v1\u{0}\(scope)\u{0}".utf8) + place)
        return Array(digest.bytes.prefix(OpaqueCursor.checksumByteCount))
    }
}

/// Whole numbers in cursors: big-endian and of fixed width.
enum CursorNumber {
    static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        stride(from: Number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// The number that bytes mean; they are as many as its width.
    static func number<Number: FixedWidthInteger & UnsignedInteger>(_ bytes: some Sequence<UInt8>) -> Number {
        bytes.reduce(0) { $0 << 8 | Number($1) }
    }
}
