internal import CRocksDB

/// An open RocksDB database: the only place that holds its handle.
///
/// Snapshots and iterators keep this object alive, so the handle is closed after the last of them is gone.
// RocksDB's handles may be used from any thread, and the properties never change after `init`.
@safe
final class Database: @unchecked Sendable {
    let handle: OpaquePointer
    private let families: [OpaquePointer]
    private let options: DatabaseOptions
    private let synced: OpaquePointer
    private let unsynced: OpaquePointer

    /// Opens the database of a directory.
    /// - Throws: ``StoreError/Code/missing``, ``StoreError/Code/locked``, ``StoreError/Code/corrupted``,
    ///   ``StoreError/Code/formatVersion`` for column families that this version does not know, and others.
    init(path: String, options storeOptions: RocksDBStore.Options) throws(StoreError) {
        try Self.checkFamilies(path: path)
        let options = DatabaseOptions(storeOptions)
        let names = ColumnFamily.allCases.map { Array($0.name.utf8CString) }
        var handles = unsafe [OpaquePointer?](repeating: nil, count: names.count)
        let opened = try unsafe StoreError.check { status in
            unsafe withPointers(to: names) { names in
                unsafe options.families.map(Optional.some).withUnsafeBufferPointer { families in
                    unsafe rocksdb_open_column_families(
                        options.database, path, Int32(names.count), names.baseAddress, families.baseAddress, &handles,
                        status)
                }
            }
        }
        guard let handle = unsafe opened else { throw StoreError(.inputOutput, "RocksDB opened nothing") }
        unsafe self.handle = handle
        unsafe families = handles.compactMap { unsafe $0 }
        self.options = options
        unsafe synced = rocksdb_writeoptions_create()
        unsafe rocksdb_writeoptions_set_sync(synced, 1)
        unsafe unsynced = rocksdb_writeoptions_create()
    }

    deinit {
        unsafe families.forEach { unsafe rocksdb_column_family_handle_destroy($0) }
        unsafe rocksdb_close(handle)
        unsafe rocksdb_writeoptions_destroy(synced)
        unsafe rocksdb_writeoptions_destroy(unsynced)
    }

    func family(_ family: ColumnFamily) -> OpaquePointer { unsafe families[family.rawValue] }

    /// Applies a batch: all of it or nothing; when synced, it survives a power failure.
    func write(_ batch: borrowing WriteBatch, isSynced: Bool) throws(StoreError) {
        let batch = unsafe batch.handle
        try unsafe StoreError.check { status in
            unsafe rocksdb_write(handle, isSynced ? synced : unsynced, batch, status)
        }
    }

    /// Writes what is in memory to files, so that the next opening has nothing to replay.
    func flush() throws(StoreError) {
        let options: OpaquePointer = unsafe rocksdb_flushoptions_create()
        defer { unsafe rocksdb_flushoptions_destroy(options) }
        for family in ColumnFamily.allCases {
            try unsafe StoreError.check { status in
                unsafe rocksdb_flush_cf(handle, options, self.family(family), status)
            }
        }
    }

    /// Rewrites a family's files, which frees the space of what was removed.
    func compact(_ family: ColumnFamily) {
        let options = unsafe rocksdb_compactoptions_create()
        defer { unsafe rocksdb_compactoptions_destroy(options) }
        // Else files that overlap no others are moved down as they are, with the marks of what was deleted.
        unsafe rocksdb_compactoptions_set_bottommost_level_compaction(options, Self.forcesBottommostLevel)
        unsafe rocksdb_compact_range_cf_opt(handle, self.family(family), options, nil, 0, nil, 0)
    }

    /// RocksDB's `BottommostLevelCompaction::kForce`, which its C interface has no name for.
    private static let forcesBottommostLevel: UInt8 = 2

    /// Makes a copy of the database in a directory that does not exist yet, with hard links where possible.
    func checkpoint(to path: String) throws(StoreError) {
        let checkpoint = try unsafe StoreError.check { status in unsafe rocksdb_checkpoint_object_create(handle, status)
        }
        guard let checkpoint = unsafe checkpoint else {
            throw StoreError(.inputOutput, "RocksDB makes no checkpoint")
        }
        defer { unsafe rocksdb_checkpoint_object_destroy(checkpoint) }
        try unsafe StoreError.check { status in unsafe rocksdb_checkpoint_create(checkpoint, path, 0, status) }
    }

    /// One of RocksDB's integer properties of a family; 0 where RocksDB does not know it.
    func property(_ name: String, of family: ColumnFamily) -> UInt64 {
        var value: UInt64 = 0
        let status = unsafe rocksdb_property_int_cf(handle, self.family(family), name, &value)
        return status == 0 ? value : 0
    }

    var blockCacheUsageBytes: UInt64 { UInt64(unsafe rocksdb_cache_get_usage(options.blockCache)) }

    /// RocksDB refuses to open a database without all its families; say more clearly what that means.
    private static func checkFamilies(path: String) throws(StoreError) {
        let options: OpaquePointer = unsafe rocksdb_options_create()
        defer { unsafe rocksdb_options_destroy(options) }
        var count = 0
        var status: UnsafeMutablePointer<CChar>? = nil
        let list = unsafe rocksdb_list_column_families(options, path, &count, &status)
        if let text = unsafe status {
            // There is no database yet, or opening it will say what is wrong with it.
            unsafe rocksdb_free(text)
            return
        }
        guard let list = unsafe list else { return }
        defer { unsafe rocksdb_list_column_families_destroy(list, count) }
        let known = Set(ColumnFamily.allCases.map(\.name))
        for index in 0..<count {
            guard let name = unsafe list[index] else { continue }
            let text = unsafe String(cString: name)
            guard known.contains(text) else {
                throw StoreError(.formatVersion, "the database has a column family \"\(text)\" of another version")
            }
        }
    }
}

/// Passes C strings as an array of pointers.
private func withPointers<Result>(
    to strings: [[CChar]], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    let bytes = strings.flatMap(\.self)
    return unsafe bytes.withUnsafeBufferPointer { buffer in
        var pointers: [UnsafePointer<CChar>?] = unsafe []
        var offset = 0
        for string in strings {
            unsafe pointers.append(buffer.baseAddress?.advanced(by: offset))
            offset += string.count
        }
        return unsafe pointers.withUnsafeBufferPointer { unsafe body($0) }
    }
}
