import FiniteFields
import TestSupport
import Testing

@Suite struct PrimeFieldCodecTests {
    static let r = "21888242871839275222246405745257275088548364400416034343698204186575808495617"
    static let p = "21888242871839275222246405745257275088696311157297823662689037894645226208583"

    @Test func bytesRoundTripInBothOrders() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<1_000 {
            let element: Fq = random.edgyElement()
            #expect(Fq(littleEndian: element.littleEndianBytes) == element)
            #expect(Fq(bigEndian: element.bigEndianBytes) == element)
            #expect(element.bigEndianBytes == element.littleEndianBytes.reversed())
            #expect(Fq(decimal: element.decimal) == element)
            #expect(Fq(canonical: element.canonical) == element)
            #expect(Fq(montgomery: element.montgomery) == element)
        }
    }

    @Test func byteOrderIsTheNamedOne() {
        let bytes: [UInt8] = [1, 2] + [UInt8](repeating: 0, count: 30)
        #expect(Fr(littleEndian: bytes) == Fr(513))
        #expect(Fr(bigEndian: bytes.reversed()) == Fr(513))
        #expect(Fr(513).littleEndianBytes == bytes)
    }

    @Test func theModulusAndMoreAreRefused() throws {
        let modulus = Fr.modulusWords
        let words = (modulus.word0, modulus.word1, modulus.word2, modulus.word3)
        #expect(Fr(canonical: words) == nil)
        #expect(Fr(montgomery: words) == nil)
        #expect(Fr(canonicalWords: FourWords(.max, .max, .max, .max)) == nil)
        #expect(Fr(canonical: (modulus.word0 - 1, modulus.word1, modulus.word2, modulus.word3)) == -Fr.one)
        var bytes = (-Fr.one).littleEndianBytes
        bytes[0] += 1
        #expect(Fr(littleEndian: bytes) == nil)
        #expect(Fr(bigEndian: bytes.reversed()) == nil)
        #expect(Fr(littleEndian: [UInt8](repeating: 0xff, count: 32)) == nil)
        #expect(Fr(decimal: Self.r) == nil)
        #expect(Fq(decimal: Self.p) == nil)
        #expect(Fq(decimal: Self.r) != nil)
    }

    @Test(arguments: [0, 1, 31, 33, 64])
    func otherLengthsAreRefused(count: Int) {
        let bytes = [UInt8](repeating: 0, count: count)
        #expect(Fr(littleEndian: bytes) == nil)
        #expect(Fr(bigEndian: bytes) == nil)
        #expect((Fr(reducing: bytes) == nil) == (count != 64))
    }

    @Test(arguments: ["", "-1", "+1", "01", "00", "1 ", " 1", "1.0", "0x1", "1e3", "١", "1_000"])
    func decimalsOfAnotherFormAreRefused(text: String) {
        #expect(Fr(decimal: text) == nil)
    }

    @Test func longDecimalsAreRefused() {
        #expect(Fr(decimal: String(repeating: "9", count: 77)) == nil)
        #expect(Fr(decimal: String(repeating: "1", count: 100_000)) == nil)
        #expect(Fr(decimal: "115792089237316195423570985008687907853269984665640564039457584007913129639936") == nil)
    }

    @Test func decimalsAreTheIntegers() {
        #expect(Fr.zero.decimal == "0")
        #expect(Fr(10_000_000_000_000_000_000).decimal == "10000000000000000000")
        #expect((-Fr.one).decimal == "21888242871839275222246405745257275088548364400416034343698204186575808495616")
        #expect(Fr(2).power([200]).description == "1606938044258990275541962092341162602522202993782792835301376")
        #expect(Fr(decimal: "1606938044258990275541962092341162602522202993782792835301376") == Fr(2).power([200]))
    }

    @Test func wideBytesAreReduced() {
        var bytes = [UInt8](repeating: 0, count: 64)
        bytes[32] = 1
        #expect(Fr(reducing: bytes) == Fr(2).power([256]))
        #expect(
            Fr(
                reducing: Fr.modulus.flatMap { word in (0..<8).map { UInt8(word >> (8 * $0) & 0xff) } }
                    + [UInt8](repeating: 0, count: 32)) == .zero)
    }
}
