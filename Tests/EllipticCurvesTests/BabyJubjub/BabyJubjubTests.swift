import EllipticCurves
import FiniteFields
import TestSupport
import Testing

/// Known answers are from circomlibjs 0.1.8, test/babyjub.js.
@Suite struct BabyJubjubTests {
    private func point(_ x: String, _ y: String) throws -> BabyJubjubPoint {
        let x = try #require(Fr(decimal: x))
        let y = try #require(Fr(decimal: y))
        return try #require(BabyJubjubPoint(x: x, y: y))
    }

    private func first() throws -> BabyJubjubPoint {
        try point(
            "17777552123799933955779906779655732241715742912184938656739573121738514868268",
            "2626589144620713026669568689430873010625803728049924121243784502389097019475")
    }

    private func doubledFirst() throws -> BabyJubjubPoint {
        try point(
            "6890855772600357754907169075114257697580319025794532037257385534741338397365",
            "4338620300185947561074059802482547481416142213883829469920100239455078257889")
    }

    private func integer(_ decimal: String) throws -> FourWords {
        try #require(Fr(decimal: decimal)).canonicalWords
    }

    @Test func baseIsEightTimesTheGenerator() throws {
        let generator = try point(
            "995203441582195749578291179787384436505546430278305826713579947235728471134",
            "5472060717959818805561601436314318772137091100104008585924551046643952123905")
        #expect(generator.multiplied(variableTimeBy: FourWords(8, 0, 0, 0)) == BabyJubjub.base)
        #expect(!generator.isInSubgroup)
        #expect(BabyJubjub.base.isInSubgroup)
    }

    @Test func sumsAreCircomlibs() throws {
        let second = try point(
            "16540640123574156134436876038791482806971768689494387082833631921987005038935",
            "20819045374670962167435360035096875258406992893633759881276124905556507972311")
        let sum = try point(
            "7916061937171219682591368294088513039687205273691143098332585753343424131937",
            "14035240266687799601661095864649209771790948434046947201833777492504781204499")
        #expect(try first() + second == sum)
        #expect(try first() + first() == doubledFirst())
        #expect(BabyJubjubPoint.identity + .identity == .identity)
        #expect(try first() + -first() == .identity)
    }

    @Test func multiplesAreCircomlibs() throws {
        let rows = try [
            (
                first(), FourWords(3, 0, 0, 0),
                point(
                    "19372461775513343691590086534037741906533799473648040012278229434133483800898",
                    "9458658722007214007257525444427903161243386465067105737478306991484593958249")
            ),
            (
                first(), integer("14035240266687799601661095864649209771790948434046947201833777492504781204499"),
                point(
                    "17070357974431721403481313912716834497662307308519659060910483826664480189605",
                    "4014745322800118607127020275658861516666525056516280575712425373174125159339")
            ),
            (
                doubledFirst(),
                integer("20819045374670962167435360035096875258406992893633759881276124905556507972311"),
                point(
                    "13563888653650925984868671744672725781658357821216877865297235725727006259983",
                    "8442587202676550862664528699803615547505326611544120184665036919364004251662")
            ),
        ]
        for (base, scalar, multiple) in rows {
            #expect(base.multiplied(variableTimeBy: scalar) == multiple)
            #expect(base.multiplied(constantTimeBy: scalar) == multiple)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func allWaysToMultiplyAgree(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var scalars = [
            FourWords.zero, FourWords(1, 0, 0, 0), FourWords(.max, .max, .max, .max), BabyJubjub.subgroupOrder,
        ]
        for _ in 0..<10 { scalars.append(FourWords(random.next(), random.next(), random.next(), random.next())) }
        var previous = BabyJubjubPoint.identity
        for scalar in scalars {
            let multiple = BabyJubjub.base.multiplied(variableTimeBy: scalar)
            #expect(BabyJubjub.base.multiplied(constantTimeBy: scalar) == multiple, "seed \(seed)")
            #expect(BabyJubjubPoint.baseMultiple(constantTimeBy: scalar) == multiple)
            let reduced = BabyJubjubScalar(reducingLow: scalar)
            #expect(BabyJubjubPoint.baseMultiple(constantTimeBy: reduced.words) == multiple)
            #expect(
                BabyJubjubPoint.baseMultiple(variableTimeBy: scalar, plus: previous, times: FourWords(5, 0, 0, 0))
                    == multiple + previous.multiplied(variableTimeBy: FourWords(5, 0, 0, 0)))
            previous = multiple
        }
    }

    @Test(arguments: [
        "53b81ed5bffe9545b54016234682e7b2f699bd42a5e9eae27ff4051bc698ce85",
        "e114eb17eddf794f063a68fecac515e3620e131976108555735c8b0773929709",
    ])
    func packedFormIsCircomlibs(hex: String) throws {
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
        let point = try #require(BabyJubjubPoint(packed: bytes))
        #expect(try point == (hex.hasPrefix("53") ? first() : doubledFirst()))
        #expect(point.packed == bytes)
        #expect(BabyJubjubPoint(packed: (-point).packed) == -point)
    }

    @Test func bytesThatPackingDoesNotGiveAreRefused() throws {
        let good = try first().packed
        #expect(BabyJubjubPoint(packed: good.dropLast()) == nil)
        #expect(BabyJubjubPoint(packed: good + [0]) == nil)
        // y at the modulus stands for zero a second time.
        let modulus = Fr.modulus.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
        #expect(BabyJubjubPoint(packed: modulus) == nil)
        // x is zero, so the sign bit has nothing to say.
        var identity = BabyJubjubPoint.identity.packed
        #expect(BabyJubjubPoint(packed: identity) == .identity)
        identity[31] |= 0x80
        #expect(BabyJubjubPoint(packed: identity) == nil)
    }

    @Test func everyUnpackedPointIsOnTheCurveAndPacksBack() {
        let seed: UInt64 = 5
        var random = SeededGenerator(seed: seed)
        var unpacked = 0
        for _ in 0..<200 {
            var bytes = random.bytes(count: 32)
            bytes[31] &= 0x9f
            guard let point = BabyJubjubPoint(packed: bytes) else { continue }
            unpacked += 1
            #expect(BabyJubjubPoint(x: point.x, y: point.y) == point, "seed \(seed)")
            #expect(point.packed == bytes)
        }
        #expect(unpacked > 50)
    }

    @Test func pointOffTheCurveIsRefused() throws {
        let point = try first()
        #expect(BabyJubjubPoint(x: point.x, y: point.y + .one) == nil)
        #expect(BabyJubjubPoint(x: .zero, y: .zero) == nil)
    }

    @Test(arguments: [1, 2] as [UInt64])
    func scalarsFormAField(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func draw() -> BabyJubjubScalar {
            BabyJubjubScalar(
                reducingLow: FourWords(random.next(), random.next(), random.next(), random.next()),
                high: FourWords(random.next(), random.next(), random.next(), random.next()))
        }
        let one = BabyJubjubScalar(reducingLow: FourWords(1, 0, 0, 0))
        for _ in 0..<50 {
            let (a, b, c) = (draw(), draw(), draw())
            #expect(a * (b + c) == a * b + a * c, "seed \(seed)")
            #expect(a * b == b * a)
            #expect(a * one == a)
            // high * 2^256: doubling 256 times says the same.
            var shifted = a
            for _ in 0..<256 { shifted = shifted + shifted }
            #expect(BabyJubjubScalar(reducingLow: b.words, high: a.words) == shifted + b)
        }
        // (2^512 - 1) % l, by Python 3 integers.
        let all = FourWords(.max, .max, .max, .max)
        let expected = FourWords(
            0x35e4_4abe_e7ec_b21d, 0x7464_6cac_f5f8_4ec4, 0xe472_df20_3faa_158f, 0x0445_b524_f1ba_50a8)
        #expect(BabyJubjubScalar(reducingLow: all, high: all).words == expected)
    }

    @Test func wipedScalarIsZero() {
        var scalar = BabyJubjubScalar(reducingLow: FourWords(7, 7, 7, 7))
        scalar.wipe()
        #expect(scalar.words == .zero)
    }
}
