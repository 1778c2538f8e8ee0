import TestSupport
import Testing

@Suite struct SeededGeneratorTests {
    /// Source: the reference C code of splitmix64 and xoshiro256** (prng.di.unimi.it), transcribed to Python 3 integers.
    @Test func knownAnswer() {
        var random = SeededGenerator(seed: 1_234_567)
        let expected: [UInt64] = [
            3_504_822_795_582_309_479, 1_819_558_768_956_484_042, 1_250_851_346_055_027_673,
            16_940_231_675_099_994_102, 11_585_879_347_611_423_030,
        ]
        #expect(expected.map { _ in random.next() } == expected)
    }

    @Test func numbersStayInTheirRanges() {
        var random = SeededGenerator(seed: 3)
        var seen: Set<Int> = []
        for _ in 0..<1_000 {
            let number = random.number(in: -3...4)
            #expect((-3...4).contains(number))
            seen.insert(number)
            #expect(random.below(7 as UInt64) < 7)
        }
        #expect(seen.count == 8)
        #expect(random.number(in: UInt64.max...UInt64.max) == .max)
        #expect(random.number(in: Int.min...Int.min) == .min)
        #expect(random.element(of: [Int]()) == nil)
        #expect(random.bytes(count: 13).count == 13)
    }

    @Test func mutatorIsDeterministicAndBounded() {
        let corpus: [[UInt8]] = [[], [1], Array(0...255), Array(repeating: 9, count: 1 << 17)]
        var first = ByteMutator(seed: 4, corpus: corpus)
        var second = ByteMutator(seed: 4, corpus: corpus)
        for _ in 0..<400 {
            let input = first.next()
            #expect(input == second.next())
            #expect(input.count <= ByteMutator.byteCountMax)
        }
        for mutation in ByteMutator.Mutation.allCases {
            for original in corpus.dropLast() {
                var bytes = original
                first.apply(mutation, to: &bytes)
                // A splice brings the end of another input along.
                let most = mutation == .splice ? ByteMutator.byteCountMax : original.count + 256
                #expect(bytes.count <= most)
            }
        }
    }
}
