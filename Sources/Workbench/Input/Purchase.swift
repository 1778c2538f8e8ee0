/// One line of a purchase file.
package struct Purchase: Equatable, Sendable {
    /// The customer's number in the shop's books.
    package let customer: UInt32

    /// The day on which the customer bought.
    package let day: CalendarDay

    /// How many compact discs were bought.
    package let discCount: UInt32

    /// What they cost, in cents.
    package let cents: UInt32

    /// Where the purchase stands in its file, from 1; it tells apart two purchases that are alike in everything else.
    package let line: Int

    package init(customer: UInt32, day: CalendarDay, discCount: UInt32, cents: UInt32, line: Int) {
        self.customer = customer
        self.day = day
        self.discCount = discCount
        self.cents = cents
        self.line = line
    }
}
