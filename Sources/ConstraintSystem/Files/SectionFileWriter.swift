package import FiniteFields

/// Writes a file of the iden3 family, section by section, to disk or to memory.
///
/// What is not yet on disk is a buffer of about a megabyte; a section's size is filled in when it ends. The file takes
/// its name when it is complete.
package struct SectionFileWriter: ~Copyable {
    private static let bufferByteCount = 1 << 20

    private let draft: DraftFile?
    private var buffer: [UInt8] = []
    /// The file's position of the buffer's first byte.
    private var bufferStart = 0
    /// The position of the open section's size field.
    private var openSection: Int?

    /// Begins a file.
    ///
    /// - Parameter path: Where to write; `nil` keeps everything in memory until ``finish()``.
    package init(path: String?, kind: SectionFile.Kind, sectionCount: Int) throws(ConstraintSystemError) {
        if let path {
            draft = try DraftFile(path: path)
            buffer.reserveCapacity(2 * SectionFileWriter.bufferByteCount)
        } else {
            draft = nil
        }
        buffer.append(contentsOf: kind.letters.utf8)
        append(kind.version)
        append(UInt32(sectionCount))
    }

    /// Begins a section.
    ///
    /// - Precondition: No section is open.
    package mutating func beginSection(_ number: UInt32) {
        precondition(openSection == nil, "sections do not nest")
        append(number)
        openSection = bufferStart + buffer.count
        append(UInt64(0))
    }

    /// Ends the open section and fills in its size.
    ///
    /// - Precondition: A section is open.
    package mutating func endSection() throws(ConstraintSystemError) {
        guard let start = openSection else { preconditionFailure("no section is open") }
        openSection = nil
        let size = UInt64(bufferStart + buffer.count - start - 8)
        let sizeBytes = (0..<8).map { UInt8(truncatingIfNeeded: size >> (8 * UInt64($0))) }
        if start >= bufferStart {
            buffer.replaceSubrange((start - bufferStart)..<(start - bufferStart + 8), with: sizeBytes)
        } else {
            try draft?.write(sizeBytes, at: start)
        }
        try flushIfLarge()
    }

    package mutating func append(_ number: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            buffer.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    package mutating func append(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            buffer.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    package mutating func append(_ number: FourWords) {
        append(number.word0)
        append(number.word1)
        append(number.word2)
        append(number.word3)
    }

    /// Appends a size of 32 bytes and a modulus: the header of a field.
    package mutating func append(modulus: FourWords) {
        append(UInt32(32))
        append(modulus)
    }

    /// Appends bytes as they are.
    package mutating func append(bytes: some Collection<UInt8>) throws(ConstraintSystemError) {
        buffer.append(contentsOf: bytes)
        try flushIfLarge()
    }

    /// Writes out what has collected, where that is much: to be called now and then between numbers.
    package mutating func flushIfLarge() throws(ConstraintSystemError) {
        guard draft != nil, buffer.count >= SectionFileWriter.bufferByteCount else { return }
        try flush()
    }

    /// Ends the file; never after a cancellation, when its content may be incomplete.
    ///
    /// - Returns: The whole file where it was kept in memory, otherwise nothing.
    /// - Throws: ``ConstraintSystemError/fileUnwritable(path:)`` or ``ConstraintSystemError/cancelled``.
    /// - Precondition: No section is open.
    package consuming func finish() throws(ConstraintSystemError) -> [UInt8] {
        precondition(openSection == nil, "the last section was not ended")
        guard let draft else {
            if WorkCancellation.isRequested { throw .cancelled }
            return buffer
        }
        try flush()
        try draft.place()
        return []
    }

    private mutating func flush() throws(ConstraintSystemError) {
        try draft?.write(buffer, at: bufferStart)
        bufferStart += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}
