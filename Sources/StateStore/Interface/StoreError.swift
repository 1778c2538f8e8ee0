/// Why the store could not do what it was asked: a refusal of the request, or a failure of the database under it.
///
/// Two errors are equal when their codes are equal; the reason is for people.
package struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong; raw values are stable and appear in logs.
    package enum Code: String, Sendable, CaseIterable {
        // Requests that do not fit the store's state.
        case heightNotNext = "height-not-next"
        case heightUnknown = "height-unknown"
        case heightPruned = "height-pruned"
        case stagedBlockOutdated = "staged-block-outdated"
        case notEmpty = "not-empty"

        // Requests that no store would take.
        case keyLength = "key-length"
        case valueLength = "value-length"
        case duplicateKey = "duplicate-key"
        case previousValue = "previous-value"

        // Exports and imports.
        case manifestMalformed = "manifest-malformed"
        case chunkMalformed = "chunk-malformed"
        case chunkHash = "chunk-hash"
        case rootMismatch = "root-mismatch"

        // The database.
        case formatVersion = "format-version"
        case loadingUnfinished = "loading-unfinished"
        case missing = "missing"
        case locked = "locked"
        case closed = "closed"
        case corrupted = "corrupted"
        case diskFull = "disk-full"
        case inputOutput = "input-output"
        case failedBefore = "failed-before"
    }

    package let code: Code

    /// The facts of this case, in one line.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package static func == (left: StoreError, right: StoreError) -> Bool { left.code == right.code }

    package var description: String { "state store, \(code.rawValue): \(reason)" }
}
