import Foundation
import Signatures
import StateStore
import Testing

/// Databases of another version, half loaded ones, and damaged files: typed errors, never a trap or a wrong answer.
@Suite struct DamagedDatabaseTests {
    private func populated(_ directory: TemporaryDirectory) throws -> StateHead {
        let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
        for round in 0..<6 {
            var writes: [[UInt8]: [UInt8]?] = [:]
            for index in 0..<600 { writes[bytes("key-\(index)")] = bytes("round-\(round)-\(index % 50)") }
            try store.commitBlock(writes)
        }
        try store.compact()
        let head = try #require(store.head)
        store.close()
        return head
    }

    @Test func unfinishedLoadingIsRefused() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        try store.load([(key: [1], value: [1])])
        #expect(throws: StoreError(.loadingUnfinished, "")) { try store.stage(height: 1, changes: []) }
        store.close()
        #expect(throws: StoreError(.loadingUnfinished, "")) { try RocksDBStore.open(path: directory.file("db")) }
    }

    /// Overwrites bytes of every data file in turn: opening or verifying must say so.
    @Test func flippedBytesInDataFilesAreFound() throws {
        let directory = try TemporaryDirectory()
        let head = try populated(directory)
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.file("db"))
            .filter { $0.hasSuffix(".sst") }
        #expect(files.count >= 3)
        var found = 0
        for (index, file) in files.enumerated() {
            let image = directory.file("image-\(index)")
            try FileManager.default.copyItem(atPath: directory.file("db"), toPath: image)
            let url = URL(fileURLWithPath: "\(image)/\(file)")
            var data = try Data(contentsOf: url)
            for position in stride(from: 0, to: data.count / 2, by: 97) { data[position] ^= 0x55 }
            try data.write(to: url)
            do {
                let store = try RocksDBStore.open(path: image, options: .small)
                #expect(store.head == head)
                try store.verify()
            } catch {
                #expect(error == StoreError(.corrupted, ""), "\(error)")
                found += 1
            }
        }
        // What lies in the families of values and of nodes must be noticed.
        #expect(found >= 2)
    }

    @Test func missingDataFileIsATypedError() throws {
        let directory = try TemporaryDirectory()
        _ = try populated(directory)
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.file("db"))
        let file = try #require(files.filter { $0.hasSuffix(".sst") }.min())
        try FileManager.default.removeItem(atPath: directory.file("db/\(file)"))
        #expect(throws: StoreError.self) {
            let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
            try store.verify()
        }
    }

    @Test func restoreRefusesADamagedBackupAndLeavesNothing() throws {
        let directory = try TemporaryDirectory()
        _ = try populated(directory)
        let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
        try store.checkpoint(to: directory.file("backup"))
        #expect(throws: StoreError.self) { try store.checkpoint(to: directory.file("backup")) }
        #expect(throws: StoreError(.notEmpty, "")) {
            try RocksDBStore.restore(from: directory.file("backup"), to: directory.file("db"))
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: directory.file("backup"))
        where file.hasSuffix(".sst") {
            // A checkpoint shares its files with the store, so write a new one instead of changing the old.
            let url = URL(fileURLWithPath: directory.file("backup/\(file)"))
            var data = try Data(contentsOf: url)
            for position in stride(from: 0, to: data.count / 2, by: 61) { data[position] ^= 0x0f }
            try FileManager.default.removeItem(at: url)
            try data.write(to: url)
        }
        #expect(throws: StoreError(.corrupted, "")) {
            try RocksDBStore.restore(from: directory.file("backup"), to: directory.file("restored"))
        }
        #expect(!FileManager.default.fileExists(atPath: directory.file("restored")))
        try store.verify()
    }
}
