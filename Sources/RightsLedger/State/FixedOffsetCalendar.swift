/// The civil calendar at a fixed offset from UTC, in which a class's months and days are counted.
///
/// The proleptic Gregorian calendar with days of 86,400 seconds, as in POSIX time. Pure integer arithmetic, so that it is
/// the same on every machine. Good for times within 2^60 seconds of 1970, far beyond those that a block can have.
///
/// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021), `days_from_civil` and
///   `civil_from_days`, <https://howardhinnant.github.io/date_algorithms.html>.
package struct FixedOffsetCalendar: Hashable, Sendable {
    /// The offset in seconds, positive east of Greenwich.
    package let offsetSeconds: Int64

    package init(utcOffsetMinutes: Int32) {
        offsetSeconds = Int64(utcOffsetMinutes) * 60
    }

    /// The months since January 1970 at a time in seconds since 1970 UTC; negative before.
    package func month(at time: Int64) -> Int64 {
        let date = FixedOffsetCalendar.civilDate(fromDay: day(at: time))
        return (date.year - 1970) * 12 + date.month - 1
    }

    /// The first second after a month, in seconds since 1970 UTC.
    package func end(ofMonth month: Int64) -> Int64 {
        let next = month + 1
        let years = FixedOffsetCalendar.floorDivide(next, 12)
        return start(ofDay: FixedOffsetCalendar.day(year: 1970 + years, month: next - years * 12 + 1, day: 1))
    }

    /// The first second after a bucket, in seconds since 1970 UTC; `nil` for the bucket that never ends.
    package func end(of bucket: MonthBucket) -> Int64? {
        bucket == .never ? nil : end(ofMonth: Int64(bucket.rawValue))
    }

    /// The days since 1970-01-01 at a time in seconds since 1970 UTC; negative before.
    package func day(at time: Int64) -> Int64 {
        FixedOffsetCalendar.floorDivide(time + offsetSeconds, 86_400)
    }

    /// The first second of a day, in seconds since 1970 UTC.
    package func start(ofDay day: Int64) -> Int64 {
        day * 86_400 - offsetSeconds
    }

    /// The days from 1970-01-01 to a date; Hinnant's `days_from_civil`.
    static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Years begin in March, so that a leap day is the last day of its year.
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The year and the month, from 1, of a day since 1970-01-01; Hinnant's `civil_from_days`.
    static func civilDate(fromDay day: Int64) -> (year: Int64, month: Int64) {
        let shifted = day + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month)
    }

    static func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
