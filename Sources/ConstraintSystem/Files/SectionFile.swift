package import FiniteFields

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// A file of the iden3 family: four letters, a version, and sections that each have a number and a size.
///
/// Opening checks the table against the file's size: sections follow each other without gap or rest, each number occurs
/// once and is known. Nothing is read or allocated beyond the table; sections are views of the mapped file.
///
/// - Note: A mapped file must not shrink while it is in use.
/// - SeeAlso: <https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md>, section "Format".
package struct SectionFile: Sendable {
    /// What a kind of file may contain.
    package struct Kind: Equatable, Sendable {
        /// Four ASCII letters, which also end the file's name.
        package let letters: String
        package let version: UInt32
        package let sections: ClosedRange<UInt32>

        package init(letters: String, version: UInt32, sections: ClosedRange<UInt32>) {
            self.letters = letters
            self.version = version
            self.sections = sections
        }
    }

    package static let headerByteCount = 12
    package static let sectionHeaderByteCount = 12

    /// The whole file.
    package let data: Data
    /// The numbers of the sections in the order of the file.
    package let order: [UInt32]
    private let ranges: [UInt32: Range<Int>]
    /// Where the file is; `nil` for one in memory.
    private let path: String?

    /// Maps a file.
    package init(path: String, kind: Kind) throws(ConstraintSystemError) {
        try self.init(data: SectionFile.map(path: path), kind: kind, path: path)
    }

    /// Reads a file that is in memory.
    package init(bytes: [UInt8], kind: Kind) throws(ConstraintSystemError) {
        try self.init(data: Data(bytes), kind: kind)
    }

    /// Checks the table of a file.
    package init(data: Data, kind: Kind, path: String? = nil) throws(ConstraintSystemError) {
        let bytes = data.bytes
        guard bytes.byteCount >= SectionFile.headerByteCount else { throw .truncated }
        guard data.prefix(4).elementsEqual(kind.letters.utf8) else { throw .kindDiffers(expected: kind.letters) }
        let version = bytes.littleEndian32(at: 4)
        guard version == kind.version else { throw .versionUnknown(version) }
        let count = bytes.littleEndian32(at: 8)
        guard count <= UInt32(kind.sections.count) else { throw .sectionCountTooLarge(count) }

        var ranges: [UInt32: Range<Int>] = [:]
        var order: [UInt32] = []
        var offset = SectionFile.headerByteCount
        for _ in 0..<count {
            guard bytes.byteCount - offset >= SectionFile.sectionHeaderByteCount else { throw .truncated }
            let number = bytes.littleEndian32(at: offset)
            let size = bytes.littleEndian64(at: offset + 4)
            offset += SectionFile.sectionHeaderByteCount
            guard kind.sections.contains(number) else { throw .sectionUnknown(number) }
            guard ranges[number] == nil else { throw .sectionRepeated(number) }
            guard size <= UInt64(bytes.byteCount - offset) else { throw .truncated }
            ranges[number] = offset..<(offset + Int(size))
            order.append(number)
            offset += Int(size)
        }
        guard offset == bytes.byteCount else { throw .bytesAfterLastSection(bytes.byteCount - offset) }
        self.data = data
        self.path = path
        self.order = order
        self.ranges = ranges
    }

    /// The same file in a new mapping, of which no page is in memory yet.
    ///
    /// - Throws: What ``sectionInOwnMapping(_:)`` throws where the file is gone or has changed.
    package func untouched() throws(ConstraintSystemError) -> SectionFile {
        try SectionFile(data: mappingOfItsOwn(), order: order, ranges: ranges, path: path)
    }

    private init(data: Data, order: [UInt32], ranges: [UInt32: Range<Int>], path: String?) {
        self.data = data
        self.order = order
        self.ranges = ranges
        self.path = path
    }

    /// The whole file in another mapping; a file in memory as it is.
    private func mappingOfItsOwn() throws(ConstraintSystemError) -> Data {
        guard let path else { return data }
        let mapping = try SectionFile.map(path: path)
        guard mapping.count == data.count else { throw .fileChanged(path: path) }
        return mapping
    }

    /// A view of a section.
    ///
    /// - Throws: ``ConstraintSystemError/sectionMissing(_:)``.
    package func section(_ number: UInt32) throws(ConstraintSystemError) -> Data {
        guard let range = ranges[number] else { throw .sectionMissing(number) }
        return data[(data.startIndex + range.lowerBound)..<(data.startIndex + range.upperBound)]
    }

    /// A view of a section whose size follows from the header.
    ///
    /// - Throws: ``ConstraintSystemError/sectionMissing(_:)`` or
    ///   ``ConstraintSystemError/sectionSizeDiffers(section:expected:found:)``.
    package func section(_ number: UInt32, byteCount: UInt64) throws(ConstraintSystemError) -> Data {
        let section = try section(number)
        guard UInt64(section.count) == byteCount else {
            throw .sectionSizeDiffers(section: number, expected: byteCount, found: UInt64(section.count))
        }
        return section
    }

    /// A view of a section in a mapping of its own.
    ///
    /// Its pages leave the process's memory with the last use of the view, whereas those of ``section(_:)`` stay as long
    /// as the file is open. A file in memory has one view only.
    /// - Throws: ``ConstraintSystemError/sectionMissing(_:)``, ``ConstraintSystemError/fileUnreadable(path:)``, or
    ///   ``ConstraintSystemError/fileChanged(path:)`` where the file now has another size.
    package func sectionInOwnMapping(_ number: UInt32) throws(ConstraintSystemError) -> Data {
        guard let range = ranges[number] else { throw .sectionMissing(number) }
        let mapping = try mappingOfItsOwn()
        return mapping[(mapping.startIndex + range.lowerBound)..<(mapping.startIndex + range.upperBound)]
    }

    /// Whether the file has the section.
    package func has(_ number: UInt32) -> Bool { ranges[number] != nil }

    /// Maps a file into memory; its pages are read when they are used.
    package static func map(path: String) throws(ConstraintSystemError) -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        } catch {
            throw .fileUnreadable(path: path)
        }
    }
}

extension SectionFile {
    /// The bytes that say which field a file is about: the size of an element and the modulus.
    package static let fieldHeaderByteCount = 36

    /// Checks a size of 32 bytes and a modulus at a byte offset of a section's start.
    ///
    /// - Throws: ``ConstraintSystemError/truncated`` or ``ConstraintSystemError/fieldDiffers``.
    package static func checkField(
        _ section: Data, at offset: Int, modulus: FourWords
    ) throws(ConstraintSystemError) {
        let bytes = section.bytes
        guard offset >= 0, bytes.byteCount >= fieldHeaderByteCount,
            offset <= bytes.byteCount - fieldHeaderByteCount
        else { throw .truncated }
        guard bytes.littleEndian32(at: offset) == 32, bytes.littleEndian256(at: offset + 4) == modulus else {
            throw .fieldDiffers
        }
    }
}
