/// Numbers in paths and queries: decimal digits alone, without sign, blank or leading zero.
enum DecimalText {
    /// The number that the digits mean; `nil` for anything else and for what does not fit.
    static func parse<Number: FixedWidthInteger>(_ text: some StringProtocol) -> Number? {
        let digits = text.utf8
        guard let first = digits.first, digits.count <= 20 else { return nil }
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        guard first != UInt8(ascii: "0") || digits.count == 1 else { return nil }
        return Number(text)
    }
}
