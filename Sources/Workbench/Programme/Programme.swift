package import RightsLedger

/// A loyalty programme as a file describes it: who takes part, what they issue and agree, and what customers do.
///
/// References between the parts are checked when the file is read: a class names an issuer that exists, an agreement a
/// platform, and so on. Parties are named by their position in ``parties``, classes by theirs in ``classes``.
package struct Programme: Equatable, Sendable {
    /// The chain id that the node is started with.
    package var chainID: String
    /// The currency of face values and settlement.
    package var currency: CurrencyCode
    /// Everyone with a role; one of them is the regulator and one the oracle.
    package var parties: [Party]
    /// The rights in the order in which they are created, so that the first has class id 1.
    package var classes: [RightsClass]
    /// What events are worth.
    package var campaigns: [Campaign]
    /// Who redeems what.
    package var agreements: [Agreement]
    /// What a purchase brings besides.
    package var gifts: [Gift]
    /// Burns promised for a day.
    package var calendarBurns: [CalendarBurn]
    /// How a class is bought back; `nil` where none is.
    package var buyBack: BuyBack?
    /// What customers do.
    package var behaviour: Behaviour

    /// The position of the regulator among the parties.
    package var regulator: Int { parties.firstIndex { $0.roles.contains(.regulator) } ?? 0 }

    /// The position of the oracle among the parties.
    package var oracle: Int { parties.firstIndex { $0.roles.contains(.oracle) } ?? 0 }
}

extension Programme {
    /// Someone with a role.
    package struct Party: Equatable, Sendable {
        /// The word by which the file refers to the party.
        package var key: String
        /// What reports call it.
        package var name: String
        /// What it may do.
        package var roles: Roles
    }

    /// A class of rights.
    package struct RightsClass: Equatable, Sendable {
        /// The party that issues it.
        package var issuer: Int
        /// What is created; the beneficiary of its emission is filled in when the issuer's account is known.
        package var creation: CreateClass
        /// The schedule by which it is minted to its issuer; `nil` where there is none.
        package var schedule: Schedule?
        /// The names of an entitlement's scopes, the first for bit 0.
        package var scopes: [String]
    }

    /// When and how much a class is minted to its issuer.
    package struct Schedule: Equatable, Sendable {
        package var start: CalendarDay
        package var epochDays: UInt32
        package var epochs: UInt32
        package var curve: EmissionCurve
    }

    /// What an event type is worth.
    package struct Campaign: Equatable, Sendable {
        package var rightsClass: Int
        package var eventType: String
        /// Units per unit of an event's value, which is a dollar.
        package var rate: Ratio
        package var tiers: [CampaignTier]
        package var multiplier: Ratio?
        package var budgetPerPerson: UInt64
        package var budget: UInt64
        package var start: CalendarDay
        /// The first day after the window.
        package var end: CalendarDay
    }

    /// The terms on which a platform redeems a class.
    package struct Agreement: Equatable, Sendable {
        package var rightsClass: Int
        /// The platform's position among the parties.
        package var platform: Int
        package var rate: Ratio
        package var fee: Percentage
        package var dailyCap: UInt64
        package var start: CalendarDay
        package var end: CalendarDay
        package var refundWindowDays: UInt32
    }

    /// What a purchase of a certain size brings besides points.
    package struct Gift: Equatable, Sendable {
        package var rightsClass: Int
        /// The smallest purchase that brings it, in whole dollars.
        package var minimumDollars: UInt64
        /// Whether a customer gets it only once.
        package var once: Bool
        package var content: Content

        /// What is given.
        package enum Content: Equatable, Sendable {
            /// Units out of the issuer's balance.
            case points(amount: UInt64)
            /// A new lot that is valid from the day on which it is given.
            case entitlement(quantity: UInt32, tier: UInt16, scope: UInt64, days: UInt32)
            /// A new item.
            case collectible
        }
    }

    /// A burn of the issuer's own units on a day.
    package struct CalendarBurn: Equatable, Sendable {
        package var rightsClass: Int
        package var day: CalendarDay
        package var amount: UInt64
    }

    /// How a class is bought back out of its issuer's takings.
    package struct BuyBack: Equatable, Sendable {
        /// The class that is bought back.
        package var rightsClass: Int
        /// The class that pays for it; the same party issues both.
        package var payment: Int
        /// Payment units per unit bought back.
        package var price: Ratio
        /// The share of a month's takings that is deposited, in payment units of one cent each.
        package var deposit: Percentage
        /// The share of a deposit that goes into the fund.
        package var fund: Percentage
    }
}
