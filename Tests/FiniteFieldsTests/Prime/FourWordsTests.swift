import FiniteFields
import TestSupport
import Testing

@Suite struct FourWordsTests {
    @Test func carriesRunThroughAllWords() {
        let ones = FourWords(.max, .max, .max, .max)
        let one = FourWords(1, 0, 0, 0)
        #expect(ones.adding(one) == (.zero, 1))
        #expect(FourWords.zero.subtracting(one) == (ones, 1))
        #expect(FourWords(.max, .max, .max, 0).adding(one) == (FourWords(0, 0, 0, 1), 0))
        #expect(FourWords(0, 0, 0, 1).subtracting(one) == (FourWords(.max, .max, .max, 0), 0))
        #expect(ones.adding(ones) == (FourWords(.max - 1, .max, .max, .max), 1))
    }

    @Test func subtractionUndoesAddition() {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<10_000 {
            let left = FourWords(random.next(), random.skewedNumber(), random.next(), random.skewedNumber())
            let right = FourWords(random.skewedNumber(), random.next(), random.skewedNumber(), random.next())
            let (sum, carry) = left.adding(right)
            let (difference, borrow) = sum.subtracting(right)
            #expect(difference == left)
            #expect(borrow == carry)
            #expect((left < right) == (left.subtracting(right).borrow == 1))
        }
    }

    @Test func bitsAreReadAcrossWords() {
        let value = FourWords(0xfedc_ba98_7654_3210, 0x0f1e_2d3c_4b5a_6978, 0, 0x8000_0000_0000_0001)
        #expect(value.bits(at: 0, count: 4) == 0)
        #expect(value.bits(at: 4, count: 8) == 0x21)
        #expect(value.bits(at: 60, count: 8) == 0x8f)
        #expect(value.bits(at: 64, count: 64) == 0x0f1e_2d3c_4b5a_6978)
        #expect(value.bits(at: 190, count: 4) == 4)
        #expect(value.bits(at: 250, count: 20) == 0b100000)
        #expect(value.bits(at: 256, count: 5) == 0)
        #expect(value.bitWidth == 256)
        #expect(FourWords(0, 1, 0, 0).bitWidth == 65)
        #expect(FourWords.zero.bitWidth == 0)
    }
}
