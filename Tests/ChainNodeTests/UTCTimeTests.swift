import ChainNode
import Testing

@Suite struct UTCTimeTests {
    /// Known answers from Python: `datetime.fromisoformat(text).timestamp()`.
    static let rows: [(text: String, seconds: Int64)] = [
        ("1970-01-01T00:00:00Z", 0),
        ("1997-01-01T00:00:00Z", 852_076_800),
        ("2000-02-29T23:59:59Z", 951_868_799),
        ("2023-11-14T22:13:20Z", 1_700_000_000),
        ("2100-03-01T00:00:00Z", 4_107_542_400),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ]

    @Test(arguments: rows.indices)
    func textAndSecondsAgree(row: Int) {
        #expect(UTCTime.seconds(Self.rows[row].text) == Self.rows[row].seconds)
        #expect(UTCTime.text(Self.rows[row].seconds) == Self.rows[row].text)
    }

    @Test func everyDayOfTwoCenturiesComesBack() {
        for day in 0..<Int64(200 * 366) {
            let seconds = day * 86_400 + day % 86_400
            #expect(UTCTime.seconds(UTCTime.text(seconds)) == seconds)
        }
    }

    @Test(arguments: [
        "", "2023-11-14", "2023-11-14T22:13:20", "2023-11-14 22:13:20Z", "2023-13-01T00:00:00Z", "2023-02-29T00:00:00Z",
        "1969-12-31T23:59:59Z", "2023-11-14T24:00:00Z", "2023-11-14T22:60:00Z", "2023-11-14T22:13:60Z",
        "2023-11-14T22:13:20+01:00", "+023-11-14T22:13:20Z", "2023-00-10T00:00:00Z", "2023-10-00T00:00:00Z",
    ])
    func otherFormsAreRefused(text: String) {
        #expect(UTCTime.seconds(text) == nil)
    }
}
