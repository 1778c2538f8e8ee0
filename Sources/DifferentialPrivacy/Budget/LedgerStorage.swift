/// Where a budget ledger's bytes are kept: a file today, the state of a chain tomorrow.
///
/// Bytes are only ever appended. What was appended is on stable storage when the call returns.
package protocol LedgerStorage: Sendable {
    /// Runs the closure while nobody else, in this process or another, reads or appends.
    func withExclusiveAccess<Result>(
        _ body: (any LedgerAccess) throws(PrivacyError) -> Result
    ) throws(PrivacyError) -> Result
}

/// The ledger's bytes while they are held exclusively.
package protocol LedgerAccess {
    /// The number of bytes.
    func byteCount() throws(PrivacyError) -> UInt64
    /// The bytes from an offset to the end.
    func read(from offset: UInt64) throws(PrivacyError) -> [UInt8]
    /// Replaces what follows an offset: the end of the ledger, or the unfinished line after it that a crash left.
    func append(_ bytes: [UInt8], at offset: UInt64) throws(PrivacyError)
}
