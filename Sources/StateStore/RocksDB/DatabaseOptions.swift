internal import CRocksDB

/// RocksDB's option objects for one database; freed with this object, which RocksDB allows once the database is open.
@safe
final class DatabaseOptions {
    let database: OpaquePointer
    let families: [OpaquePointer]
    let blockCache: OpaquePointer
    private let tables: [OpaquePointer]

    init(_ options: RocksDBStore.Options) {
        unsafe database = rocksdb_options_create()
        unsafe blockCache = rocksdb_cache_create_lru(max(options.blockCacheBytes, 1 << 20))
        unsafe rocksdb_options_set_create_if_missing(database, options.createsIfMissing ? 1 : 0)
        unsafe rocksdb_options_set_create_missing_column_families(database, 1)
        unsafe rocksdb_options_set_db_write_buffer_size(database, options.writeBufferBytes)
        // A family that is seldom written would otherwise keep the whole log alive.
        unsafe rocksdb_options_set_max_total_wal_size(database, UInt64(options.writeBufferBytes))
        unsafe rocksdb_options_set_max_background_jobs(database, 2)
        unsafe rocksdb_options_set_max_open_files(database, 1_024)
        unsafe rocksdb_options_set_keep_log_file_num(database, 4)
        unsafe rocksdb_options_set_max_log_file_size(database, 8 << 20)
        unsafe rocksdb_options_set_stats_dump_period_sec(database, 0)
        unsafe rocksdb_options_set_stats_persist_period_sec(database, 0)
        unsafe rocksdb_options_set_bytes_per_sync(database, 1 << 20)
        // There is one writer, and its batches come in the order of the keys.
        unsafe rocksdb_options_set_allow_concurrent_memtable_write(database, 0)

        var families: [OpaquePointer] = unsafe []
        var tables: [OpaquePointer] = unsafe []
        for family in ColumnFamily.allCases {
            let table = unsafe Self.makeTable(for: family, blockCache: blockCache)
            unsafe families.append(
                Self.makeFamily(family, table: table, writeBufferBytes: options.writeBufferBytes))
            unsafe tables.append(table)
        }
        unsafe self.families = families
        unsafe self.tables = tables
    }

    deinit {
        unsafe families.forEach { unsafe rocksdb_options_destroy($0) }
        unsafe tables.forEach { unsafe rocksdb_block_based_options_destroy($0) }
        unsafe rocksdb_options_destroy(database)
        unsafe rocksdb_cache_destroy(blockCache)
    }

    private static func makeTable(for family: ColumnFamily, blockCache: OpaquePointer) -> OpaquePointer {
        let table: OpaquePointer = unsafe rocksdb_block_based_options_create()
        unsafe rocksdb_block_based_options_set_block_cache(table, blockCache)
        unsafe rocksdb_block_based_options_set_block_size(table, family.isReadByKey ? 4 << 10 : 16 << 10)
        unsafe rocksdb_block_based_options_set_format_version(table, 5)
        // Indexes and filters count against the memory budget, but go last.
        unsafe rocksdb_block_based_options_set_cache_index_and_filter_blocks(table, 1)
        unsafe rocksdb_block_based_options_set_cache_index_and_filter_blocks_with_high_priority(table, 1)
        unsafe rocksdb_block_based_options_set_pin_l0_filter_and_index_blocks_in_cache(table, 1)
        // The table owns the filter policy from here on.
        unsafe rocksdb_block_based_options_set_filter_policy(table, rocksdb_filterpolicy_create_bloom_full(10))
        if family.isReadByKey {
            unsafe rocksdb_block_based_options_set_data_block_index_type(
                table, Int32(rocksdb_block_based_table_data_block_index_type_binary_search_and_hash))
        }
        return unsafe table
    }

    private static func makeFamily(
        _ family: ColumnFamily, table: OpaquePointer, writeBufferBytes: Int
    ) -> OpaquePointer {
        let options: OpaquePointer = unsafe rocksdb_options_create()
        unsafe rocksdb_options_set_block_based_table_factory(options, table)
        unsafe rocksdb_options_set_level0_file_num_compaction_trigger(options, 4)
        unsafe rocksdb_options_set_max_bytes_for_level_base(options, 256 << 20)
        unsafe rocksdb_options_set_target_file_size_base(options, 64 << 20)
        let compression = family.isCompressible ? rocksdb_lz4_compression : rocksdb_no_compression
        unsafe rocksdb_options_set_compression(options, Int32(compression))

        let shareBytes = max(writeBufferBytes * family.writeBufferShare / 16, 1 << 20)
        let bufferBytes = family.hasScatteredKeys ? min(shareBytes, Self.scatteredBufferBytes) : shareBytes
        let bufferCount = shareBytes / bufferBytes
        unsafe rocksdb_options_set_write_buffer_size(options, bufferBytes)
        unsafe rocksdb_options_set_min_write_buffer_number_to_merge(options, Int32(bufferCount))
        unsafe rocksdb_options_set_max_write_buffer_number(options, Int32(3 * bufferCount))
        if family.hasScatteredKeys {
            // Spares a look into each of the small buffers.
            unsafe rocksdb_options_set_memtable_prefix_bloom_size_ratio(options, 0.05)
            unsafe rocksdb_options_set_memtable_whole_key_filtering(options, 1)
        }
        return unsafe options
    }

    /// Size of a buffer whose keys come in scattered.
    ///
    /// It fits into a processor's cache, where an insertion costs half of what it does in memory. Several buffers become
    /// one file.
    private static let scatteredBufferBytes = 4 << 20
}
