internal import CRocksDB

extension StoreError {
    /// Runs a call of RocksDB's C interface and turns the status text that it may leave into an error.
    static func check<Result>(
        _ call: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) throws(StoreError) -> Result {
        var status: UnsafeMutablePointer<CChar>? = nil
        let result = unsafe call(&status)
        if let text = unsafe status {
            defer { unsafe rocksdb_free(text) }
            throw unsafe StoreError(databaseStatus: String(cString: text))
        }
        return result
    }

    /// Sorts RocksDB's status texts into the codes that callers tell apart.
    init(databaseStatus status: String) {
        let code: Code =
            if status.hasPrefix("Corruption") {
                .corrupted
            } else if status.contains("No space left") {
                .diskFull
            } else if status.contains("lock hold by") || status.contains("While lock file") {
                .locked
            } else if status.contains("create_if_missing is false") {
                .missing
            } else {
                .inputOutput
            }
        self.init(code, status)
    }
}
