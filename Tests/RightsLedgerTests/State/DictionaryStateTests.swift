import RightsLedger
import TestSupport
import Testing

@Suite struct DictionaryStateTests {
    /// Random writes and removals against a plain dictionary that is sorted for each question.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func itAnswersAsASortedDictionaryDoes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var state = DictionaryState()
        var model: [[UInt8]: [UInt8]] = [:]
        func key() -> [UInt8] {
            (0...random.below(3)).map { _ in UInt8(random.below(UInt64(12))) }
        }
        for _ in 0..<4_000 {
            let key = key()
            let value: [UInt8]? = random.below(UInt64(3)) == 0 ? nil : [UInt8(random.below(UInt64(256)))]
            state.set(value, forKey: key)
            model[key] = value
            #expect(try state.value(forKey: key) == value)
        }
        let sorted = model.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        #expect(state.count == model.count)
        #expect(state.entries.map(\.key) == sorted.map(\.key))
        #expect(state.entries.map(\.value) == sorted.map(\.value))
        for _ in 0..<500 {
            let (from, upTo, limit) = (key(), key(), Int(random.below(UInt64(60))))
            let expected = sorted.filter {
                !$0.key.lexicographicallyPrecedes(from) && $0.key.lexicographicallyPrecedes(upTo)
            }.prefix(limit)
            let answer = try state.scan(from: from, upTo: upTo, limit: limit)
            #expect(answer.map(\.key) == expected.map(\.key))
        }
    }

    /// More keys than one chunk holds, put in and taken out in different orders.
    @Test func manyKeysStayInOrder() throws {
        var state = DictionaryState()
        let count = 5_000
        for index in 0..<count { state.set([1], forKey: bytes(index * 7_919 % count)) }
        #expect(state.entries.map(\.key) == (0..<count).map(bytes))
        for index in 0..<count where index % 3 != 0 { state.set(nil, forKey: bytes(index * 31 % count)) }
        let left = (0..<count).filter { $0 % 3 == 0 }.map { $0 * 31 % count }.sorted()
        #expect(state.entries.map(\.key) == left.map(bytes))
        for index in left { state.set(nil, forKey: bytes(index)) }
        #expect(state.entries.isEmpty)
        #expect(try state.scan(from: [], upTo: [255], limit: 10).isEmpty)
    }

    private func bytes(_ index: Int) -> [UInt8] { [UInt8(index >> 8), UInt8(index & 255)] }

    @Test func aCopyKeepsWhatItHas() throws {
        var state = DictionaryState()
        state.set([1], forKey: [1])
        let copy = state
        state.set([2], forKey: [1])
        state.set([3], forKey: [2])
        #expect(try copy.value(forKey: [1]) == [1])
        #expect(copy.entries.map(\.key) == [[1]])
        #expect(state.entries.map(\.key) == [[1], [2]])
    }

    @Test func removingWhatIsNotThereChangesNothing() throws {
        var state = DictionaryState()
        state.set(nil, forKey: [1])
        state.set([1], forKey: [2])
        state.set(nil, forKey: [1])
        state.set(nil, forKey: [3])
        #expect(state.entries.map(\.key) == [[2]])
        #expect(state.count == 1)
    }
}
