import Foundation
import Signatures
import Testing

/// Whole files of a bounded size.
@Suite struct FileContentsTests {
    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "contents-\(UUID()).bin").path
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test(arguments: [0, 1, 4_096, 262_143, 262_144, 262_145, 1_000_000]) func aFileIsReadWhole(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try withFile(bytes) { path in
            #expect(FileContents.read(path: path, byteCountMax: count) == bytes)
            #expect(FileContents.read(path: path, byteCountMax: 1 << 40) == bytes)
        }
    }

    @Test(arguments: [0, 999, 262_144]) func aLongerFileGivesOneByteTooMany(bound: Int) throws {
        let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0) }
        try withFile(bytes) { path in
            #expect(FileContents.read(path: path, byteCountMax: bound) == Array(bytes.prefix(bound + 1)))
        }
    }

    /// Neither has a length that could be asked for before.
    @Test func devicesAndKernelFilesAreReadToTheirEndOrTheBound() {
        #expect(FileContents.read(path: "/dev/zero", byteCountMax: 1_000) == [UInt8](repeating: 0, count: 1_001))
        #expect(FileContents.read(path: "/dev/null", byteCountMax: 1_000) == [])
        let status = FileContents.read(path: "/proc/self/status", byteCountMax: 1 << 16)
        #expect(status.map { String(decoding: $0, as: UTF8.self).contains("VmHWM:") } == true)
    }

    @Test func whatIsNoReadableFileIsNone() throws {
        #expect(FileContents.read(path: "/no/such/file", byteCountMax: 10) == nil)
        #expect(FileContents.read(path: "/", byteCountMax: 10) == nil)
    }
}
