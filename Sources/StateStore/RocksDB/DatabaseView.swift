internal import CRocksDB

/// The database as it was at one instant.
// The pointers never change after `init`, and RocksDB allows reads through them from many threads.
@safe
final class DatabaseView: @unchecked Sendable {
    private let database: Database
    private let snapshot: OpaquePointer?
    private let options: OpaquePointer

    init(of database: Database) {
        self.database = database
        unsafe snapshot = rocksdb_create_snapshot(database.handle)
        unsafe options = rocksdb_readoptions_create()
        unsafe rocksdb_readoptions_set_snapshot(options, snapshot)
    }

    deinit {
        unsafe rocksdb_readoptions_destroy(options)
        unsafe rocksdb_release_snapshot(database.handle, snapshot)
    }

    /// The value of a key, or nil.
    func value(_ family: ColumnFamily, _ key: [UInt8]) throws(StoreError) -> [UInt8]? {
        let slice = try unsafe StoreError.check { status in
            unsafe key.withUnsafeBytes { key in
                unsafe rocksdb_get_pinned_cf(
                    database.handle, options, database.family(family), key.characters, key.count, status)
            }
        }
        guard let slice = unsafe slice else { return nil }
        defer { unsafe rocksdb_pinnableslice_destroy(slice) }
        return unsafe Self.copy(slice)
    }

    /// The values of some keys, in the order of the keys; RocksDB looks them up together.
    func values(_ family: ColumnFamily, _ keys: ArraySlice<[UInt8]>) throws(StoreError) -> [[UInt8]?] {
        let bytes = keys.flatMap(\.self)
        var sizes = keys.map(\.count)
        var slices = unsafe [OpaquePointer?](repeating: nil, count: keys.count)
        var failures = unsafe [UnsafeMutablePointer<CChar>?](repeating: nil, count: keys.count)
        unsafe bytes.withUnsafeBytes { bytes in
            var pointers: [UnsafePointer<CChar>?] = unsafe []
            var offset = 0
            for size in sizes {
                unsafe pointers.append(bytes.characters?.advanced(by: offset))
                offset += size
            }
            unsafe rocksdb_batched_multi_get_cf(
                database.handle, options, database.family(family), keys.count, &pointers, &sizes, &slices, &failures,
                false)
        }
        var values: [[UInt8]?] = []
        values.reserveCapacity(keys.count)
        var failure: StoreError?
        for index in 0..<keys.count {
            if let text = unsafe failures[index] {
                failure = unsafe StoreError(databaseStatus: String(cString: text))
                unsafe rocksdb_free(text)
            }
            guard let slice = unsafe slices[index] else {
                values.append(nil)
                continue
            }
            unsafe values.append(Self.copy(slice))
            unsafe rocksdb_pinnableslice_destroy(slice)
        }
        if let failure { throw failure }
        return values
    }

    private static func copy(_ slice: OpaquePointer) -> [UInt8] {
        var count = 0
        let bytes = unsafe rocksdb_pinnableslice_value(slice, &count)
        return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// The entries with `lower <= key < upper`, at most `limit` of them.
    func entries(
        _ family: ColumnFamily, from lower: [UInt8], upTo upper: [UInt8], limit: Int, descending: Bool = false
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])] {
        var result: [(key: [UInt8], value: [UInt8])] = []
        guard limit > 0, ByteOrder.precedes(lower, upper) else { return result }
        let cursor = DatabaseCursor(family, of: self)
        if descending {
            cursor.seekBackwards(before: upper)
        } else {
            cursor.seek(lower)
        }
        while result.count < limit, let key = cursor.key {
            guard descending ? !ByteOrder.precedes(key, lower) : ByteOrder.precedes(key, upper) else { break }
            result.append((key, cursor.value))
            if descending { cursor.stepBack() } else { cursor.step() }
        }
        try cursor.check()
        return result
    }

    fileprivate func makeIterator(_ family: ColumnFamily) -> OpaquePointer? {
        unsafe rocksdb_create_iterator_cf(database.handle, options, database.family(family))
    }
}

/// A place among the entries of a family, in the order of the keys; used by one thread.
@safe
final class DatabaseCursor {
    private let view: DatabaseView
    private let iterator: OpaquePointer?

    init(_ family: ColumnFamily, of view: DatabaseView) {
        self.view = view
        unsafe iterator = view.makeIterator(family)
    }

    deinit {
        unsafe rocksdb_iter_destroy(iterator)
    }

    /// Whether there is an entry at this place.
    var isValid: Bool { unsafe rocksdb_iter_valid(iterator) != 0 }

    /// The key at this place; nil behind the last entry, before the first one, and after a failure.
    var key: [UInt8]? {
        guard isValid else { return nil }
        var count = 0
        let bytes = unsafe rocksdb_iter_key(iterator, &count)
        return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// The value at this place; empty where there is no entry.
    var value: [UInt8] {
        guard isValid else { return [] }
        var count = 0
        let bytes = unsafe rocksdb_iter_value(iterator, &count)
        return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// Goes to the first entry whose key is not below the given one.
    func seek(_ key: [UInt8]) {
        unsafe key.withUnsafeBytes { unsafe rocksdb_iter_seek(iterator, $0.characters, $0.count) }
    }

    /// Goes to the last entry whose key is below the given one.
    func seekBackwards(before key: [UInt8]) {
        unsafe key.withUnsafeBytes { unsafe rocksdb_iter_seek_for_prev(iterator, $0.characters, $0.count) }
        if self.key == key { stepBack() }
    }

    func step() {
        unsafe rocksdb_iter_next(iterator)
    }

    func stepBack() {
        unsafe rocksdb_iter_prev(iterator)
    }

    /// Throws when the cursor stopped because of a failure and not because there are no more entries.
    func check() throws(StoreError) {
        try unsafe StoreError.check { status in unsafe rocksdb_iter_get_error(iterator, status) }
    }
}
