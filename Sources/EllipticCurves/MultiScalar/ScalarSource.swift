import FiniteFields

/// Where a multiplication reads its scalars from.
@safe
struct ScalarSource: @unchecked Sendable {
    // Sendable: the memory is only read, and outlives the multiplication.
    /// How the 32 bytes of each scalar are to be read.
    enum Form: Sendable {
        /// The integer, least significant byte first.
        case canonical
        /// A stored `Fr`.
        case montgomery
    }

    private let base: UnsafeRawPointer
    private let form: Form

    init(base: UnsafeRawPointer, form: Form) {
        unsafe self.base = unsafe base
        self.form = form
    }

    /// The scalars from one on.
    func from(_ index: Int) -> ScalarSource { unsafe ScalarSource(base: base + 32 * index, form: form) }

    /// The scalar as an integer below r.
    @inline(__always)
    subscript(index: Int) -> FourWords {
        let address = unsafe base + 32 * index
        let words = unsafe FourWords(
            UInt64(littleEndian: address.loadUnaligned(as: UInt64.self)),
            UInt64(littleEndian: address.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(littleEndian: address.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            UInt64(littleEndian: address.loadUnaligned(fromByteOffset: 24, as: UInt64.self)))
        switch form {
        case .canonical:
            return words < Fr.modulusWords ? words : Fr(reducingLow: words, high: .zero).canonicalWords
        case .montgomery:
            return Fr(uncheckedMontgomery: words).canonicalWords
        }
    }
}
