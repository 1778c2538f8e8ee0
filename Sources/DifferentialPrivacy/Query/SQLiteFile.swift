internal import Foundation
internal import GRDB
internal import Signatures

/// Reads the rows of one table or view of a SQLite database one by one, without changing anything.
///
/// The digest is that of the whole database file, so that a change of any table counts as a change. A database whose
/// newest content lies in a journal beside the file is refused, because the digest would not cover it.
struct SQLiteFile {
    /// The longest text of a cell, in bytes.
    static let textByteCountMax = 1 << 20
    private static let chunkByteCount = 1 << 20
    private static let headerByteCount = 100
    private static let rowsPerNote = 1 << 16

    let path: String
    let table: String
    /// Called with the number of rows that were read so far, now and then.
    var progress: (UInt64) -> Void = { _ in }

    /// A value as SQLite stores it.
    enum StoredValue: Hashable, Sendable {
        case integer(Int64)
        case text(String)
        case real
        case blob
        case null
    }

    /// Hands over each row's values of some columns, with the row's number counted from 1.
    ///
    /// - Returns: The file's digest and length, the same before and after the rows were read.
    /// - Throws: ``PrivacyError/fileUnusable(path:reason:)``, ``PrivacyError/dataInvalid(path:line:reason:)``,
    ///   ``PrivacyError/dataChanged(path:)`` where the file changed meanwhile, or what the closure throws.
    func forEachRow(
        columns: [String], _ body: (_ line: Int, _ values: [StoredValue]) throws(PrivacyError) -> Void
    ) throws(PrivacyError) -> FileIdentity {
        try checkJournals()
        let before = try identity()
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.prepareDatabase { database in
                // What a view calls must be harmless, whoever wrote the file.
                try database.execute(sql: "PRAGMA trusted_schema = OFF")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { database in try read(database, columns, body) }
        } catch let error as PrivacyError {
            throw error
        } catch let error as DatabaseError {
            throw .fileUnusable(path: path, reason: "SQLite cannot read it (\(error.resultCode.description))")
        } catch {
            throw .fileUnusable(path: path, reason: "cannot be read as a SQLite database")
        }
        guard try identity() == before else { throw .dataChanged(path: path) }
        return before
    }

    private func read(
        _ database: Database, _ columns: [String], _ body: (Int, [StoredValue]) throws(PrivacyError) -> Void
    ) throws {
        let isTable = try database.tableExists(table)
        guard try isTable || database.viewExists(table) else {
            throw PrivacyError.dataInvalid(path: path, line: 0, reason: "there is no table or view \(table)")
        }
        // SQLite reads an unknown name between quotes as a text, so names are checked here.
        let known = try database.columns(in: table).map(\.name)
        for column in columns where !known.contains(column) {
            throw PrivacyError.dataInvalid(
                path: path, line: 0,
                reason: "the table \(table) has no column \(column); the schema must name its columns")
        }
        let list = columns.map(SQLiteFile.quoted).joined(separator: ", ")
        // The order of a unit's records must not depend on an index that the planner chooses by everybody's records.
        let order = isTable ? " NOT INDEXED" : ""
        let rows = try GRDB.Row.fetchCursor(database, sql: "SELECT \(list) FROM \(SQLiteFile.quoted(table))\(order)")
        var line = 0
        while let row = try rows.next() {
            line += 1
            if line.isMultiple(of: SQLiteFile.rowsPerNote) { progress(UInt64(line)) }
            var values: [StoredValue] = []
            values.reserveCapacity(columns.count)
            for value in row.databaseValues {
                switch value.storage {
                case .null: values.append(.null)
                case .int64(let number): values.append(.integer(number))
                case .double: values.append(.real)
                case .blob: values.append(.blob)
                case .string(let text):
                    guard text.utf8.count <= SQLiteFile.textByteCountMax else {
                        throw PrivacyError.dataInvalid(
                            path: path, line: line, reason: "a text is longer than a megabyte")
                    }
                    values.append(.text(text))
                }
            }
            try body(line, values)
        }
    }

    /// Refuses what is not a database in one file.
    private func checkJournals() throws(PrivacyError) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .fileUnusable(path: path, reason: "cannot be read")
        }
        defer { try? handle.close() }
        let header = [UInt8]((try? handle.read(upToCount: SQLiteFile.headerByteCount)) ?? Data())
        guard header.count == SQLiteFile.headerByteCount, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw .fileUnusable(path: path, reason: "is not a SQLite 3 database; leave out table for a text file")
        }
        // Bytes 18 and 19 are 2 in write-ahead mode (SQLite file format, section 1.3.3).
        let manager = FileManager.default
        let journals = ["-wal", "-journal"].filter { manager.fileExists(atPath: path + $0) }
        guard header[18] == 1, header[19] == 1, journals.isEmpty else {
            throw .fileUnusable(
                path: path, reason: "has a journal beside it; run PRAGMA journal_mode = DELETE and close the database")
        }
    }

    private func identity() throws(PrivacyError) -> FileIdentity {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .fileUnusable(path: path, reason: "cannot be read")
        }
        defer { try? handle.close() }
        var hash = SHA256.Stream()
        var byteCount: UInt64 = 0
        while true {
            let chunk: [UInt8]
            do {
                chunk = [UInt8](try handle.read(upToCount: SQLiteFile.chunkByteCount) ?? Data())
            } catch {
                throw .fileUnusable(path: path, reason: "cannot be read to its end")
            }
            if chunk.isEmpty { break }
            hash.update(chunk)
            byteCount += UInt64(chunk.count)
        }
        return FileIdentity(digest: hash.finalize().hex, byteCount: byteCount)
    }

    private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
