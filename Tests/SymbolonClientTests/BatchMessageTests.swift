import SymbolonClient
import TestSupport
import Testing

@Suite struct BatchMessageTests {
    @Test func framesAreThoseOfProtobuf() {
        // Field 1, wire type 2: tag 0x0A, then the length as a varint.
        #expect(BatchMessage.encode([]) == [])
        #expect(BatchMessage.encode([[7]]) == [0x0A, 1, 7])
        #expect(BatchMessage.encode([[], [1, 2]]) == [0x0A, 0, 0x0A, 2, 1, 2])
        let long = Array(repeating: 5 as UInt8, count: 300)
        #expect(BatchMessage.encode([long]) == [0x0A, 0xAC, 0x02] + long)
    }

    @Test func resultsAreRead() throws {
        // An empty outcome, and one with code 330 (field 1) and a fact (field 3).
        let outcome: [UInt8] = [0x08, 0xCA, 0x02, 0x1A, 0x06, 0x0A, 0x01, 0x61, 0x12, 0x01, 0x62]
        let results = try BatchMessage.decodeResults([0x0A, 0x00, 0x0A, UInt8(outcome.count)] + outcome)
        #expect(results.count == 2)
        #expect(results[0] == .accepted)
        guard case .refused(330, "balanceTooLow", nil, let facts) = results[1] else {
            Issue.record("\(results[1])")
            return
        }
        #expect(facts.map(\.name) == ["a"])
        #expect(facts.map(\.value) == ["b"])
    }

    @Test(
        arguments: [[0x0A], [0x0A, 5, 1], [0x12, 0], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x0A, 1, 0xFF]] as [[UInt8]]
    )
    func answersThatAreNotResultsAreRefused(_ bytes: [UInt8]) {
        #expect(throws: ClientError.self) { try BatchMessage.decodeResults(bytes) }
    }

    @Test func mutatedAnswersNeverTrap() {
        let seed: UInt64 = 72
        print("seed \(seed)")
        let outcome: [UInt8] = [
            0x08, 0xCA, 0x02, 0x12, 0x02, 0x08, 0x03, 0x1A, 0x06, 0x0A, 0x01, 0x61, 0x12, 0x01, 0x62,
        ]
        let good = [0x0A, 0x00, 0x0A, UInt8(outcome.count)] + outcome + [0x0A, 0x00]
        var mutator = ByteMutator(seed: seed, corpus: [good])
        var read = 0
        for _ in 0..<20_000 where (try? BatchMessage.decodeResults(mutator.next())) != nil { read += 1 }
        #expect(read > 10)
    }
}
