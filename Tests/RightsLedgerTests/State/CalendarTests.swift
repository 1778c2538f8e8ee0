import RightsLedger
import Testing

@Suite struct CalendarTests {
    /// Walks every day of 1970 to 2149 by counting, and compares months and days at both ends of each day.
    @Test(arguments: [-840, -570, -1, 0, 60, 345, 840] as [Int32])
    func everyDayOf180YearsIsInTheMonthThatCountingGives(offset: Int32) {
        let calendar = FixedOffsetCalendar(utcOffsetMinutes: offset)
        var month: Int64 = 0
        var dayOfMonth = 1
        var day: Int64 = 0
        while month < 180 * 12 {
            let start = day * 86_400 - Int64(offset) * 60
            for time in [start, start + 43_200, start + 86_399] {
                guard calendar.day(at: time) == day, calendar.month(at: time) == month else {
                    Issue.record("day \(day), month \(month) at \(time) with offset \(offset)")
                    return
                }
            }
            if calendar.start(ofDay: day) != start { Issue.record("start of day \(day)") }
            day += 1
            dayOfMonth += 1
            if dayOfMonth > Self.daysInMonth(month) {
                let end = day * 86_400 - Int64(offset) * 60
                if calendar.end(ofMonth: month) != end { Issue.record("end of month \(month)") }
                month += 1
                dayOfMonth = 1
            }
        }
        #expect(day == 65_744)  // 180 × 365 days and 44 leap days: every fourth year but 2100.
    }

    /// The rule of the Gregorian calendar, written by hand.
    private static func daysInMonth(_ month: Int64) -> Int {
        let year = 1970 + month / 12
        let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Int(month % 12)]
    }

    @Test func knownInstants() {
        let utc = FixedOffsetCalendar(utcOffsetMinutes: 0)
        // date -u -d @1894708800: 2030-01-15 12:00:00
        #expect(utc.month(at: 1_894_708_800) == 720)
        #expect(utc.end(ofMonth: 720) == 1_896_134_400)  // 2030-02-01
        #expect(utc.end(ofMonth: 361) == 951_868_800)  // February 2000 has 29 days: 2000-03-01
        #expect(utc.end(ofMonth: 1561) == 4_107_542_400)  // February 2100 has 28: 2100-03-01
        #expect(utc.end(of: .never) == nil)
        #expect(utc.end(of: MonthBucket(rawValue: 720)) == 1_896_134_400)
        // At the end of the year the month depends on the offset.
        #expect(FixedOffsetCalendar(utcOffsetMinutes: 60).month(at: 946_681_200) == 360)
        #expect(utc.month(at: 946_681_200) == 359)
    }

    @Test func theLastBlockTimeFitsABucketAfterTheLongestExpiry() {
        let east = FixedOffsetCalendar(utcOffsetMinutes: 840)
        #expect(east.month(at: FieldBounds.blockTimes.upperBound) + 120 < Int64(MonthBucket.never.rawValue))
        let west = FixedOffsetCalendar(utcOffsetMinutes: -840)
        #expect(west.day(at: FieldBounds.blockTimes.lowerBound) == 0)
        #expect(west.month(at: FieldBounds.blockTimes.lowerBound) == 0)
    }

    @Test func bucketsAreWrittenAsMonths() {
        #expect(MonthBucket(rawValue: 720).description == "2030-01")
        #expect(MonthBucket(rawValue: 731).description == "2030-12")
        #expect(MonthBucket.never.description == "never")
    }
}
