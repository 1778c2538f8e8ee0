/// A day of the Gregorian calendar, counted from 1 January 1970.
package struct CalendarDay: Hashable, Comparable, Sendable {
    /// Days since 1 January 1970; the ledger's day number at an offset of zero.
    package let number: Int

    /// Creates the day with a number.
    package init(number: Int) {
        self.number = number
    }

    /// Creates the day of a date; `nil` where the calendar has no such day or the year is not within 1970 to 2999.
    ///
    /// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021), `days_from_civil`,
    ///   <https://howardhinnant.github.io/date_algorithms.html>.
    package init?(year: Int, month: Int, day: Int) {
        guard (1970...2999).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= CalendarDay.dayCount(year: year, month: month) else { return nil }
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: era * 146_097 + dayOfEra - 719_468)
    }

    /// Creates the day written as `YYYY-MM-DD`.
    package init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 else { return nil }
        let numbers = parts.compactMap { part in part.allSatisfy(\.isASCIIDigit) ? Int(part) : nil }
        guard numbers.count == 3 else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// The year, the month from 1 and the day of the month from 1.
    ///
    /// - SeeAlso: Hinnant, the same page, `civil_from_days`.
    package var date: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The first second of the day, in seconds since 1970 UTC.
    package var startSecond: Int64 { Int64(number) * 86_400 }

    /// The day some days later.
    package func advanced(byDays days: Int) -> CalendarDay {
        CalendarDay(number: number + days)
    }

    /// The first day of the next month.
    package var startOfNextMonth: CalendarDay {
        let date = date
        return advanced(byDays: CalendarDay.dayCount(year: date.year, month: date.month) - date.day + 1)
    }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        left.number < right.number
    }

    private static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension CalendarDay: CustomStringConvertible {
    /// The day as `YYYY-MM-DD`.
    package var description: String {
        let date = date
        let month = date.month < 10 ? "0\(date.month)" : "\(date.month)"
        let day = date.day < 10 ? "0\(date.day)" : "\(date.day)"
        return "\(date.year)-\(month)-\(day)"
    }
}

extension Character {
    /// Whether the character is one of 0 to 9.
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
