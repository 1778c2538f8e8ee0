import Testing
import Workbench

@Suite struct CalendarDayTests {
    /// From `date -u -d <day> +%s` of GNU coreutils 9.1, divided by 86,400.
    @Test(arguments: [
        ("1970-01-01", 0), ("1997-01-01", 9_862), ("1998-06-30", 10_407), ("2000-02-29", 11_016),
        ("2001-03-01", 11_382), ("2100-12-31", 47_846),
    ])
    func knownDays(_ text: String, _ number: Int) throws {
        let day = try #require(CalendarDay(text: text))
        #expect(day.number == number)
        #expect(day.description == text)
        #expect(day.startSecond == Int64(number) * 86_400)
    }

    @Test func everyDayOfThreeCenturiesComesBack() throws {
        var previous = CalendarDay(number: 0).date
        for number in 1..<(300 * 365) {
            let date = CalendarDay(number: number).date
            let isNextDay = date.year == previous.year && date.month == previous.month && date.day == previous.day + 1
            let isNextMonth = date.day == 1 && previous.day >= 28
            #expect(isNextDay || isNextMonth, "day \(number)")
            #expect(CalendarDay(year: date.year, month: date.month, day: date.day)?.number == number)
            previous = date
        }
    }

    @Test(arguments: [
        "1997-02-29", "1900-01-01", "1997-13-01", "1997-00-10", "1997-01-00", "1997-1-1", "97-01-01", "1997/01/01", "",
        "1997-01-01x", "3000-01-01", "+997-01-01",
    ])
    func daysThatDoNotExistAreRefused(_ text: String) {
        #expect(CalendarDay(text: text) == nil)
    }

    @Test(arguments: [("1997-01-31", "1997-02-01"), ("1997-12-15", "1998-01-01"), ("1996-02-29", "1996-03-01")])
    func nextMonthBeginsOnItsFirstDay(_ text: String, _ next: String) throws {
        #expect(try #require(CalendarDay(text: text)).startOfNextMonth.description == next)
    }
}
