internal import CRocksDB

/// Writes that the database applies together.
@safe
struct WriteBatch: ~Copyable {
    let handle: OpaquePointer

    init() {
        unsafe handle = rocksdb_writebatch_create()
    }

    deinit {
        unsafe rocksdb_writebatch_destroy(handle)
    }

    /// Size of the batch as it goes into the write-ahead log, in bytes.
    var byteCount: Int {
        var count = 0
        _ = unsafe rocksdb_writebatch_data(handle, &count)
        return count
    }

    /// The number of writes in the batch.
    var count: Int { Int(unsafe rocksdb_writebatch_count(handle)) }

    /// Sets a key of a family of the database; nil removes the key.
    func set(_ family: ColumnFamily, _ key: [UInt8], _ value: [UInt8]?, in database: Database) {
        unsafe key.withUnsafeBytes { key in
            if let value {
                unsafe value.withUnsafeBytes { unsafe put(family, key, $0, in: database) }
            } else {
                unsafe rocksdb_writebatch_delete_cf(
                    handle, database.family(family), key.characters, key.count)
            }
        }
    }

    /// Sets a key whose bytes, and the value's, lie in a buffer.
    func put(
        _ family: ColumnFamily, _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, in database: Database
    ) {
        unsafe rocksdb_writebatch_put_cf(
            handle, database.family(family), key.characters, key.count, value.characters, value.count)
    }

    /// Removes the keys with `lower <= key < upper`.
    func removeRange(_ family: ColumnFamily, from lower: [UInt8], upTo upper: [UInt8], in database: Database) {
        unsafe lower.withUnsafeBytes { lower in
            unsafe upper.withUnsafeBytes { upper in
                unsafe rocksdb_writebatch_delete_range_cf(
                    handle, database.family(family), lower.characters, lower.count, upper.characters, upper.count)
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes as C takes them; RocksDB looks at no byte of an empty string.
    var characters: UnsafePointer<CChar>? { unsafe baseAddress?.assumingMemoryBound(to: CChar.self) }
}
