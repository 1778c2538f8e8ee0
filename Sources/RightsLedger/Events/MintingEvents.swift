/// Rights came into being.
package struct Minted: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// Who received them.
    package var recipient: AccountID
    /// Why.
    package var cause: MintCause
    /// How much was minted, in measure units.
    package var measure: UInt64
    /// What was minted.
    package var right: MintedRight

    package init(classID: ClassID, recipient: AccountID, cause: MintCause, measure: UInt64, right: MintedRight) {
        self.classID = classID
        self.recipient = recipient
        self.cause = cause
        self.measure = measure
        self.right = right
    }
}

/// Rights died: from circulating, or from reserved where a receipt held them.
package struct Expired: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// How much, in measure units.
    package var measure: UInt64
    /// The second at which they died; for a receipt's rights, the block's time.
    package var due: Int64

    package init(classID: ClassID, measure: UInt64, due: Int64) {
        self.classID = classID
        self.measure = measure
        self.due = due
    }
}

/// Why rights came into being.
package enum MintCause: UInt8, Hashable, Sendable, CaseIterable {
    /// A minter granted them.
    case grant = 1
    /// The class's emission was due.
    case schedule = 2
    /// A campaign paid an event.
    case event = 3
}

/// What was minted.
package enum MintedRight: Hashable, Sendable {
    /// Units of points in a bucket.
    case units(BucketUnits)
    /// An entitlement lot.
    case lot(LotDescription)
    /// A collectible item with this serial.
    case item(serial: UInt64)
}
