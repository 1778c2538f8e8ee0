internal import Foundation

/// The purchases of the CDNOW data set, in either of its two formats.
///
/// The master file begins with a header and has four columns (customer, date, discs, dollars); the sample has five
/// (customer, number in the sample, date, discs, dollars) and no header. Columns are separated by spaces, dates are
/// `YYYYMMDD`, amounts are dollars with two decimals. Amounts are read as whole cents and never as floating point.
package struct PurchaseFile: Sendable {
    /// The largest file that is read, in bytes.
    package static let byteCountMax = 64 << 20

    /// Where the purchases were read from.
    package let path: String

    /// The purchases in the order of their days; within a day in the order of the file.
    package let purchases: [Purchase]

    /// Reads a file and checks every line.
    ///
    /// - Throws: ``WorkbenchError/fileUnreadable(path:)``, ``WorkbenchError/fileTooLarge(path:byteCountMax:)`` or what
    ///   ``init(path:bytes:)`` throws.
    package init(path: String) throws(WorkbenchError) {
        let bytes = try BoundedFile.read(path: path, byteCountMax: PurchaseFile.byteCountMax)
        try self.init(path: path, bytes: bytes)
    }

    /// Checks every line of a file's content.
    ///
    /// - Throws: ``WorkbenchError/purchaseInvalid(path:line:reason:)`` for the first bad line, or
    ///   ``WorkbenchError/purchasesMissing(path:)``.
    package init(path: String, bytes: [UInt8]) throws(WorkbenchError) {
        self.path = path
        var purchases: [Purchase] = []
        var columnCount: Int?
        var line = 0
        for content in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            line += 1
            let columns = content.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
            if columns.isEmpty { continue }
            if line == 1, columns.map({ String(decoding: $0, as: UTF8.self) }) == PurchaseFile.header { continue }
            do throws(LineFault) {
                let expected = columnCount ?? columns.count
                guard (4...5).contains(expected), columns.count == expected else {
                    throw LineFault(
                        reason: "\(columns.count) columns where \(columnCount.map(String.init) ?? "4 or 5") are due")
                }
                columnCount = expected
                purchases.append(try PurchaseFile.purchase(columns, line: line))
            } catch {
                throw .purchaseInvalid(path: path, line: line, reason: error.reason)
            }
        }
        guard !purchases.isEmpty else { throw .purchasesMissing(path: path) }
        self.purchases = purchases.sorted { ($0.day, $0.line) < ($1.day, $1.line) }
    }

    /// The number of different customers.
    package var customerCount: Int { Set(purchases.map(\.customer)).count }

    private static let header = ["customer_id", "date", "number_of_cds", "dollar_value"]

    private struct LineFault: Error {
        var reason: String
    }

    private static func purchase(_ columns: [ArraySlice<UInt8>], line: Int) throws(LineFault) -> Purchase {
        let values = columns.suffix(3).map { $0 }
        guard let customer = number(columns[0]) else { throw LineFault(reason: "the customer is not a number") }
        if columns.count == 5, number(columns[1]) == nil {
            throw LineFault(reason: "the number in the sample is not a number")
        }
        guard let day = day(values[0]) else { throw LineFault(reason: "the date is not a day written as YYYYMMDD") }
        guard let discCount = number(values[1]) else { throw LineFault(reason: "the count of discs is not a number") }
        guard let cents = cents(values[2]) else {
            throw LineFault(reason: "the amount is not dollars with two decimals, below 42,949,672.96")
        }
        return Purchase(customer: customer, day: day, discCount: discCount, cents: cents, line: line)
    }

    /// Reads one to ten decimal digits.
    private static func number(_ text: ArraySlice<UInt8>) -> UInt32? {
        guard (1...10).contains(text.count) else { return nil }
        var value: UInt64 = 0
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
        }
        return UInt32(exactly: value)
    }

    private static func day(_ text: ArraySlice<UInt8>) -> CalendarDay? {
        guard text.count == 8, let value = number(text) else { return nil }
        return CalendarDay(year: Int(value / 10_000), month: Int(value / 100 % 100), day: Int(value % 100))
    }

    private static func cents(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2 else { return nil }
        guard let dollars = number(parts[0]), let cents = number(parts[1]) else { return nil }
        return UInt32(exactly: UInt64(dollars) * 100 + UInt64(cents))
    }
}
