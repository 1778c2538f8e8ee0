/// The three letters A-Z that name a currency, such as EUR.
public struct CurrencyCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The three ASCII letters, the first in the most significant place.
    let packed: UInt32

    /// Reads exactly three letters A-Z; `nil` for anything else.
    public init?(_ text: String) {
        self.init(bytes: text.utf8)
    }

    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 3 else { return nil }
        var packed: UInt32 = 0
        for byte in bytes {
            guard byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") else { return nil }
            packed = packed << 8 | UInt32(byte)
        }
        self.packed = packed
    }

    /// The three ASCII letters.
    var bytes: (UInt8, UInt8, UInt8) {
        (UInt8(packed >> 16 & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF))
    }

    /// The three letters.
    public var description: String {
        let (first, second, third) = bytes
        return String(decoding: [first, second, third], as: UTF8.self)
    }

    /// Orders codes alphabetically.
    public static func < (left: CurrencyCode, right: CurrencyCode) -> Bool { left.packed < right.packed }
}
