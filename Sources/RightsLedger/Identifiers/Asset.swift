/// An amount of one class of points.
public struct Units: Hashable, Sendable {
    /// The class of points.
    public var classID: ClassID
    /// How many units.
    public var amount: UInt64

    /// Creates an amount of a class.
    public init(classID: ClassID, amount: UInt64) {
        self.classID = classID
        self.amount = amount
    }
}

/// One collectible item.
public struct Item: Hashable, Sendable {
    /// The class of collectibles.
    public var classID: ClassID
    /// The item's number within its class, counted from 1.
    public var serial: UInt64

    /// Names an item.
    public init(classID: ClassID, serial: UInt64) {
        self.classID = classID
        self.serial = serial
    }
}

/// A quantity of one right: units of points, a whole entitlement lot, or one collectible item.
public enum Asset: Hashable, Sendable {
    /// Units of a class of points.
    case units(Units)
    /// A whole entitlement lot.
    case lot(LotID)
    /// One collectible item.
    case item(Item)

    /// Units of a class of points.
    public static func units(_ classID: ClassID, _ amount: UInt64) -> Asset {
        .units(Units(classID: classID, amount: amount))
    }

    /// One collectible item.
    public static func item(_ classID: ClassID, serial: UInt64) -> Asset {
        .item(Item(classID: classID, serial: serial))
    }
}
