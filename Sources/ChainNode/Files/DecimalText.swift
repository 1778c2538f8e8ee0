/// Whole numbers in the one way in which this node's files write them.
enum DecimalText {
    /// The value of an optional minus sign and decimal digits; `nil` for anything else, such as a plus sign, spaces,
    /// leading zeros, digit separators or another base.
    static func integer(_ text: String) -> Int64? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.count <= 19,
            digits.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            digits == "0" || !digits.hasPrefix("0")
        else { return nil }
        return Int64(text)
    }
}
