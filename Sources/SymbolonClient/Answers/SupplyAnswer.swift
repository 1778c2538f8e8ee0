public import RightsLedger

/// The supply of a class, in measure units.
///
/// `minted = circulating + reserved + burned + expired` holds after every block.
public struct SupplyAnswer: Sendable, Hashable {
    /// The class.
    public let classID: ClassID
    /// All that was ever minted.
    public let minted: UInt64
    /// What accounts hold.
    public let circulating: UInt64
    /// What open receipts and buy-back funds hold.
    public let reserved: UInt64
    /// What holders burned.
    public let burnedByHolder: UInt64
    /// What was burned when redemptions became final.
    public let burnedByRedemption: UInt64
    /// What scheduled burns burned.
    public let burnedByCalendar: UInt64
    /// What was sold to buy-backs.
    public let burnedByBuyBack: UInt64
    /// What died unused.
    public let expired: UInt64

    init(_ node: JSONNode) throws(ClientError) {
        classID = ClassID(try node.number("class"))
        minted = try node.quantity("minted")
        circulating = try node.quantity("circulating")
        reserved = try node.quantity("reserved")
        let burned = try node.member("burned")
        burnedByHolder = try burned.quantity("holder")
        burnedByRedemption = try burned.quantity("redemption")
        burnedByCalendar = try burned.quantity("calendar")
        burnedByBuyBack = try burned.quantity("buyBack")
        expired = try node.quantity("expired")
    }
}
