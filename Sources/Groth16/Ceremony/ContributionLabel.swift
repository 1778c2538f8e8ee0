internal import ConstraintSystem

/// What a contribution says about itself: a name, and for a beacon the public value that its secret was drawn from.
package struct ContributionLabel: Equatable, Sendable {
    /// The most bytes of a name that this library writes; readers take up to 255.
    package static let nameByteCountMax = 64

    /// The name, which may be empty.
    package let name: [UInt8]
    /// The beacon, for a contribution that ends a ceremony.
    package let beacon: CeremonyBeacon?

    /// Makes the label of a contribution with a name.
    ///
    /// - Throws: ``CeremonyError/nameTooLong(byteCount:)``.
    package init(name: String, beacon: CeremonyBeacon? = nil) throws(CeremonyError) {
        let bytes = [UInt8](name.utf8)
        guard bytes.count <= ContributionLabel.nameByteCountMax else { throw .nameTooLong(byteCount: bytes.count) }
        self.name = bytes
        self.beacon = beacon
    }

    /// The name as text; bytes that are not UTF-8 are replaced.
    package var text: String { String(decoding: name, as: UTF8.self) }

    /// Checks that some contribution is no beacon: whoever reads a beacon's value can draw its secret again.
    ///
    /// - Throws: ``CeremonyFinding/noContribution`` or ``CeremonyFinding/onlyBeacons``.
    static func requirePerson(among labels: [ContributionLabel]) throws(CeremonyFinding) {
        if labels.isEmpty { throw .noContribution }
        if labels.allSatisfy({ $0.beacon != nil }) { throw .onlyBeacons }
    }
}

/// Parameters are a type byte and a value each, in the order of their types.
extension ContributionLabel {
    private static let kindContribution: UInt32 = 0
    private static let kindBeacon: UInt32 = 1
    private static let typeName: UInt8 = 1
    private static let typeIterations: UInt8 = 2
    private static let typeBeacon: UInt8 = 3

    /// Reads a label and moves the offset behind it.
    init(_ bytes: RawSpan, at offset: inout Int, number: Int) throws(CeremonyError) {
        func malformed(_ reason: String) -> CeremonyError { .contributionMalformed(number: number, reason: reason) }
        guard bytes.byteCount - offset >= 8 else { throw malformed("the record is cut off") }
        let kind = bytes.littleEndian32(at: offset)
        let length = Int(bytes.littleEndian32(at: offset + 4))
        offset += 8
        guard length <= bytes.byteCount - offset else { throw malformed("the record is cut off") }
        let end = offset + length
        var name: [UInt8] = []
        var iterations: UInt8?
        var value: [UInt8]?
        var last: UInt8 = 0
        while offset < end {
            let type = bytes.byte(at: offset)
            guard type > last, type <= ContributionLabel.typeBeacon, end - offset >= 2 else {
                throw malformed("its parameters are out of order or unknown")
            }
            last = type
            let first = bytes.byte(at: offset + 1)
            offset += 2
            if type == ContributionLabel.typeIterations {
                iterations = first
                continue
            }
            guard Int(first) > 0, Int(first) <= end - offset else { throw malformed("a parameter is cut off") }
            let start = offset
            let content = (0..<Int(first)).map { bytes.byte(at: start + $0) }
            offset += content.count
            if type == ContributionLabel.typeName { name = content } else { value = content }
        }
        self.name = name
        switch (kind, value, iterations) {
        case (ContributionLabel.kindContribution, nil, nil): beacon = nil
        case (ContributionLabel.kindBeacon, let value?, let iterations?):
            beacon = try CeremonyBeacon(value: value, iterationsLog2: Int(iterations))
        default: throw malformed("its kind and its parameters contradict each other")
        }
    }

    /// Appends the label as the files keep it.
    func append(to writer: inout SectionFileWriter) throws(ConstraintSystemError) {
        var parameters: [UInt8] = []
        if !name.isEmpty { parameters += [ContributionLabel.typeName, UInt8(name.count)] + name }
        if let beacon {
            parameters += [ContributionLabel.typeIterations, UInt8(beacon.iterationsLog2)]
            parameters += [ContributionLabel.typeBeacon, UInt8(beacon.value.count)] + beacon.value
        }
        writer.append(beacon == nil ? ContributionLabel.kindContribution : ContributionLabel.kindBeacon)
        writer.append(UInt32(parameters.count))
        try writer.append(bytes: parameters)
    }
}
