/// What a column holds, and between which bounds.
package struct ColumnFormat: Sendable, Hashable, Codable {
    /// The kinds of columns.
    package enum Kind: Sendable, Hashable, Codable {
        /// Whole numbers.
        case integer(ValueBounds)
        /// Numbers with a fixed number of digits behind the point, held as whole numbers of the last digit.
        case decimal(digits: Int, ValueBounds)
        /// Days, as `YYYY-MM-DD` or `YYYYMMDD`, held as days since 1970-01-01.
        case date(ValueBounds)
        /// Texts of a public list; others count as none of them.
        case publicText([String])
        /// Texts of which at most this many different ones occur; which ones is private.
        case privateText(keyCountMax: Int)
        /// Not used.
        case ignored
    }

    /// The column's name.
    package let name: String
    /// What it holds.
    package let kind: Kind

    /// States a format.
    package init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// The bounds of a numeric column; `nil` for others.
    package var bounds: ValueBounds? {
        switch kind {
        case .integer(let bounds), .decimal(_, let bounds), .date(let bounds): bounds
        case .publicText, .privateText, .ignored: nil
        }
    }

    /// By how many powers of ten the whole numbers exceed what was written.
    var digits: Int {
        if case .decimal(let digits, _) = kind { return digits }
        return 0
    }

    /// A numeric column's value as whole number; `nil` where the text is none.
    func number(_ text: some StringProtocol) -> Int64? {
        switch kind {
        case .integer: ColumnFormat.fixedPoint(text, digits: 0)
        case .decimal(let digits, _): ColumnFormat.fixedPoint(text, digits: digits)
        case .date: ColumnFormat.day(text)
        case .publicText, .privateText, .ignored: nil
        }
    }

    /// How a whole number of a numeric column is written.
    func text(of number: Int64) -> String {
        switch kind {
        case .date: return ColumnFormat.dayText(number)
        case .decimal(let digits, _):
            var scale: Int64 = 1
            for _ in 0..<digits { scale *= 10 }
            let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: UInt64(scale))
            let fraction = String(rest)
            let zeros = String(repeating: "0", count: digits - fraction.count)
            return "\(number < 0 ? "-" : "")\(whole).\(zeros)\(fraction)"
        default: return String(number)
        }
    }

    /// Reads a decimal number exactly; `nil` where it has more digits behind the point or is beyond 2^62.
    static func fixedPoint(_ text: some StringProtocol, digits: Int) -> Int64? {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        guard !bytes.isEmpty, bytes.count <= 40 else { return nil }
        var value: Int64 = 0
        var fractionCount = -1
        var digitCount = 0
        func appended(_ digit: Int64) -> Int64? {
            let (product, first) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = product.addingReportingOverflow(digit)
            return first || second || sum > 1 << 62 ? nil : sum
        }
        for byte in bytes {
            if byte == UInt8(ascii: "."), fractionCount < 0, digitCount > 0 {
                fractionCount = 0
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            digitCount += 1
            if fractionCount >= 0 { fractionCount += 1 }
            // More digits than the column has must be zeros, as in 12.500.
            if fractionCount > digits {
                guard byte == UInt8(ascii: "0") else { return nil }
                continue
            }
            guard let next = appended(Int64(byte - UInt8(ascii: "0"))) else { return nil }
            value = next
        }
        guard digitCount > 0, fractionCount != 0 else { return nil }
        for _ in 0..<(digits - min(max(fractionCount, 0), digits)) {
            guard let next = appended(0) else { return nil }
            value = next
        }
        return isNegative ? -value : value
    }

    /// Reads a day; `nil` where there is no such day between 1600 and 9999.
    ///
    /// - SeeAlso: Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), days_from_civil.
    static func day(_ text: some StringProtocol) -> Int64? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
        let isDashed = text.utf8.count == 10
        guard digits.count == 8, isDashed || text.utf8.count == 8 else { return nil }
        if isDashed {
            let bytes = Array(text.utf8)
            guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        }
        var value: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
        guard year >= 1600, (1...12).contains(month), (1...31).contains(day) else { return nil }
        let number = daysFromCivil(year, month, day)
        return dayText(number).utf8.filter { $0 != UInt8(ascii: "-") } == digits ? number : nil
    }

    private static func daysFromCivil(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func dayText(_ number: Int64) -> String {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func padded(_ value: Int64, _ width: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
