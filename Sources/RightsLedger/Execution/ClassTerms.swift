/// A class as a block works with it: decoded once, with what depends on the block's time.
final class ClassTerms: Sendable {
    let id: ClassID
    let record: ClassRecord
    let calendar: FixedOffsetCalendar
    /// The month of the block's time; what expires in an earlier one is dead.
    let currentMonth: MonthBucket

    init(id: ClassID, record: ClassRecord, now: Int64) {
        self.id = id
        self.record = record
        calendar = record.calendar
        currentMonth = MonthBucket(rawValue: UInt16(clamping: record.calendar.month(at: now)))
    }

    var issuer: AccountID { record.issuer }
    var kind: ClassKind { record.definition.kind }
    var policy: ClassPolicy { record.definition.policy }
    var isFrozen: Bool { record.frozen }

    /// Whether units of a bucket can no longer be used.
    func isDead(_ bucket: MonthBucket) -> Bool {
        bucket < currentMonth
    }

    /// The first second at which a lot is dead.
    func end(of lot: LotRecord) -> Int64 {
        calendar.start(ofDay: Int64(lot.validUntil))
    }
}
