import GRDB

/// Writes SQLite databases for tests.
enum SQLiteFixture {
    /// Runs statements on a new or existing database.
    static func run(_ statements: [String], path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            for statement in statements { try database.execute(sql: statement) }
        }
        try queue.close()
    }
}
