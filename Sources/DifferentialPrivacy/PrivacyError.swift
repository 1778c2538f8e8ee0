/// Why the privacy engine refused or failed.
///
/// The texts say what to do. None carries a value of the data, noise, or an exact result.
public enum PrivacyError: Error, Hashable, Sendable {
    /// A scale of noise is beyond what the samplers or 64-bit results carry.
    case scaleOutOfRange(String)
    /// An event has parameters that make no sense.
    case eventInvalid(String)
    /// A parameter of a mechanism, a bound or a share is out of range.
    case parameterInvalid(String)
    /// A document (dataset, query, events) is not what is understood; the place is the path of keys to the value.
    case documentInvalid(place: String, reason: String)
    /// A file could not be read or written.
    case fileUnusable(path: String, reason: String)
    /// The data does not fit its schema.
    case dataInvalid(path: String, line: Int, reason: String)
    /// The data is not what was registered.
    case dataChanged(path: String)
    /// A dataset is already registered at this place, or none is.
    case datasetUnusable(path: String, reason: String)
    /// The query cannot be answered from this dataset.
    case queryInvalid(String)
    /// The dataset's budget does not cover the charge.
    case budgetExceeded(BudgetShortfall)
    /// The analyst's quota does not cover the charge.
    case quotaExceeded(analyst: String, BudgetShortfall)
    /// The analyst has no quota in this dataset.
    case analystUnknown(String)
    /// The budget ledger is not a chain of entries that follow from each other.
    case ledgerDamaged(line: Int, reason: String)
    /// A reservation is not open: it was never made, or was answered already.
    case reservationNotOpen(UInt64)
}

/// What a charge asked for and what was left.
public struct BudgetShortfall: Hashable, Sendable, Codable {
    /// What the query would cost.
    public let asked: PrivacyCost
    /// What is left, reservations that were never answered counted as spent.
    public let remaining: PrivacyCost

    /// States a shortfall.
    public init(asked: PrivacyCost, remaining: PrivacyCost) {
        self.asked = asked
        self.remaining = remaining
    }
}

extension PrivacyError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .scaleOutOfRange(let scale):
            "noise of scale \(scale) is out of range; raise the budget share or lower the bounds"
        case .eventInvalid(let reason): "not a privacy event: \(reason)"
        case .parameterInvalid(let reason): reason
        case .documentInvalid(let place, let reason): place.isEmpty ? reason : "\(place): \(reason)"
        case .fileUnusable(let path, let reason): "\(path): \(reason)"
        case .dataInvalid(let path, let line, let reason): "\(path), line \(line): \(reason)"
        case .dataChanged(let path):
            "\(path) is not the file that was registered; register the new file as a dataset of its own"
        case .datasetUnusable(let path, let reason): "\(path): \(reason)"
        case .queryInvalid(let reason): reason
        case .budgetExceeded(let shortfall):
            "the budget does not cover this query: it costs \(shortfall.asked) and \(shortfall.remaining) is left"
        case .quotaExceeded(let analyst, let shortfall):
            "the quota of \(analyst) does not cover this query: it costs \(shortfall.asked) and "
                + "\(shortfall.remaining) is left"
        case .analystUnknown(let analyst):
            "\(analyst) has no quota in this dataset; the holder names analysts in the dataset's document"
        case .ledgerDamaged(let line, let reason): "the budget ledger is damaged at line \(line): \(reason)"
        case .reservationNotOpen(let number): "reservation \(number) is not open"
        }
    }
}
