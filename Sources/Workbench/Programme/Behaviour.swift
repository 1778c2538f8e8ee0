/// What customers do, as shares of their visits.
package struct Behaviour: Equatable, Sendable {
    /// The share of all known customers who drop in on a day without having bought the day before.
    package var visitorsPerDay: Percentage
    /// What a visit may be, in the order of the draw.
    package var habits: [Habit]
    /// The share of redemptions that are taken back.
    package var refundChance: Percentage
    /// How many days after the redemption.
    package var refundAfterDays: UInt32

    /// One thing that a visit may be.
    package struct Habit: Equatable, Sendable {
        package var action: Action
        /// The share of visits.
        package var chance: Percentage
    }

    /// How much of a balance of points an action takes.
    package struct Part: Equatable, Sendable {
        package var share: Percentage
        /// Below this balance nothing happens.
        package var minimum: UInt64
    }

    /// What a customer can do.
    package enum Action: Equatable, Sendable {
        case redeemPoints(Part)
        case redeemEntitlement
        case transferPoints(Part)
        case transferEntitlement
        case splitEntitlement
        case combineEntitlement
        /// Offers a collectible for points of a class.
        case offerItem(price: UInt64, currency: Int)
        case buyItem
        case sellToBuyBack(Part)
        case burnPoints(Part)
    }

    /// Draws what a visit is; `nil` where the customer only looks.
    package func action(_ draws: inout SeededDraws) -> Action? {
        var draw = draws.below(10_000)
        for habit in habits {
            let chance = Int(habit.chance.value)
            if draw < chance { return habit.action }
            draw -= chance
        }
        return nil
    }
}
