import Signatures
import StateStore
import TestSupport
import Testing

/// The database store against its in-memory twin over random histories: whatever one answers, the other does too.
@Suite struct StoreTwinTests {
    /// Both stores and a way to compare them.
    private final class Twins {
        let directory: TemporaryDirectory
        var path: String
        var store: RocksDBStore
        let memory = MemoryStore()
        var generator: SeededGenerator
        let seed: UInt64
        private var rounds = 0

        init(seed: UInt64) throws {
            print("seed \(seed)")
            self.seed = seed
            generator = SeededGenerator(seed: seed)
            directory = try TemporaryDirectory()
            path = directory.file("db")
            store = try RocksDBStore.open(path: path, options: .small)
        }

        func randomKey() -> [UInt8] { bytes("account/\(generator.below(400))") }

        /// One block of random changes, whose previous values are told, left open or mixed.
        func commitRandomBlock() throws {
            let height = (store.head?.height ?? 0) + 1
            let before = try store.snapshot()
            var changes: [StateChange] = []
            var seen: Set<[UInt8]> = []
            for _ in 0..<generator.below(generator.below(10) == 0 ? 700 : 40) {
                let key = randomKey()
                guard seen.insert(key).inserted else { continue }
                let current = try before.value(forKey: key)
                let value: [UInt8]? =
                    switch generator.below(10) {
                    case 0..<3: nil
                    case 3: current
                    default: generator.bytes(count: 1 + generator.below(90))
                    }
                let previous: StateChange.PreviousValue =
                    generator.below(2) == 0 ? .unknown : current.map { .value($0) } ?? .absent
                changes.append(StateChange(key: key, value: value, previous: previous))
            }
            let columns = [
                ColumnWrite(column: .blocks, key: bytes("block/\(height)"), value: generator.bytes(count: 20)),
                ColumnWrite(column: .events, key: generator.bytes(count: 2), value: generator.bytes(count: 3)),
                ColumnWrite(column: .events, key: generator.bytes(count: 1), value: nil),
            ]
            // A block that is staged and dropped leaves no trace.
            _ = try store.stage(height: height, changes: changes.map { StateChange(key: $0.key, value: [1]) })
            let staged = try store.stage(height: height, changes: changes)
            let twin = try memory.stage(height: height, changes: changes)
            #expect(staged.root == twin.root, "seed \(seed), height \(height)")
            #expect(staged.keyCount == twin.keyCount)
            #expect(staged.changedKeyCount == twin.changedKeyCount)
            try store.commit(staged, columns: columns)
            try memory.commit(twin, columns: columns)
            #expect(store.head == memory.head)
        }

        func compare() throws {
            rounds += 1
            let left = try store.snapshot()
            let right = try memory.snapshot()
            #expect(left.head == right.head)
            #expect(left.oldestHeight == right.oldestHeight)
            #expect(left.keyCount == right.keyCount)
            try compareScans(left, right)
            let keys = (0..<30).map { _ in randomKey() } + [bytes("absent")]
            #expect(try left.values(forKeys: keys) == right.values(forKeys: keys))
            for key in keys {
                #expect(try left.value(forKey: key) == right.value(forKey: key))
                let span = left.head.height - left.oldestHeight
                let height = left.oldestHeight + UInt64(generator.below(Int(span) + 1))
                #expect(
                    try left.value(forKey: key, height: height) == right.value(forKey: key, height: height),
                    "seed \(seed), height \(height) below \(left.head.height)")
                let proof = try left.proof(forKey: key, height: height)
                #expect(try proof == right.proof(forKey: key, height: height))
                try proof.verify(against: proof.root)
            }
            if rounds % 5 == 0 { try store.verify() }
        }

        private func compareScans(_ left: RocksDBSnapshot, _ right: MemorySnapshot) throws {
            for _ in 0..<6 {
                let lower = bytes("account/\(generator.below(400))")
                let upper = generator.below(4) == 0 ? bytes("z") : bytes("account/\(generator.below(400))")
                let limit = generator.below(50)
                let forwards = try left.scan(from: lower, upTo: upper, limit: limit)
                let backwards = try left.scanBackwards(from: lower, upTo: upper, limit: limit)
                #expect(isSame(forwards, try right.scan(from: lower, upTo: upper, limit: limit)))
                #expect(isSame(backwards, try right.scanBackwards(from: lower, upTo: upper, limit: limit)))
            }
            for column in Column.allCases {
                let all = try left.scan(column, from: [], upTo: [255, 255, 255], limit: .max)
                #expect(isSame(all, try right.scan(column, from: [], upTo: [255, 255, 255], limit: .max)))
                let reversed = try left.scanBackwards(column, from: [], upTo: [255, 255, 255], limit: .max)
                #expect(isSame(reversed, all.reversed()))
                if let entry = all.randomElement(using: &generator) {
                    #expect(try left.read(column, key: entry.key) == entry.value)
                    #expect(try right.read(column, key: entry.key) == entry.value)
                }
            }
        }

        private func isSame(
            _ left: [(key: [UInt8], value: [UInt8])], _ right: [(key: [UInt8], value: [UInt8])]
        ) -> Bool {
            left.elementsEqual(right) { $0.key == $1.key && $0.value == $1.value }
        }

        func reopen() throws {
            store.close()
            store = try RocksDBStore.open(path: path, options: .small)
        }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func randomHistoriesAgree(seed: UInt64) throws {
        let twins = try Twins(seed: seed)
        var prunings = 0
        for round in 0..<120 {
            try twins.commitRandomBlock()
            switch twins.generator.below(12) {
            case 0:
                try twins.reopen()
            case 1:
                let head = try #require(twins.store.head).height
                let oldest = head > 20 ? head - UInt64(twins.generator.below(20)) : 0
                while try !twins.store.prune(keepingFrom: oldest, limit: 1 + twins.generator.below(300)).isComplete {}
                while try !twins.memory.prune(keepingFrom: oldest, limit: 5).isComplete {}
                prunings += 1
            case 2 where round > 10:
                let copy = twins.directory.file("copy-\(round)")
                let restored = twins.directory.file("restored-\(round)")
                try twins.store.checkpoint(to: copy)
                twins.store.close()
                #expect(try RocksDBStore.restore(from: copy, to: restored, options: .small) == twins.memory.head)
                twins.path = restored
                twins.store = try RocksDBStore.open(path: restored, options: .small)
            default:
                break
            }
            if round % 4 == 0 { try twins.compare() }
        }
        try twins.compare()
        try twins.store.verify()
        #expect(prunings > 0)
    }

    @Test func historyAcrossEpochsAgrees() throws {
        let twins = try Twins(seed: 21)
        // Three epochs of 256 heights, most blocks small.
        for _ in 0..<700 {
            let height = (twins.store.head?.height ?? 0) + 1
            let key = bytes("account/\(twins.generator.below(6))")
            let change = StateChange(
                key: key, value: twins.generator.below(5) == 0 ? nil : twins.generator.bytes(count: 4))
            try twins.store.commit(twins.store.stage(height: height, changes: [change]), columns: [])
            try twins.memory.commit(twins.memory.stage(height: height, changes: [change]), columns: [])
        }
        let left = try twins.store.snapshot()
        let right = try twins.memory.snapshot()
        for height in 1...700 as ClosedRange<UInt64> {
            for index in 0..<7 {
                let key = bytes("account/\(index)")
                #expect(try left.value(forKey: key, height: height) == right.value(forKey: key, height: height))
            }
        }
        _ = try twins.store.prune(keepingFrom: 600, limit: .max)
        _ = try twins.memory.prune(keepingFrom: 600, limit: .max)
        try twins.compare()
        // A snapshot from before the pruning still answers.
        #expect(left.oldestHeight == 1)
        for height in [1, 255, 256, 300, 599] as [UInt64] {
            for index in 0..<7 {
                let key = bytes("account/\(index)")
                #expect(try left.value(forKey: key, height: height) == right.value(forKey: key, height: height))
                let proof = try left.proof(forKey: key, height: height)
                #expect(try proof == right.proof(forKey: key, height: height))
            }
        }
        try twins.store.compact()
        try twins.compare()
    }
}
