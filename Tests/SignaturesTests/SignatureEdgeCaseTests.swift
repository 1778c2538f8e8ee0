import Signatures
import Testing

/// What verification does where implementations of Ed25519 differ.
///
/// The vectors of the first three tests were computed from the curve equations apart from libsodium; the key is that
/// of RFC 8032's TEST 1 and the message is "points".
@Suite struct SignatureEdgeCaseTests {
    private static let message = Array("points".utf8)
    private static let key = PublicKey(hex: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")

    @Test func aScalarThatIsNotReducedIsRefused() throws {
        let key = try #require(Self.key)
        // R = 12345 B, an honest S, and the same S plus the group's order.
        let point = "ef4f62f8479733ad879cfaced3c89a9c39dd4fc795ef2efa1c3eafe4d729a081"
        let reduced = point + "20c766bba08642fb75a574ba24afbb1560c81f5e9d1de0c7d2ed0ac8da4c9d05"
        let unreduced = point + "0d9b5c18bbe954534c426c5d03a99a2a60c81f5e9d1de0c7d2ed0ac8da4c9d15"
        #expect(try key.verify(#require(Signature(hex: reduced)), message: Self.message))
        #expect(try !key.verify(#require(Signature(hex: unreduced)), message: Self.message))
    }

    @Test func aPointROfSmallOrderIsRefused() throws {
        let key = try #require(Self.key)
        // R is the neutral element and S = k a, which satisfies the equation.
        let signature =
            "0100000000000000000000000000000000000000000000000000000000000000"
            + "46722b207c30ee60fb18cb0fedabc845557e01ae71a40a293c9d5249b3b9d009"
        #expect(try !key.verify(#require(Signature(hex: signature)), message: Self.message))
    }

    /// The encodings of the eight points of small order, canonical or not.
    ///
    /// Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs" (2020), table 6,
    /// <https://eprint.iacr.org/2020/1244>.
    private static let smallOrderEncodings = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]

    @Test(arguments: smallOrderEncodings) func aKeyOfSmallOrderVerifiesNothing(encoding: String) throws {
        let key = try #require(PublicKey(hex: encoding))
        // S = 777 and R = S B: with the neutral element as key this satisfies the equation for every message, and
        // with the other keys for one message in eight at least.
        let signature = try #require(
            Signature(
                hex: "1d84c09c915b1e355f4130b3950f6754270b37696f36f1b6ca5d4a9b4cf48860"
                    + "0903000000000000000000000000000000000000000000000000000000000000"))
        for number in 0..<64 {
            #expect(!key.verify(signature, message: [UInt8(number)]))
        }
    }

    /// Vectors of "Taming the many EdDSAs": which of them libsodium accepts decides what the chain accepts.
    @Test func onlyTheCofactorlessEquationCounts() throws {
        let messages = [
            "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
            "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
        ]
        let key = try #require(PublicKey(hex: "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d"))
        // A and R have components of small order, and the equation holds without the cofactor.
        let holdsWithout = try #require(
            Signature(
                hex: "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f"
                    + "87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009"))
        // The same kind of points, and the equation holds only after multiplication by the cofactor 8.
        let holdsOnlyWith = try #require(
            Signature(
                hex: "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed512"
                    + "5ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09"))
        #expect(try key.verify(holdsWithout, message: #require(Hex.decode(messages[0]))))
        #expect(try !key.verify(holdsOnlyWith, message: #require(Hex.decode(messages[1]))))
    }

    @Test func aKeyThatIsNotAPointVerifiesNothing() throws {
        // y = 2 is on no point of the curve.
        let key = try #require(PublicKey(hex: "02" + String(repeating: "00", count: 31)))
        let signature = try SigningKey(seed: [UInt8](repeating: 1, count: 32)).sign(Self.message)
        #expect(!key.verify(signature, message: Self.message))
    }
}
