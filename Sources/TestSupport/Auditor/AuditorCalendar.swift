import RightsLedger

/// Civil time as the rules page defines it, by counting days and months one year at a time.
///
/// Times are whole seconds since 1970 UTC, offsets whole minutes east of UTC.
enum AuditorCalendar {
    private static let secondsPerDay = 86_400

    /// The number of the day that `time` falls on in the offset, 0 for 1970-01-01.
    static func dayNumber(at time: Int, offsetMinutes: Int) -> Int {
        floorDivide(time + 60 * offsetMinutes, by: secondsPerDay)
    }

    /// The month bucket that `time` falls in: `(year - 1970) * 12 + month - 1`.
    static func bucket(at time: Int, offsetMinutes: Int) -> Int {
        var day = dayNumber(at: time, offsetMinutes: offsetMinutes)
        var year = 1970
        while day < 0 {
            year -= 1
            day += dayCount(ofYear: year)
        }
        while day >= dayCount(ofYear: year) {
            day -= dayCount(ofYear: year)
            year += 1
        }
        var month = 1
        while day >= dayCount(ofMonth: month, year: year) {
            day -= dayCount(ofMonth: month, year: year)
            month += 1
        }
        return (year - 1970) * 12 + month - 1
    }

    /// The first second after a month bucket, from which on its units are dead.
    static func end(of bucket: MonthBucket, offsetMinutes: Int) -> Int {
        let next = Int(bucket.rawValue) + 1
        let (years, months) = (next / 12, next % 12)
        var day = 0
        for year in 1970..<(1970 + years) { day += dayCount(ofYear: year) }
        for month in 1..<(1 + months) { day += dayCount(ofMonth: month, year: 1970 + years) }
        return day * secondsPerDay - 60 * offsetMinutes
    }

    /// The first second of a day number, from which on a lot valid until that day is dead.
    static func start(ofDay day: Int, offsetMinutes: Int) -> Int {
        day * secondsPerDay - 60 * offsetMinutes
    }

    private static func floorDivide(_ value: Int, by divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    private static func isLeap(_ year: Int) -> Bool {
        (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    }

    private static func dayCount(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

    private static func dayCount(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
