import SymbolonClient
import TestSupport
import Testing

@Suite struct JSONParserTests {
    private func parse(_ text: String) throws(ClientError) -> JSONNode { try JSONParser.parse(Array(text.utf8)) }

    /// From RFC 8259, section 13, shortened.
    @Test func documentOfTheStandardIsRead() throws {
        let node = try parse(
            #"{"Image": {"Width": 800, "Title": "View from 15th Floor", "Animated" : false, "IDs": [116, -943, 2.5]}}"#)
        let image = try node.member("Image")
        #expect(try image.number("Width") as Int == 800)
        #expect(try image.text("Title") == "View from 15th Floor")
        #expect(try image.boolean("Animated") == false)
        #expect(try image.list("IDs") == [116, -943, .real(2.5)])
    }

    @Test func escapesAreRead() throws {
        #expect(try parse(#""a\"\\\/\b\f\n\r\t\u0041\u00e9\ud834\udd1e""#) == .string("a\"\\/\u{8}\u{c}\n\r\tAé𝄞"))
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "\"abc", "\"\\x\"",
        "\"\\u12\"", "\"\\ud834\"", "\"\\ud834\\u0041\"", "\"\\udd1e\"", "01", "-", "+1", "1.", ".5", "1e", "1e999",
        "nul", "True", "1 2", "[1] x", "\"a\u{1}b\"", "'a'", "NaN", "Infinity", "--1", "1-2", "1.2.3",
    ])
    func textsThatAreNotJSONAreRefused(_ text: String) {
        #expect(throws: ClientError.self) { try parse(text) }
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        #expect(throws: ClientError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    }

    @Test func depthIsBounded() throws {
        #expect(throws: ClientError.self) { try parse(String(repeating: "[", count: 100_000)) }
        #expect(throws: ClientError.self) { try parse(String(repeating: "{\"a\":", count: 100_000)) }
        _ = try parse(String(repeating: "[", count: 60) + String(repeating: "]", count: 60))
    }

    @Test func writtenTextIsReadBack() throws {
        let node: JSONNode = [
            "text": "line\nquote\" back\\ \u{1} é", "number": -9_223_372_036_854_775_808, "yes": true, "nothing": nil,
            "list": [1, [2, []], ["a": [:]]],
        ]
        #expect(try parse(node.text) == node)
    }

    @Test func mutatedTextsNeverTrap() {
        let seed: UInt64 = 71
        print("seed \(seed)")
        let good = #"{"a":[1,2.5,-3e2,true,false,null,"x\u0041\ud834\udd1e\n"],"b":{"c":{}},"d":"é"}"#
        var mutator = ByteMutator(seed: seed, corpus: [Array(good.utf8)])
        var accepted = 0
        for _ in 0..<20_000 {
            let text = mutator.next()
            guard let node = try? JSONParser.parse(text) else { continue }
            accepted += 1
            // What was read can be written and read again.
            #expect((try? JSONParser.parse(Array(node.text.utf8))) == node)
        }
        #expect(accepted > 100)
    }

    @Test func quantitiesAreStringsOfDigits() throws {
        let node = try parse(#"{"a": "18446744073709551615", "b": 5, "c": "-1", "d": "x"}"#)
        #expect(try node.quantity("a") == UInt64.max)
        #expect(throws: ClientError.self) { try node.quantity("b") as UInt64 }
        #expect(throws: ClientError.self) { try node.quantity("c") as UInt64 }
        #expect(throws: ClientError.self) { try node.quantity("d") as UInt64 }
        #expect(throws: ClientError.self) { try node.quantity("missing") as UInt64 }
        #expect(try node.number("b") as UInt8 == 5)
        #expect(throws: ClientError.self) { try node.number("a") as UInt64 }
    }
}
