import Testing
import Workbench

@Suite struct PercentageTests {
    @Test(arguments: [("0%", 0), ("1%", 100), ("2.5%", 250), ("0.25%", 25), ("100%", 10_000), ("0.05%", 5)])
    func percentagesAreRead(_ text: String, _ value: UInt32) {
        #expect(Percentage(text: text)?.value == value)
    }

    @Test(arguments: ["", "%", "5", "101%", "100.01%", "-1%", "1.234%", "1.%", ".5%", "1e1%", "٥%", "1 %"])
    func anythingElseIsRefused(_ text: String) {
        #expect(Percentage(text: text) == nil)
    }

    @Test func sharesRoundDown() throws {
        #expect(try #require(Percentage(text: "1.5%")).share(of: 999) == 14)
        #expect(try #require(Percentage(text: "100%")).share(of: .max) == .max)
        #expect(Percentage.zero.share(of: .max) == 0)
    }
}
