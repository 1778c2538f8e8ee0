import Foundation
import Signatures
import StateStore
import Testing

/// A disk that takes no more, by a limit on the size of files: in a process of its own, since the limit is the process's.
@Suite struct DiskFailureTests {
    /// What the process under the limit found, for its exit code.
    private enum Finding: Int32 {
        case asExpected = 0
        case neverFailed = 10
        case wrongError = 11
        case wentOn = 12
        case wrongHead = 13
        case unexpected = 14
    }

    @Test func failedWriteIsTypedAndTheStoreOpensAtTheLastBlock() async {
        await #expect(processExitsWith: .exitCode(Finding.asExpected.rawValue)) {
            exit(Self.run().rawValue)
        }
    }

    private static func run() -> Finding {
        do {
            let directory = try TemporaryDirectory()
            let store = try RocksDBStore.open(path: directory.file("db"))
            try store.commitBlock([bytes("first"): bytes("block")])
            limitFileSize(to: 400_000)
            var failure: StoreError?
            for round in 0..<100 where failure == nil {
                var writes: [[UInt8]: [UInt8]?] = [:]
                for index in 0..<100 { writes[bytes("key-\(round)-\(index)")] = [UInt8](repeating: 7, count: 100) }
                do {
                    try store.commitBlock(writes)
                } catch let error as StoreError {
                    failure = error
                }
            }
            guard let failure else { return .neverFailed }
            guard failure.code == .inputOutput || failure.code == .diskFull else { return .wrongError }
            let head = store.head
            do {
                try store.commitBlock([bytes("later"): bytes("block")])
                return .wentOn
            } catch let error as StoreError where error.code == .failedBefore {}
            // Readers go on.
            guard try store.snapshot().value(forKey: bytes("first")) == bytes("block") else { return .unexpected }
            store.close()
            limitFileSize(to: .max)
            let reopened = try RocksDBStore.open(path: directory.file("db"))
            guard reopened.head == head else { return .wrongHead }
            try reopened.verify()
            try reopened.commitBlock([bytes("later"): bytes("block")])
            return .asExpected
        } catch {
            print(error)
            return .unexpected
        }
    }

    /// Lets writes beyond a size fail instead of ending the process; `max` takes the limit back.
    private static func limitFileSize(to byteCount: UInt64) {
        _ = signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit()
        _ = unsafe getrlimit(fileSizeResource, &limit)
        limit.rlim_cur = rlim_t(min(byteCount, UInt64(limit.rlim_max)))
        _ = unsafe setrlimit(fileSizeResource, &limit)
    }

    #if os(Linux)
    private static let fileSizeResource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
    private static let fileSizeResource = RLIMIT_FSIZE
    #endif
}
