/// Why a file of the iden3 family, a constraint system or a witness was refused.
package enum ConstraintSystemError: Error, Equatable, Sendable {
    /// The file does not exist or cannot be opened.
    case fileUnreadable(path: String)

    /// The file cannot be created or written.
    case fileUnwritable(path: String)

    /// The work that writes the file was cancelled.
    case cancelled

    /// The file was replaced or cut while it was in use.
    case fileChanged(path: String)

    /// The first four bytes are not those of this kind of file.
    case kindDiffers(expected: String)

    /// The version is not one that this library reads.
    case versionUnknown(UInt32)

    /// A header, table or value goes on behind the end of the file or of its section.
    case truncated

    /// The section table names more sections than any file of this kind has.
    case sectionCountTooLarge(UInt32)

    /// There are bytes behind the last section.
    case bytesAfterLastSection(Int)

    /// A section occurs twice.
    case sectionRepeated(UInt32)

    /// A section is not one of this kind of file.
    case sectionUnknown(UInt32)

    /// A section that must be there is not.
    case sectionMissing(UInt32)

    /// A section's size does not follow from the counts in the header.
    case sectionSizeDiffers(section: UInt32, expected: UInt64, found: UInt64)

    /// The file is about another field than that of BN254.
    case fieldDiffers

    /// The counts in a header contradict each other.
    case countsContradict(String)

    /// A field element is not below the modulus.
    case valueNotCanonical(section: UInt32)

    /// A wire index is not below the number of wires.
    case wireOutOfRange(wire: UInt32, wireCount: Int)

    /// The circuit uses custom gates, which Groth16 has not: a proof would show nothing about them.
    case customGatesUnsupported(count: Int)

    /// A use of a custom gate names a gate that does not exist.
    case gateOutOfRange(gate: Int, gateCount: Int)

    /// The name of a custom gate is empty or no UTF-8.
    case gateNameInvalid

    /// A line of a symbol file does not follow the format; lines count from 1.
    case symbolLineInvalid(line: Int)

    /// The witness has another number of values than the circuit has wires.
    case witnessCountDiffers(expected: Int, found: Int)

    /// The witness's first value is not one.
    case constantWireIsNotOne

    /// The witness does not satisfy a constraint; constraints count from 0.
    case constraintUnsatisfied(index: Int)
}

extension ConstraintSystemError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fileUnreadable(let path): "\(path): the file cannot be read"
        case .fileUnwritable(let path): "\(path): the file cannot be written"
        case .cancelled: "cancelled"
        case .fileChanged(let path): "\(path): the file changed while it was in use"
        case .kindDiffers(let expected): "this is no .\(expected) file"
        case .versionUnknown(let version): "version \(version) of the format is not known"
        case .truncated: "the file is cut off"
        case .sectionCountTooLarge(let count): "the file claims to have \(count) sections"
        case .bytesAfterLastSection(let count): "there are \(count) bytes behind the last section"
        case .sectionRepeated(let section): "section \(section) occurs twice"
        case .sectionUnknown(let section): "section \(section) does not belong in this kind of file"
        case .sectionMissing(let section): "section \(section) is missing"
        case .sectionSizeDiffers(let section, let expected, let found):
            "section \(section) has \(found) bytes instead of \(expected)"
        case .fieldDiffers: "the file is about another field than that of BN254"
        case .countsContradict(let what): "the header contradicts itself: \(what)"
        case .valueNotCanonical(let section): "a value in section \(section) is not below the modulus"
        case .wireOutOfRange(let wire, let count): "wire \(wire) does not exist; there are \(count)"
        case .customGatesUnsupported(let count):
            "the circuit uses \(count) custom gates, which Groth16 does not know: a proof would show nothing about them; "
                + "write them as templates with constraints"
        case .gateOutOfRange(let gate, let count): "custom gate \(gate) does not exist; there are \(count)"
        case .gateNameInvalid: "a custom gate has no name, or one that is no UTF-8"
        case .symbolLineInvalid(let line): "line \(line) of the symbol file does not follow the format"
        case .witnessCountDiffers(let expected, let found):
            "the witness has \(found) values, the circuit has \(expected) wires"
        case .constantWireIsNotOne: "the witness does not begin with one"
        case .constraintUnsatisfied(let index): "the witness does not satisfy constraint \(index)"
        }
    }
}
