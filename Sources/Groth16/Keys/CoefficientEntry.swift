internal import ConstraintSystem
internal import FiniteFields

/// One entry of the matrix A or B, as a proving key lists them: 44 bytes.
struct CoefficientEntry {
    static let byteCount = 44
    /// Where the first entry begins in its section, behind the number of entries.
    static let offset = 4

    /// 0 for A, 1 for B.
    let matrix: UInt32
    let constraint: UInt32
    let wire: UInt32
    /// The coefficient times 2^512: one Montgomery multiplication by a canonical witness value gives the Montgomery
    /// form of their product.
    let value: FourWords

    @inline(__always)
    init(_ section: RawSpan, index: Int) {
        let offset = CoefficientEntry.offset + index * CoefficientEntry.byteCount
        matrix = section.littleEndian32(at: offset)
        constraint = section.littleEndian32(at: offset + 4)
        wire = section.littleEndian32(at: offset + 8)
        value = section.littleEndian256(at: offset + 12)
    }

    /// Whether everything that the entry names exists.
    @inline(__always)
    func isInside(_ header: ProvingKeyHeader) -> Bool {
        matrix <= 1 && constraint < UInt32(header.domainSize) && wire < UInt32(header.wireCount)
            && value < Fr.modulusWords
    }
}
