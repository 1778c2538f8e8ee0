import Testing
import Workbench

@Suite struct PurchaseFileTests {
    private func parse(_ text: String) throws(WorkbenchError) -> [Purchase] {
        try PurchaseFile(path: "purchases.txt", bytes: Array(text.utf8)).purchases
    }

    @Test func masterFormatIsRead() throws {
        let text =
            " customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00002 19970112  5   77.00\r\n"
        let purchases = try parse(text)
        let first = try #require(CalendarDay(year: 1997, month: 1, day: 1))
        let second = try #require(CalendarDay(year: 1997, month: 1, day: 12))
        #expect(
            purchases == [
                Purchase(customer: 1, day: first, discCount: 1, cents: 1_177, line: 2),
                Purchase(customer: 2, day: second, discCount: 5, cents: 7_700, line: 3),
            ])
    }

    @Test func sampleFormatIsRead() throws {
        let purchases = try parse(" 00004 0001 19970101  2   29.33\r\n 00021 0002 19970101  3   63.34\r\n")
        #expect(purchases.map(\.customer) == [4, 21])
        #expect(purchases.map(\.cents) == [2_933, 6_334])
    }

    @Test func purchasesAreOrderedByDayAndThenByLine() throws {
        let purchases = try parse("1 19970301 1 1.00\n2 19970201 1 2.00\n3 19970301 1 3.00\n4 19970101 1 0.00\n")
        #expect(purchases.map(\.customer) == [4, 2, 1, 3])
        #expect(purchases.map(\.line) == [4, 2, 1, 3])
    }

    /// Amounts whose nearest binary fraction, times 100 and cut, would be a cent too low.
    @Test(arguments: [("29.33", 2_933), ("0.29", 29), ("1.15", 115), ("8.41", 841), ("1286.01", 128_601)])
    func amountsAreExactCents(_ text: String, _ cents: UInt32) throws {
        #expect(try parse("1 19970101 1 \(text)").map(\.cents) == [cents])
    }

    @Test(arguments: [
        ("1 19970101 1", "3 columns where 4 or 5 are due"),
        ("1 2 3 19970101 1 1.00", "6 columns where 4 or 5 are due"),
        ("x 19970101 1 1.00", "the customer is not a number"),
        ("-1 19970101 1 1.00", "the customer is not a number"),
        ("1 19970229 1 1.00", "the date is not a day written as YYYYMMDD"),
        ("1 199701 1 1.00", "the date is not a day written as YYYYMMDD"),
        ("1 19971301 1 1.00", "the date is not a day written as YYYYMMDD"),
        ("1 19970101 ten 1.00", "the count of discs is not a number"),
        ("1 19970101 1 1", "the amount is not dollars with two decimals, below 42,949,672.96"),
        ("1 19970101 1 1.5", "the amount is not dollars with two decimals, below 42,949,672.96"),
        ("1 19970101 1 1.005", "the amount is not dollars with two decimals, below 42,949,672.96"),
        ("1 19970101 1 -1.00", "the amount is not dollars with two decimals, below 42,949,672.96"),
        ("1 19970101 1 1e5.00", "the amount is not dollars with two decimals, below 42,949,672.96"),
        ("1 19970101 1 42949672.96", "the amount is not dollars with two decimals, below 42,949,672.96"),
    ])
    func badLineIsNamed(_ line: String, _ reason: String) {
        #expect(throws: WorkbenchError.purchaseInvalid(path: "purchases.txt", line: 2, reason: reason)) {
            // A blank first line leaves the number of columns open.
            try parse("\n\(line)\n")
        }
    }

    @Test func changingTheNumberOfColumnsIsRefused() {
        #expect(
            throws: WorkbenchError.purchaseInvalid(
                path: "purchases.txt", line: 2, reason: "5 columns where 4 are due")
        ) { try parse("1 19970101 1 1.00\n1 1 19970101 1 1.00\n") }
    }

    @Test(arguments: ["", "\r\n\r\n", "customer_id date number_of_cds dollar_value\r\n"])
    func fileWithoutPurchasesIsRefused(_ text: String) {
        #expect(throws: WorkbenchError.purchasesMissing(path: "purchases.txt")) { try parse(text) }
    }

    @Test func missingFileIsNamed() {
        #expect(throws: WorkbenchError.fileUnreadable(path: "/nonexistent/purchases.txt")) {
            try PurchaseFile(path: "/nonexistent/purchases.txt")
        }
    }

    /// The counts are those that the data set's authors publish: 2,357 customers, 6,919 transactions.
    @Test func theSampleIsComplete() throws {
        let file = try PurchaseFile(path: Project.path(of: "Examples/cdnow/CDNOW_sample.txt"))
        #expect(file.purchases.count == 6_919)
        #expect(file.customerCount == 2_357)
        #expect(file.purchases.first?.day.description == "1997-01-01")
        #expect(file.purchases.last?.day.description == "1998-06-30")
        #expect(file.purchases.reduce(UInt64(0)) { $0 + UInt64($1.cents) } == 24_409_194)
    }
}
