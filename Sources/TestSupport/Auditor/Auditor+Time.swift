extension Auditor {
    /// The month bucket of the block's time in an offset.
    package func monthBucket(offsetMinutes: Int) -> Int {
        AuditorCalendar.bucket(at: now, offsetMinutes: offsetMinutes)
    }

    /// The day number of the block's time in an offset.
    package func dayNumber(offsetMinutes: Int) -> Int {
        AuditorCalendar.dayNumber(at: now, offsetMinutes: offsetMinutes)
    }
}

extension Auditor {
    /// Whether a further block at the same time would do nothing by itself, and this one's end does nothing either.
    ///
    /// Then the open block's transactions may be cut into two blocks. To be asked before ``finishBlock()``.
    package var isCalm: Bool {
        let emits = books.classes.values.contains { rightsClass in rightsClass.cursor.map { $0.due <= now } ?? false }
        let burns = books.scheduledBurns.values.contains { $0.due <= now }
        let finishes = books.openReceipts.contains { id in books.receipts[id].map { $0.deadline <= now } ?? false }
        return !emits && !burns && !finishes && epochNow == openEpoch
    }
}
